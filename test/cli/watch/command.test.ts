import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { project, shop, stowage } from '../../support/command.ts';
import { tree } from '../../support/folder.ts';

const program = fileURLToPath(new URL('../../../src/cli/stowage.cjs', import.meta.url));

/** Somebody who leaves it running; `said` is without the times. */
function watching(cwd: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args, '--watch'], { cwd, stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk)
        .replaceAll(/^\d\d:\d\d:\d\d /gm, 'time ')
        .replaceAll(/\(\d+\.\d s\)/g, '(s)');
    });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    closed,
    said: () => said,
    /** Until it has said so much. */
    rounds: (count: number) =>
      vi.waitFor(() => expect(said.split('(s)\n')).toHaveLength(count + 1), {
        timeout: 50_000,
        interval: 50,
      }),
  };
}

test('a line for each round: written, broken, refused, mended, by an editor that puts a new file in place of the old one', async () => {
  const cwd = project(shop, { 'stacks/unused.ts': '' });
  const index = join(cwd, 'stacks/index.ts');
  const text = readFileSync(index, 'utf8');
  const { child, closed, said, rounds } = watching(cwd, 'synth');
  await rounds(1);
  expect(said()).toMatch(
    /^time {2}\d+ written: out\/shop\/\S+, \S+, \S+, and \d+ more; rules: nothing found {2}\(s\)\n$/,
  );

  appendFileSync(index, 'const x = ;\n');
  await rounds(2);
  expect(said()).toContain('unexpected ";"  (syntax)');
  expect(said()).toMatch(/\ntime {2}nothing is written {2}\(s\)\n$/);

  writeFileSync(`${index}.new`, text.replaceAll('staging: { host }', 'staging: { host, guarded: true }'));
  renameSync(`${index}.new`, index);
  await rounds(3);
  expect(said()).toMatch(/\ntime {2}\d+ written: \S+.*; rules: nothing found {2}\(s\)\n$/);

  const before = tree(join(cwd, 'out'));
  writeFileSync(index, text.replaceAll("'shop', environment", "'blog', environment"));
  await rounds(4);
  expect(said()).toMatch(/out would lose \d+ files and keep none of those that are there:/);
  expect(tree(join(cwd, 'out'))).toEqual(before);

  child.kill('SIGINT');
  expect(await closed).toBe(130);
}, 120_000);

test('check and lint are watched, too; a stack that throws or waits for ever ends nothing, and the end of the input ends it', async () => {
  const cwd = project(`${shop}throw new Error('not yet');\n`);
  const { child, closed, said, rounds } = watching(cwd, 'lint');
  await rounds(1);
  expect(said()).toContain('not yet  (stack-throws)');
  writeFileSync(join(cwd, 'stacks/index.ts'), 'await new Promise(() => setInterval(() => {}, 1000));\n');
  await setTimeout(1_500); // it has begun, and would never end
  child.stdin.end();
  expect(await closed).toBe(0);
}, 120_000);

test('a machine is told nothing by it', async () => {
  expect(await stowage(project(shop), ['check', '--watch', '--format', 'json'])).toMatchObject({
    code: 2,
    out: expect.stringContaining('--watch tells people'),
  });
});
