import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Every file and folder below these folders. */
export const inside = (...folders: readonly string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
    )
    .sort();

export const text = (file: string) => readFileSync(join(root, file), 'utf8');

/** The sources of the compiler, its vocabulary and the stacks. */
export const files = inside('src', 'constructs', 'stacks').filter(
  (file) => /(?<!\.test)\.(ts|js)$/.test(file) && !/^stacks\/[^/]+\/test\//.test(file),
);

interface Import {
  readonly from: string;
  /** A file of the project, `node:…`, or a package. */
  readonly to: string;
}

/** What a source imports. */
export const importsOf = (from: string, source: string): readonly Import[] =>
  [...source.matchAll(/^(?:import|export)[^;']*?from '([^']+)';|import\('([^']+)'\)/gm)].map(
    ([, by, late]) => {
      const to = by ?? late ?? '';
      return { from, to: to.startsWith('.') ? relative(root, resolve(root, dirname(from), to)) : to };
    },
  );

/** Imports from a folder that lead to none of the allowed places. */
export const strays = (among: readonly Import[], from: RegExp, allowed: readonly RegExp[]) =>
  among
    .filter((one) => from.test(one.from) && !allowed.some((place) => place.test(one.to)))
    .map((one) => `${one.from} → ${one.to}`);

/** Whoever writes a stack or a construct of his own, and what he may import. */
export const ofStacks = [
  /^stacks\//,
  [/^constructs\/index\.ts$/, /^src\/targets\/[^/]+\/index\.ts$/, /^stacks\//],
] as const;
