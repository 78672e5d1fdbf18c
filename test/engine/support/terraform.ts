import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetched } from './fetched.ts';
import type { Outcome } from './tool.ts';
import { must, run } from './tool.ts';

/** Whether there is a Terraform. Where there is none, `run` has said so, and CI has failed. */
export const hasTerraform = process.env.STOWAGE_TERRAFORM !== undefined;

/** What is in a state, or will be: `show -json`. */
export interface Shown {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * A configuration in a folder of its own, with what Terraform keeps beside it. Every command ends within five minutes, asks nothing, and
 * gets providers from the lane's mirror alone. What it has made is removed by name: `dispose`.
 */
export class Terraform {
  readonly folder = mkdtempSync(join(tmpdir(), 'stowage-terraform-'));
  readonly #data = mkdtempSync(join(tmpdir(), 'stowage-terraform-data-'));
  readonly #prefix: string;
  /** Variables, which reach it through the environment. */
  variables: Readonly<Record<string, string>>;

  /**
   * @param content a folder, or a configuration
   * @param prefix what every container, network and volume of it is called at the beginning
   */
  constructor(content: string | object, prefix: string, variables: Readonly<Record<string, string>> = {}) {
    this.#prefix = prefix;
    this.variables = variables;
    if (typeof content === 'string') cpSync(content, this.folder, { recursive: true });
    else this.write(content);
    this.#sweep();
  }

  /** Another configuration in its place. */
  write(configuration: object): void {
    writeFileSync(join(this.folder, 'main.tf.json'), JSON.stringify(configuration, undefined, 2));
  }

  run(command: string, ...args: readonly string[]): Outcome {
    const variables = Object.entries(this.variables).map(([name, value]) => [`TF_VAR_${name}`, value]);
    return run('terraform', [command, ...args], {
      cwd: this.folder,
      timeout: 300_000,
      env: {
        ...Object.fromEntries(variables),
        TF_CLI_CONFIG_FILE: fetched('STOWAGE_TERRAFORM'),
        TF_DATA_DIR: this.#data,
        TF_IN_AUTOMATION: '1',
        TF_INPUT: '0',
        CHECKPOINT_DISABLE: '1',
      },
    });
  }

  /** The same, and a failure of it is a failure of the test, with what it said. */
  must(command: string, ...args: readonly string[]): string {
    const { code, out, err } = this.run(command, ...args);
    if (code !== 0) throw new Error(`terraform ${command} ended with ${code}\n${out.slice(-4000)}\n${err}`);
    return out;
  }

  /** The files that are not written as Terraform writes them. */
  fmt(): string {
    const { out, err } = this.run('fmt', '-check', '-recursive', '-no-color');
    return out + err;
  }

  init(): string {
    return this.must('init', '-backend=false', '-no-color');
  }

  validate(): string {
    return this.must('validate', '-no-color');
  }

  /** What an apply would do, in words, and whether it is anything. */
  plan(...args: readonly string[]): { readonly changes: boolean; readonly said: string } {
    const { code, out, err } = this.run('plan', '-detailed-exitcode', '-no-color', ...args);
    if (code !== 0 && code !== 2) throw new Error(`terraform plan ended with ${code}\n${out}\n${err}`);
    return { changes: code === 2, said: out + err };
  }

  apply(...args: readonly string[]): Outcome {
    return this.run('apply', '-auto-approve', '-no-color', ...args);
  }

  destroy(...args: readonly string[]): Outcome {
    return this.run('destroy', '-auto-approve', '-no-color', ...args);
  }

  /** The resources of the state, or of a plan that was kept in a file of the folder. */
  show(plan?: string): readonly Shown[] {
    const shown: { values?: Module; planned_values?: Module } = JSON.parse(
      this.must('show', '-json', ...(plan === undefined ? [] : [plan])),
    );
    const { root_module: root } = shown.planned_values ?? shown.values ?? {};
    return root?.resources ?? [];
  }

  /** Containers, networks and volumes of its own that are there, by name. */
  made(): readonly string[] {
    return this.#listed().flatMap(([, names]) => names);
  }

  dispose(): void {
    this.#sweep();
    for (const folder of [this.folder, this.#data]) rmSync(folder, { recursive: true, force: true });
  }

  #listed(): readonly (readonly [kind: string, names: readonly string[]])[] {
    const named = (...args: readonly string[]) =>
      must('docker', args)
        .split('\n')
        .filter((name) => name.startsWith(this.#prefix));
    return [
      ['container', named('ps', '--all', '--format', '{{.Names}}')],
      ['network', named('network', 'ls', '--format', '{{.Name}}')],
      ['volume', named('volume', 'ls', '--format', '{{.Name}}')],
    ];
  }

  #sweep(): void {
    for (const [kind, names] of this.#listed())
      if (names.length > 0)
        must('docker', [kind, 'rm', '--force', ...(kind === 'container' ? ['--volumes'] : []), ...names]);
  }
}

interface Module {
  readonly root_module: { readonly resources?: readonly Shown[] };
}
