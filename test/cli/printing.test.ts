import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { project, shop, stowage, stowageAlone } from '../support/command.ts';
import { folder } from '../support/folder.ts';

/** All that a stack can do to the output of the process that it runs in. */
const chatter = `import { execSync, spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
console.log('of console.log');
console.info('of console.info');
console.table([{ of: 'console.table' }]);
console.dir({ of: 'console.dir' });
process.stdout.write('of process.stdout\\n');
writeSync(1, 'of writeSync\\n');
spawnSync('echo', ['of spawnSync'], { stdio: 'inherit' });
execSync('echo of execSync', { stdio: [0, 1, 2] });
process.on('exit', () => console.log('of the end'));
setInterval(() => console.log('of a timer'), 1);
${shop}`;

const said = [
  ...[
    'of console.log\n',
    'of console.info\n',
    "'console.table'",
    "{ of: 'console.dir' }\n",
    'of process.stdout\n',
  ],
  ...['of writeSync\n', 'of spawnSync\n', 'of execSync\n', 'of the end\n'],
];

test.each([
  ['lint', '--format', 'json'],
  ['synth', '--out', 'out', '--format=sarif'],
  ['list', '--json'],
])('a program that reads what %s prints gets one document, whatever the stack prints', async (...args) => {
  const { out, err } = await stowageAlone(project(chatter), args);
  expect(() => JSON.parse(out)).not.toThrow();
  for (const one of said) expect(err).toContain(one);
});

test('neither does a line of the stack get among the commands of GitHub', async () => {
  const { code, out } = await stowageAlone(project(chatter), ['lint', '--format', 'github']);
  expect({ code, out }).toEqual({ code: 0, out: '' });
});

test('in a process that does more than that, it is the same, and only while the command runs', async () => {
  const cwd = project(`console.log('of the stack');\n${shop}`);
  const { out, err } = await stowage(cwd, ['lint', '--format', 'json']);
  expect({ document: JSON.parse(out), err }).toMatchObject({ document: { failed: false } });
  expect(err).toBe('of the stack\n');
  expect((await stowage(cwd, ['list'])).out).toMatch(/^of the stack\nshop 2\.1\n/);
});

test('the exit code is that of the command', async () => {
  const cwd = project(shop);
  expect((await stowageAlone(cwd, ['check', '--format', 'json'])).code).toBe(1);
  const { code, out, err } = await stowageAlone(cwd, ['lint', '--format', 'jsn']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('write --format json');
});

const program = fileURLToPath(new URL('../../src/cli/stowage.cjs', import.meta.url));

/** In a folder that is removed before the command begins. */
function inRemoved(...args: readonly string[]) {
  const line = ['-c', 'rmdir "$PWD"; exec "$@"', '-', process.execPath, program, ...args];
  const {
    status: code,
    stdout: out,
    stderr: err,
  } = spawnSync('bash', line, { cwd: folder(), encoding: 'utf8' });
  return { code, out, err };
}

test('a folder that has been removed is said, and no fault of ours', () => {
  const gone = {
    code: 2,
    out: '',
    err: `error   the folder that this runs in is not there any more  (no-folder)
        → change to one that is there, by its whole path: cd /…
`,
  };
  for (const args of [['synth'], ['init'], ['lint', '--watch']])
    expect(inRemoved(...args), args.join(' ')).toEqual(gone);
  expect(inRemoved('rules', 'image-pinned')).toMatchObject({ code: 0 });
});

test('a stack that removes its own folder is told so', async () => {
  const cwd = project(
    `import { rmSync } from 'node:fs';\nrmSync(process.cwd(), { recursive: true });\n${shop}`,
  );
  const { code, err } = await stowageAlone(cwd, ['synth']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('(no-folder)') });
});
