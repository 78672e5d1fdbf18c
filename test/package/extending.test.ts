import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { put } from '../support/folder.ts';
import { installed } from '../support/shells.ts';
import { stepsOf } from '../support/steps.ts';
import { Packed } from './packed.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs/extending');
let packed: Packed;

beforeAll(() => {
  packed = new Packed();
}, 300_000);
afterAll(() => packed.remove(), 60_000);

const run = (file: string, args: readonly string[], cwd: string) =>
  new Promise<string>((end) => {
    const PATH = `${join(cwd, 'node_modules/.bin')}:${process.env.PATH}`;
    execFile(file, args, { cwd, env: { ...process.env, CI: '1', PATH } }, (_, out, err) => end(out + err));
  });

test.for(readdirSync(folder).filter((page) => page !== 'README.md'))(
  '%s compiles outside of the package, and its commands say what it says',
  async (page, context) => {
    const steps = stepsOf(join(folder, page));
    const options = { module: 'nodenext', target: 'es2022', types: [], strict: true, noEmit: true };
    const cwd = packed.user({
      'package.json': '{"name": "shop", "private": true, "type": "module"}',
      'tsconfig.json': JSON.stringify({
        compilerOptions: { ...options, allowImportingTsExtensions: true },
        include: ['stacks'],
      }),
    });
    for (const step of steps) if ('file' in step) put(cwd, { [step.file]: step.content });
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', cwd];
    expect(await run(process.execPath, tsc, cwd)).toBe('');
    const commands = steps.filter((step) => 'command' in step);
    const [tried, missing] = [true, false].map((there) =>
      commands.filter(
        ({ command }) => (!command.includes('shellcheck ') || installed('shellcheck')) === there,
      ),
    );
    for (const { command, says } of tried ?? [])
      expect(await run('bash', ['-c', command.replace(/^npx /, '')], cwd), command).toBe(says);
    expect(tried?.length).toBeGreaterThan(0);
    // The engine lane brings it, and has it read what is generated.
    if (missing?.length) context.skip(`there is no ShellCheck for: ${missing[0]?.command}`);
  },
);
