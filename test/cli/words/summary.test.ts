import { expect, test } from 'vitest';
import { grouped } from '../../../src/cli/group.ts';
import { plain } from '../../../src/cli/words/ink.ts';
import { summary } from '../../../src/cli/words/summary.ts';
import type { Change } from '../../../src/out/compare.ts';
import { environment, stack } from '../../support/model.ts';

const shop = (name: string) =>
  stack({ path: `shop-${name}`, project: `shop-${name}`, environment: { ...environment, name } });

const wrote = (path: string): Change => ({
  kind: 'write',
  path,
  artifact: { path, content: '', executable: false },
});
const removed = (path: string): Change => ({
  kind: 'remove',
  path,
  before: { bytes: Buffer.from(''), executable: false },
});

test('each system and environment with its files, what changed in it, and what the rules found', () => {
  const warning = { rule: 'r', severity: 'warn' as const, path: 'shop-staging/app', message: '', fix: '' };
  const groups = grouped([shop('local'), shop('staging')], [warning], {
    changes: [
      wrote('.stowage-manifest'),
      wrote('shop/README.md'),
      wrote('shop/local/Makefile'),
      removed('shop/local/old'),
      removed('shop/test/Makefile'),
      removed('gone/local/Makefile'),
    ],
    unchanged: ['shop/.gitignore', 'shop/local/docker-compose.yml', 'shop/staging/Makefile'],
  });
  expect(summary('out', groups, plain)).toBe(`shop            2 files: 1 written, 1 unchanged, 1 removed
  wrote    out/shop/README.md
  removed  out/shop/test/Makefile
shop local      2 files: 1 written, 1 unchanged, 1 removed; rules: nothing found
  wrote    out/shop/local/Makefile
  removed  out/shop/local/old
shop staging     1 file: 1 unchanged; rules: 1 warning
gone            0 files: 1 removed
  removed  out/gone/local/Makefile
`);
});

test('of many files the first are named and the rest is counted', () => {
  const changes = Array.from({ length: 30 }, (_, i) => wrote(`shop/local/${i}`));
  const said = summary('out', grouped([shop('local')], [], { changes, unchanged: [] }), plain);
  expect(said).toContain('30 files: 30 written');
  expect(said).toMatch(/\/local\/11\n {2}… and 18 more\n$/);
});
