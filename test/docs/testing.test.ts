import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { examplesOf } from '../support/examples.ts';
import { put } from '../support/folder.ts';

test('the tests of the page compile and pass, with the runner of Node and with vitest', () => {
  const cwd = examplesOf('docs/testing.md');
  const run = (...args: readonly string[]) => {
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd,
      encoding: 'utf8',
      env: { NO_COLOR: '1' },
    });
    return { status, stdout };
  };
  const node = run(
    '--import',
    import.meta.resolve('tsx'),
    '--test',
    '--test-reporter',
    'tap',
    'example-0.ts',
  );
  expect(node).toEqual({ status: 0, stdout: expect.stringMatching(/^# pass 2$/m) });
  put(cwd, { 'vitest.config.js': "export default { test: { include: ['example-1.ts'] } };\n" });
  const vitest = run('node_modules/vitest/vitest.mjs', 'run');
  expect(vitest).toEqual({ status: 0, stdout: expect.stringContaining('Tests  1 passed') });
}, 120_000);
