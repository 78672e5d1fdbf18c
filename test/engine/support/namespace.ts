import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Options, Outcome } from './tool.ts';
import { run } from './tool.ts';

type Piped = ChildProcessByStdio<null, Readable, Readable>;

/**
 * A network and a hosts file of its own, with nothing but loopback: a program in it finds every port free and every
 * host name where the test wants it, so that the file that it reads can stay as it was generated.
 */
export class Namespace {
  readonly folder = mkdtempSync(join(tmpdir(), 'stowage-namespace-'));
  readonly #holder: ChildProcess;
  readonly #children = new Set<ChildProcess>();

  private constructor(hosts: Readonly<Record<string, string>>) {
    const file = join(this.folder, 'hosts');
    writeFileSync(
      file,
      Object.entries(hosts)
        .map(([name, address]) => `${address} ${name}\n`)
        .join(''),
    );
    const line =
      'mount --bind "$1" /etc/hosts && ip link set lo up && ip address add 192.0.2.7/32 dev lo && ip address add 192.0.2.8/32 dev lo && echo made && exec sleep infinity';
    const words = ['--net', '--mount', '--propagation', 'private', 'sh', '-c', line, 'sh', file];
    this.#holder = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  static async open(hosts: Readonly<Record<string, string>>): Promise<Namespace> {
    const made = new Namespace(hosts);
    const first = made.#holder.stdout === null ? [] : once(made.#holder.stdout, 'data');
    if (String(await Promise.race([first, once(made.#holder, 'exit')])).trim() !== 'made')
      throw new Error('no network namespace could be made');
    return made;
  }

  #inside(program: string, args: readonly string[]): readonly string[] {
    return [
      '--target',
      String(this.#holder.pid),
      '--net',
      '--mount',
      `--wd=${process.cwd()}`,
      program,
      ...args,
    ];
  }

  /** Runs a program in it to its end. */
  run(program: string, args: readonly string[], options: Options = {}): Outcome {
    return run('nsenter', this.#inside(program, args), options);
  }

  /** Starts a program in it, which ends with it at the latest. */
  start(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Piped {
    const child = spawn('nsenter', this.#inside(program, args), {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    return child;
  }

  /** Ends a program that was started in it, at once. */
  async end(child: ChildProcess): Promise<void> {
    this.#children.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Waits until something listens on a port. */
  async listening(port: number): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      if (this.run('ss', ['-Hltn', `sport = :${port}`]).out !== '') return;
      await setTimeout(50);
    }
    throw new Error(`nothing listens on port ${port}`);
  }

  async close(): Promise<void> {
    for (const child of [...this.#children, this.#holder]) await this.end(child);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
