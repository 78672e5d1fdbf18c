import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Namespace } from './namespace.ts';

/** How a server is started, and when it serves. */
interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly serves: () => boolean;
  /** For how long it is asked, a question's own time apart. */
  readonly seconds: number;
}

/** A server in a namespace. */
export class Server {
  readonly #name: string;
  readonly #inside: Namespace;
  #child: ChildProcess | undefined;
  /** What it printed, of all its starts. */
  said = '';

  constructor(name: string, inside: Namespace) {
    this.#name = name;
    this.#inside = inside;
  }

  /** @throws Error with the end of what it said, when it has ended or does not serve in time */
  async start({ program, args, env = {}, serves, seconds }: Start): Promise<ChildProcess> {
    const child = this.#inside.start(program, args, env);
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        this.said += String(text);
      });
    for (let tries = 0; !serves(); tries++) {
      if (tries === seconds * 5 || child.exitCode !== null)
        throw new Error(`${this.#name} does not serve:\n${this.said.slice(-4000)}`);
      await setTimeout(200);
    }
    return child;
  }

  /** As `docker stop` does it. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
