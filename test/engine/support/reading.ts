import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { start } from './tool.ts';

/** A file for Compose to read: a document, or text of its own. */
export type Layer = object | string;

/** One version of Compose that reads files in a folder, several at a time. */
export class Reading {
  readonly env: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #program: string;
  #files = 0;

  /** @param dockerConfig where its program lies: started without the CLI before it, it takes less than half the time. */
  constructor(dockerConfig: string, folder: string, env: Readonly<Record<string, string>> = {}) {
    this.env = { DOCKER_CONFIG: dockerConfig, ...env };
    this.#folder = folder;
    this.#program = join(dockerConfig, 'cli-plugins', 'docker-compose');
  }

  /** What it makes of documents, each over the one before; undefined when it refuses. */
  async config(...layers: readonly Layer[]): Promise<unknown> {
    const out = await this.#read(layers, ['--format', 'json']);
    return out === undefined ? undefined : JSON.parse(out);
  }

  /** The hash of each service of a document; undefined when it refuses. */
  async hashes(layer: Layer): Promise<ReadonlyMap<string, string> | undefined> {
    const out = await this.#read([layer], ['--hash', '*']);
    return out === undefined
      ? undefined
      : new Map(
          out.split('\n').flatMap((line) => {
            const [name = '', hash = ''] = line.split(' ');
            return hash === '' ? [] : [[name, hash] as const];
          }),
        );
  }

  async #read(layers: readonly Layer[], words: readonly string[]): Promise<string | undefined> {
    const args = layers.flatMap((layer) => {
      const file = join(this.#folder, `${this.#files++}.yml`);
      writeFileSync(file, typeof layer === 'string' ? layer : JSON.stringify(layer));
      return ['-f', file];
    });
    const { code, out } = await start(this.#program, [...args, '--profile', '*', 'config', ...words], {
      env: this.env,
    });
    return code === 0 ? out : undefined;
  }
}

/** Does something with each, as many at a time as there are processors; what came of them, in order. */
export async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: (readonly [number, Result])[] = [];
  const left = [...items.entries()].reverse();
  const worker = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      results.push([next[0], await work(next[1])]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results.sort(([a], [b]) => a - b).map(([, result]) => result);
}
