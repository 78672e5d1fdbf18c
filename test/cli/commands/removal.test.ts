import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { compile } from '../../../src/compile.ts';
import { write } from '../../../src/out.ts';
import { project, shop, stowage } from '../../support/command.ts';
import { tree } from '../../support/folder.ts';
import { shopApp } from '../../support/shop.app.ts';

const program = fileURLToPath(new URL('../../../src/cli/stowage.cjs', import.meta.url));
const listed = `        shop: 4 files
        shop/.github: 1 file
        shop/production: 50 files
        shop/staging: 50 files`;
/** Numbers of files are other tests' matter. */
const plain = (said: string) => said.replaceAll(/\d+(?= files?\b)/g, 'N');

let cwd = '';
let before: Record<string, string> = {};
/** What is generated for the shop that the command line is given elsewhere. */
const { artifacts } = compile(shopApp());
const generated = (out: string) => write(out, artifacts);

/** Whoever wrote his own system over the one that was there. */
beforeEach(() => {
  cwd = project(shop);
  generated(join(cwd, 'out'));
  before = tree(join(cwd, 'out'));
  const index = tree(cwd)['stacks/index.ts'] ?? '';
  writeFileSync(join(cwd, 'stacks/index.ts'), index.replace("'shop', environment", "'blog', environment"));
});

const left = () => tree(join(cwd, 'out'));

test('without a terminal it is refused, with the line to type, and nothing is written', async () => {
  const { code, out, err } = await stowage(cwd, ['synth']);
  expect({ code, out, err: plain(err) }).toEqual({
    code: 2,
    out: '',
    err: plain(`error   out would lose N files and keep none of those that are there:
${listed}  (removes-most)
        → if that is meant, type: npm run synth -- --yes
`),
  });
  expect(left()).toEqual(before);
  const elsewhere = await stowage('/', [
    'synth',
    '--out',
    join(cwd, 'out'),
    '--app',
    join(cwd, 'stacks/index.ts'),
  ]);
  expect(elsewhere.err).toContain(
    `type: npm run synth -- --app ${cwd}/stacks/index.ts --out ${cwd}/out --yes\n`,
  );
});

test('a machine is told as of any mistake', async () => {
  const { code, out } = await stowage(cwd, ['synth', '--format', 'json']);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ broken: { rule: 'removes-most' } });
  expect(left()).toEqual(before);
});

test('check says so, and asks nothing', async () => {
  const { code, err } = await stowage(cwd, ['check']);
  expect(code).toBe(1);
  expect(plain(err)).toMatch(
    /\n {8}→ npm run synth, which asks first: N files would go, and none of those that are there would stay\n$/,
  );
});

test('--yes has said it', async () => {
  const { code, out } = await stowage(cwd, ['synth', '--yes']);
  expect(code).toBe(0);
  expect(plain(out)).toMatch(/^shop +N files: \d+ removed$/m);
  expect(Object.keys(left()).some((path) => path.startsWith('shop/'))).toBe(false);
});

test('a first run into another folder removes nothing, and asks nothing', async () => {
  expect(await stowage(cwd, ['synth', '--out', 'other'])).toMatchObject({ code: 0, err: '' });
  expect(left()).toEqual(before);
});

describe('on a terminal', () => {
  /** Runs it on a terminal of its own, and types this once it asks. */
  async function typed(answer: string, env: Readonly<Record<string, string>> = {}) {
    const line = `'${process.execPath}' '${program}' synth`;
    const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
      cwd,
      env: { ...process.env, CI: '', NO_COLOR: '1', ...env },
    });
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('[y/N]')) child.stdin.write(answer);
    });
    const [said, code] = await Promise.all([
      text(child.stdout),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ]);
    return { code, said: plain(said.replaceAll('\r', '')) };
  }

  test('it asks, and a yes removes', async () => {
    const { code, said } = await typed('y\n');
    expect(said).toContain('warn    out would lose N files and keep none of those that are there:\n');
    expect(said).toContain('Remove them? [y/N] y\n');
    expect(code).toBe(0);
    expect(Object.keys(left()).some((path) => path.startsWith('shop/'))).toBe(false);
  });

  test.each([
    ['nothing', '\n'],
    ['another word', 'yesterday\n'],
    ['the end of the input', '\u0004'],
  ])('%s is a no', async (_, answer) => {
    const { code, said } = await typed(answer);
    expect(said).toContain('error   out is left as it was  (removes-most)\n');
    expect(code).toBe(2);
    expect(left()).toEqual(before);
  });

  test('in CI nobody is asked', async () => {
    const { code, said } = await typed('y\n', { CI: 'true' });
    expect(said).not.toContain('[y/N]');
    expect(said).toContain('type: npm run synth -- --yes\n');
    expect(code).toBe(2);
    expect(left()).toEqual(before);
  });
});
