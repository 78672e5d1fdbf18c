import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canonical } from '../../../src/compose/canonical.ts';
import type { Written } from '../../../src/compose/form.ts';
import { merge } from '../../../src/compose/merge.ts';
import type { State } from '../../../src/plan/replaced.ts';
import { must, run, start } from '../support/tool.ts';
import type { Part } from './change.ts';

/** A container, as far as it tells whether `up` made it anew. */
interface Container {
  readonly id: string;
  readonly service: string;
  readonly started: string;
  readonly runs: boolean;
}

/** What `up` did to the services that ran before it. */
export interface Done {
  readonly replaced: readonly string[];
  /** Stopped and started, and not replaced. */
  readonly restarted: readonly string[];
  /** Those that had ended by themselves, as a job does. */
  readonly ended: readonly string[];
  /** What it said, where it did not succeed. */
  readonly failure?: string;
}

/** One project on the engine, whose files change. */
export class Running {
  readonly folder: string;
  readonly #name: string;
  readonly #config: string;
  /** What the engine has once a state has come true. */
  #have = new Set<string>();

  /** @param config where the program of this version of Compose lies */
  constructor(name: string, config: string, folder = mkdtempSync(join(tmpdir(), 'stowage-plan-'))) {
    this.folder = folder;
    this.#name = name;
    this.#config = config;
  }

  /** The same project, in the hands of another version. */
  by(config: string): Running {
    return new Running(this.#name, config, this.folder);
  }

  /**
   * Writes a state down; what decides what `up` makes of it.
   * @param over the override file
   */
  becomes(part: Partial<Part>, over: Written = {}): State {
    const { files = {}, env = {}, images = {}, ...document } = part;
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), content);
    }
    for (const [name, image] of Object.entries(images)) must('docker', ['tag', image, name]);
    const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(join(this.folder, '.env'), variables.join(''));
    const base = { ...document, name: this.#name };
    writeFileSync(join(this.folder, 'compose.yaml'), JSON.stringify(base));
    writeFileSync(join(this.folder, 'compose.override.yaml'), JSON.stringify(over));
    const [ids, have] = [imageIds(), new Set<string>()];
    this.#have = have;
    return {
      project: canonical(merge(base, over)).project,
      around: {
        folder: this.folder,
        home: process.env.HOME ?? '',
        lookUp: (name) => new Map(Object.entries(env)).get(name) ?? process.env[name],
      },
      files: (path) => new Map(Object.entries(files)).get(path.slice(this.folder.length + 1)),
      there: (kind, name) => have.has(`${kind} ${name}`),
      images: (name) => ids.get(name.includes(':') ? name : `${name}:latest`),
    };
  }

  /** `up -d`, with nobody to answer what it asks. */
  async up(...words: readonly string[]): Promise<Done> {
    const have = this.#have;
    const before = this.#containers();
    const program = join(this.#config, 'cli-plugins', 'docker-compose');
    const { code, err } = await start(program, ['up', '-d', ...words], {
      cwd: this.folder,
      env: { DOCKER_CONFIG: this.#config },
    });
    const after = this.#containers();
    for (const kind of ['network', 'volume'])
      for (const name of this.#named(kind)) have.add(`${kind} ${name}`);
    const services = new Set(before.map(({ service }) => service));
    const of = (all: readonly Container[], service: string) => all.filter((one) => one.service === service);
    const replaced = [...services].filter((service) => {
      const [was, is] = [of(before, service), of(after, service)];
      return (
        was.some((one) => !is.some(({ id }) => id === one.id)) &&
        is.some((one) => !was.some(({ id }) => id === one.id))
      );
    });
    const restarted = [...services].filter((service) =>
      of(before, service).some(
        (one) =>
          one.runs && of(after, service).some(({ id, started }) => id === one.id && started !== one.started),
      ),
    );
    const ended = [...services].filter((service) => !of(before, service).some(({ runs }) => runs));
    return {
      replaced,
      restarted,
      ended,
      ...(code !== 0 && {
        failure:
          err
            .split('\n')
            .filter((line) => /rror|annot|nvalid|conflict/.test(line))
            .join('\n') || err.slice(-400),
      }),
    };
  }

  /** What a command in a service's container says; nothing where it fails. */
  says(service: string, ...words: readonly string[]): string {
    const { code, out } = run('docker', ['exec', '-u', '0', `${this.#name}-${service}-1`, ...words]);
    return code === 0 ? out.trim() : '';
  }

  /** Takes away all that carries its name. */
  dispose(): void {
    const ids = this.#all('ps', '-aq');
    // One that is killed and removed at once may leave an address on its network, which then cannot be removed.
    if (ids.length > 0)
      for (const words of [
        ['stop', '-t', '0'],
        ['rm', '-f', '-v'],
      ])
        must('docker', [...words, ...ids]);
    for (const kind of ['network', 'volume']) {
      // The engine may still be at the last container of a network.
      const gone = () => this.#named(kind).every((name) => run('docker', [kind, 'rm', name]).code === 0);
      for (let left = 5; !gone() && left > 0; left--) run('sleep', ['1']);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #named(kind: string): readonly string[] {
    return this.#all(kind, 'ls', '--format', '{{.Name}}');
  }

  #all(...words: readonly string[]): readonly string[] {
    const label = `label=com.docker.compose.project=${this.#name}`;
    return must('docker', [...words, '--filter', label])
      .split('\n')
      .filter(Boolean);
  }

  #containers(): readonly Container[] {
    const ids = this.#all('ps', '-aq');
    if (ids.length === 0) return [];
    const format =
      '{{.Id}} {{index .Config.Labels "com.docker.compose.service"}} {{.State.StartedAt}} {{.State.Running}}';
    return must('docker', ['inspect', '--format', format, ...ids])
      .trim()
      .split('\n')
      .map((line) => {
        const [id = '', service = '', started = '', runs] = line.split(' ');
        return { id, service, started, runs: runs === 'true' };
      });
  }
}

function imageIds(): ReadonlyMap<string, string> {
  const lines = must('docker', ['images', '--no-trunc', '--format', '{{.Repository}}:{{.Tag}} {{.ID}}'])
    .trim()
    .split('\n');
  return new Map(lines.map((line) => line.split(' ')).map(([name = '', id = '']) => [name, id]));
}
