import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { compare, manifestPath, write } from '../../src/out.ts';
import { edition } from '../support/edition.ts';
import { folder, put, tree } from '../support/folder.ts';
import { pathsOf } from '../support/manifest-line.ts';

/** The program that writes, as one file: it is started fifteen times. */
function writerIn(path: string): string {
  const outfile = join(path, 'writer.mjs');
  const source = fileURLToPath(new URL('../support/writer.ts', import.meta.url));
  buildSync({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', outfile });
  return outfile;
}

/** Small, seeded, good enough: a failure can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test('a kill at any moment leaves each file old or new, and the next run heals', async () => {
  const seed = Number(process.env.STOWAGE_SEED ?? Date.now() % 1_000_000);
  console.log(`STOWAGE_SEED=${seed}`);
  const next = random(seed);
  const writer = writerIn(folder());
  const kills = Array.from({ length: 15 }, () => next() * 150);
  await Promise.all(
    [0, 1, 2].map(async (lane) => {
      for (const delay of kills.filter((_, i) => i % 3 === lane)) await killed(writer, delay);
    }),
  );
});

async function killed(writer: string, delay: number): Promise<void> {
  const out = folder();
  write(out, edition('a'));
  put(out, { 'only-a/mine': 'mine', mine: 'mine' });
  const child = spawn(process.execPath, [writer, out, 'forever'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await setTimeout(delay);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const listed = pathsOf(tree(out)[manifestPath]);
  for (const [name, content] of Object.entries(tree(out))) {
    if (name.startsWith('.stowage-') || name.endsWith('mine')) continue;
    const path = name.replace('*', '');
    const wholes = [...edition('a'), ...edition('b')].filter((artifact) => artifact.path === path);
    expect(
      wholes.map((whole) => whole.content),
      path,
    ).toContain(content);
    expect(
      wholes.map((whole) => whole.executable),
      path,
    ).toContain((statSync(join(out, path)).mode & 0o100) !== 0);
    expect(listed, path).toContain(path);
  }

  write(out, edition('b'), { removeMost: true });
  expect(readdirSync(out)).not.toContain('.stowage-tmp');
  expect(compare(out, edition('b')).changes).toEqual([]);
  const mine = ['mine', 'only-a/mine'];
  expect(Object.keys(tree(out)).sort()).toEqual(
    [...edition('b').map(({ path }) => path), ...mine, manifestPath].sort(),
  );
}
