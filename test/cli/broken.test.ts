import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stowage, stowageAlone } from '../support/command.ts';
import { folder, tree } from '../support/folder.ts';
import type { Cases } from './broken/case.ts';
import { constructs } from './broken/constructs.ts';
import { entry } from './broken/entry.ts';
import { late } from './broken/late.ts';
import { thrown } from './broken/thrown.ts';

const vocabulary = new URL('../../constructs/index.ts', import.meta.url).href;
const mains = fileURLToPath(new URL('../support/mains.js', import.meta.url));
const cases: Cases = { ...entry, ...constructs, ...thrown, ...late };

test('each broken stack gets one message with its line and its mend, and out/ stays as it was', () => {
  const stacks = Object.entries(cases).flatMap(([name, { stack }]) =>
    stack === '' ? [] : [[`${name}.ts`, stack.replaceAll('CONSTRUCTS', vocabulary)]],
  );
  const cwd = folder({
    'package.json': '{"type": "module"}',
    'plain.ts': 'export const a = 1;\n',
    'out/mine': 'mine',
    ...Object.fromEntries(stacks),
  });
  const { stderr, stdout } = spawnSync(process.execPath, [mains, cwd, ...Object.keys(cases)], {
    encoding: 'utf8',
  });
  const said = stderr
    .replace(/(overflow\.ts:1|stack-makes-itself\.ts):[\d:]+/g, '$1:…')
    .split('\n====\n')
    .slice(0, -1);
  expect(Object.fromEntries(Object.keys(cases).map((name, i) => [name, said[i]]))).toEqual(
    Object.fromEntries(
      Object.entries(cases).map(([name, { said, code = 2 }]) => [name, `${said}\nexit ${code}`]),
    ),
  );
  expect(stdout).toBe('');
  expect(Object.keys(tree(cwd)).filter((name) => name.startsWith('out/'))).toEqual(['out/mine']);
});

test('a fault of Stowage is said to be one, with its trace, and exit code 70', async () => {
  // The compiler is handed what no construct makes.
  const cwd = folder({
    'package.json': '{"type": "module"}',
    'app.ts':
      'export default { validate: () => [], toModel: () => [{ name: 1 }], place: () => undefined };\n',
  });
  const { code, out, err } = await stowageAlone(cwd, ['synth', '--app', 'app.ts']);
  expect({ code, out }).toEqual({ code: 70, out: '' });
  expect(err).toMatch(/^fault {3}of Stowage, not of your stack\n {8}→ report it/);
  expect(err).toMatch(/^TypeError: /m);
  expect(err).toMatch(/^ {4}at .*src[/]compile\.ts:/m);
  expect(tree(cwd)).not.toHaveProperty('out');
});

test('an entry that is no file, and a package.json that is none', async () => {
  const cwd = folder({
    'package.json': '{"type": "module"}',
    'app.ts/index.ts': '',
    'sub/package.json': '{"type": "module",}',
    'sub/app.ts': 'export default 1;\n',
  });
  expect(await stowage(cwd, ['lint', '--app', 'app.ts'])).toEqual({
    code: 2,
    out: '',
    err: `error   there is no file app.ts  (no-entry)
        → run this in the folder that has it, or name another one with --app
`,
  });
  const { code, err } = await stowage(cwd, ['lint', '--app', 'sub/app.ts']);
  expect(code).toBe(2);
  expect(err).toMatch(
    /^error {3}sub\/package\.json\n {8}.*JSON.* \(bad-package\)\n {8}→ mend the package\.json, which Node reads too\n$/,
  );
});

test('a trace is shown to who asks for one', async () => {
  const cwd = folder({ 'package.json': '{"type": "module"}', 'app.ts': "throw new Error('no');\n" });
  const quiet = await stowage(cwd, ['check', '--app', 'app.ts']);
  expect(quiet).toMatchObject({ code: 2, out: '' });
  expect(quiet.err).not.toContain('    at ');
  for (const [args, env] of [
    [['--debug'], {}],
    [[], { STOWAGE_DEBUG: '1' }],
  ] as const) {
    const loud = await stowage(cwd, ['check', '--app', 'app.ts', ...args], env);
    expect(loud).toMatchObject({ code: 2, out: '' });
    expect(loud.err.startsWith(quiet.err)).toBe(true);
    expect(loud.err).toContain('    at ');
  }
});
