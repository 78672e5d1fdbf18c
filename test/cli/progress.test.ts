import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { project, shop } from '../support/command.ts';

const program = fileURLToPath(new URL('../../src/cli/stowage.cjs', import.meta.url));

/** Runs it on a terminal of its own. */
function onTerminal(cwd: string, args: string, env: Readonly<Record<string, string>> = {}) {
  const line = `'${process.execPath}' '${program}' ${args}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd,
    env: { ...process.env, CI: '', NO_COLOR: '1', TERM: 'xterm', ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return { child, said: () => said, closed };
}

// It holds the thread, as a long computation does, and takes no processor from the other tests.
const slow = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);\n${shop}`;
const away = '\r\u001b[K';

test('what takes over half a second is told on a terminal, and the line goes away', async () => {
  const { said, closed } = onTerminal(project(slow), 'lint');
  await closed;
  const shown = said();
  expect(shown).toContain(`${away}loading stacks/index.ts …`);
  const text = shown.split(away).at(-1);
  expect(text).toBe('2 stacks: nothing found\r\n');
});

test('an endless loop does not hang without a word', async () => {
  const { said } = onTerminal(project('for (;;);\n'), 'synth');
  await vi.waitFor(() => expect(said()).toMatch(/still loading stacks\/index\.ts, for \d+ seconds/), {
    timeout: 30_000,
    interval: 100,
  });
}, 60_000);

test.each([
  ['CI', 'lint', { CI: 'true' }],
  ['a format for a machine', 'lint --format sarif', {}],
  ['a terminal that knows no lines', 'lint', { TERM: 'dumb' }],
])('%s gets no line', async (_, args, env) => {
  const { said, closed } = onTerminal(project(slow), args, env);
  await closed;
  expect(said()).not.toContain('loading stacks');
});

test('neither does a file or a pipe', () => {
  const { stdout, stderr } = spawnSync(process.execPath, [program, 'lint'], {
    cwd: project(slow),
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: '2 stacks: nothing found\n', stderr: '' });
});

const waits = 'setInterval(() => {}, 1000);\nawait new Promise(() => {});\n';
test.concurrent.each([
  ['an endless loop', 'for (;;);\n', ['synth']],
  ['an endless loop, for a program', 'for (;;);\n', ['list', '--json']],
  ['an await that never ends', waits, ['check', '--format=sarif']],
  ['an await that never ends, in the list of rules', waits, ['rules', 'no-such-rule']],
])(
  '%s is told where nobody looks on, once it may never end',
  async (_, stack, args) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: project(stack),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += chunk));
    child.stderr.on('data', (chunk) => (said.err += chunk));
    await vi.waitFor(() => expect(said.err).toContain('\n'), { timeout: 30_000, interval: 100 });
    child.kill('SIGTERM');
    const code = await new Promise((resolve) => child.on('close', (exit, signal) => resolve(exit ?? signal)));
    expect(said).toEqual({
      out: '',
      err: expect.stringMatching(
        /^still loading stacks\/index\.ts, for \d+ seconds: a loop without an end, or an await of what never comes\?\n$/,
      ),
    });
    expect(['SIGTERM', 143]).toContain(code);
  },
  60_000,
);

test.concurrent.each([
  ['a script', 'for (;;);\n'],
  ['modules', waits],
  ['what Node alone can load', `await import('./' + 'fine.ts');\n${waits}`],
])(
  'of %s, the file is named that has begun and not ended',
  async (_, slow) => {
    const cwd = project(`import './fine.ts';\nimport './parts/slow.ts';\nimport './fine.ts';\n${shop}`);
    mkdirSync(join(cwd, 'stacks/parts'));
    writeFileSync(join(cwd, 'stacks/fine.ts'), 'export const fine = 1;\n');
    writeFileSync(join(cwd, 'stacks/parts/fine.ts'), 'export const fine = 1;\n');
    writeFileSync(join(cwd, 'stacks/parts/slow.ts'), `${slow}export {};\n`);
    const child = spawn(process.execPath, [program, 'lint'], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    await vi.waitFor(() => expect(err).toContain('\n'), { timeout: 30_000, interval: 100 });
    child.kill('SIGKILL');
    expect(err).toMatch(/^still loading stacks\/parts\/slow\.ts, for \d+ seconds: a loop without an end/);
  },
  60_000,
);
