import { expect, test, vi } from 'vitest';
import { compare, manifestPath, write } from '../../src/out.ts';
import { edition } from '../support/edition.ts';
import { folder, put, tree } from '../support/folder.ts';
import { pathsOf } from '../support/manifest-line.ts';

/** Made once: each is written hundreds of times. */
const editions = { a: edition('a'), b: edition('b') };

/** How many more steps succeed; a step is a call that changes what the folder holds. */
const steps = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const counted = <Call extends (...args: never[]) => unknown>(call: Call): Call =>
    new Proxy(call, {
      apply: (target, self, args) => {
        if (steps.left-- <= 0) throw new Error('the power is gone');
        return Reflect.apply(target, self, args);
      },
    });
  return {
    ...fs,
    renameSync: counted(fs.renameSync),
    rmSync: counted(fs.rmSync),
    mkdirSync: counted(fs.mkdirSync),
  };
});

test('whichever step is the last, every file is whole and listed, and the next run heals, forwards or back', () => {
  for (let last = 0; last < 200; last++) {
    for (const goal of ['a', 'b'] as const) {
      const out = folder();
      write(out, editions.a);
      put(out, { mine: 'mine' });
      steps.left = last;
      const done = attempt(() => write(out, editions.b, { removeMost: true }));
      steps.left = Number.POSITIVE_INFINITY;
      if (done) return expect(last).toBeGreaterThan(20);
      expectWhole(out);
      write(out, editions[goal], { removeMost: true });
      expect(compare(out, editions[goal]).changes).toEqual([]);
      const names = editions[goal].map(({ path, executable }) => (executable ? `${path}*` : path));
      expect(Object.keys(tree(out)).sort()).toEqual([...names, 'mine', manifestPath].sort());
    }
  }
  throw new Error('it never came to an end');
});

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function expectWhole(out: string): void {
  const found = tree(out);
  for (const [name, content] of Object.entries(found)) {
    if (name.startsWith('.stowage-') || name === 'mine') continue;
    const path = name.replace('*', '');
    const wholes = [...editions.a, ...editions.b].filter((artifact) => artifact.path === path);
    expect(
      wholes.some((whole) => whole.content === content && whole.executable === name.endsWith('*')),
      path,
    ).toBe(true);
    expect(pathsOf(found[manifestPath]), path).toContain(path);
  }
}
