import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { lanesOf, ofTheCompiler, testFiles, tooLong } from './support/lanes.ts';

const root = resolve(import.meta.dirname, '..');

test('every file of tests has one lane', () => {
  const { shared, alone, scripts } = lanesOf();
  expect(testFiles.length).toBeGreaterThan(250);
  expect([...shared, ...alone, ...scripts].sort()).toEqual(testFiles);
  expect(alone).toEqual(['test/constructs/two-copies.test.ts', 'test/out/steps.test.ts']);
});

test('what runs apart is of what is generated or packed; what is of the compiler has its line in ofTheCompiler', () => {
  const generated = /^(constructs\/blocks|stacks\/[^/]+\/test|test\/(constructs\/core|package|targets))\//;
  expect(lanesOf().scripts.filter((file) => !generated.test(file))).toEqual(tooLong);
});

test('what starts a process runs apart, also by a module, unless it is of the compiler', () => {
  const spawns = "import { spawnSync } from 'node:child_process';";
  const files: Record<string, string> = {
    'test/a.test.ts': spawns,
    'constructs/blocks/b/b.test.ts': "import { run } from '../../../test/support/by.ts';",
    'stacks/shop/test/c.test.ts': "const { run } = await import('../../../test/support/by.ts');",
    'test/d.test.ts': "import './support/by.ts';",
    'test/support/by.ts': "import { run } from './run.ts';",
    'test/support/run.ts': "import { spawn } from 'child_process';",
    'test/e.test.ts': "import { stowage } from './support/command.ts';",
    'test/out.test.ts': spawns,
    'test/cli/i.test.ts': spawns,
    'test/cli/j.test.ts': "import { run } from '../support/run.ts';",
    'test/f.test.ts': "vi.mock('node:fs', fake);",
    'test/g.test.ts': "process.env.HOME = '/nowhere';",
    'test/h.test.ts': "import { lower } from '../src/lower.ts';",
  };
  const tests = Object.keys(files).filter((file) => file.endsWith('.test.ts'));
  expect(lanesOf(tests, (file) => files[file] ?? '')).toEqual({
    shared: [
      'test/e.test.ts',
      'test/out.test.ts',
      'test/cli/i.test.ts',
      'test/cli/j.test.ts',
      'test/h.test.ts',
    ],
    alone: ['test/f.test.ts', 'test/g.test.ts'],
    scripts: [
      'test/a.test.ts',
      'constructs/blocks/b/b.test.ts',
      'stacks/shop/test/c.test.ts',
      'test/d.test.ts',
    ],
  });
});

test.each([...ofTheCompiler, ...tooLong])('%s still starts a process', (file) => {
  expect(readFileSync(resolve(root, file), 'utf8')).toContain("from 'node:child_process'");
});
