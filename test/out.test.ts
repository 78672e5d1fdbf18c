import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Artifact } from '../src/model/artifact.ts';
import { compare, manifestPath, write } from '../src/out.ts';
import { edition } from './support/edition.ts';
import { folder, put, tree } from './support/folder.ts';
import { unheaded } from './support/manifest-line.ts';

const file = (path: string, content = `${path}\n`, executable = false): Artifact => ({
  path,
  content,
  executable,
});

const writer = fileURLToPath(new URL('support/writer.ts', import.meta.url));
const heading = '# The files that Stowage made here. Do not edit; run: npm run synth\n';

test('writes every file whole, with its mode, and lists it', () => {
  const out = join(folder(), 'deep', 'out');
  const { changes, unchanged } = write(out, [file('b/x', 'é\n'), file('a/run', '#!/bin/sh\n', true)]);
  expect(changes.map(({ path }) => path)).toEqual(['b/x', 'a/run', manifestPath]);
  expect(unchanged).toEqual([]);
  expect(tree(out)).toEqual({
    [manifestPath]: `${heading}${unheaded('a/run', '#!/bin/sh\n')}\n${unheaded('b/x', 'é\n')}\n`,
    'a/run*': '#!/bin/sh\n',
    'b/x': 'é\n',
  });
});

test('a second run touches no file', () => {
  const out = folder();
  const artifacts = [file('a/x'), file('run', '', true)];
  write(out, artifacts);
  const long = new Date('2001-01-01');
  for (const path of ['a/x', 'run', manifestPath, 'a', '.']) utimesSync(join(out, path), long, long);
  const { changes, unchanged } = write(out, artifacts);
  expect(changes).toEqual([]);
  expect(unchanged).toEqual(['a/x', 'run', manifestPath]);
  for (const path of ['a/x', 'run', manifestPath, 'a', '.'])
    expect([path, statSync(join(out, path)).mtime]).toEqual([path, long]);
});

test('writes only what differs', () => {
  const out = folder();
  write(out, [file('x'), file('y')]);
  const { ino } = lstatSync(join(out, 'y'));
  expect(write(out, [file('x', 'new'), file('y')]).changes.map(({ path }) => path)).toEqual([
    'x',
    manifestPath,
  ]);
  expect(lstatSync(join(out, 'y')).ino).toBe(ino);
});

test('removes what is no longer made, and the folders that it leaves empty, and nothing else', () => {
  const out = folder();
  write(out, [file('old/deep/x'), file('kept/x'), file('y')]);
  put(out, { 'kept/mine': 'mine', 'readme.txt': 'mine' });
  const { changes } = write(out, [file('y')], { removeMost: true });
  expect(changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    `write ${manifestPath}`,
    'remove kept/x',
    'remove old/deep/x',
  ]);
  expect(tree(out)).toEqual({
    [manifestPath]: `${heading}${unheaded('y')}\n`,
    'kept/mine': 'mine',
    'readme.txt': 'mine',
    y: 'y\n',
  });
  expect(readdirSync(out)).not.toContain('old');
});

test('a file becomes a folder, and a folder a file', () => {
  const out = folder();
  write(out, [file('a'), file('b/c/x')]);
  write(out, [file('a/x'), file('b')], { removeMost: true });
  expect(tree(out)).toEqual({
    [manifestPath]: `${heading}${unheaded('a/x')}\n${unheaded('b')}\n`,
    'a/x': 'a/x\n',
    b: 'b\n',
  });
});

test('an empty folder makes way for a file', () => {
  const out = folder();
  mkdirSync(join(out, 'a/b/c'), { recursive: true });
  write(out, [file('a')]);
  expect(tree(out)).toMatchObject({ a: 'a\n' });
});

test('a folder with something of yours in it does not become a file', () => {
  const out = folder();
  write(out, [file('b/x')]);
  put(out, { 'b/mine': 'mine' });
  expect(() => write(out, [file('b')])).toThrow('is a folder, and a file is to stand there');
  expect(tree(out)).toMatchObject({ 'b/mine': 'mine', 'b/x': 'b/x\n' });
});

test('what a killed run left is removed', () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const pid of [String(gone), String(process.pid), '', '\0\0\0\0']) {
    const out = folder({ '.stowage-tmp/pid': pid, '.stowage-tmp/0': 'half a fi' });
    write(out, [file('x')]);
    expect(Object.keys(tree(out))).toEqual([manifestPath, 'x']);
    put(out, { '.stowage-tmp/0': 'half a fi' });
    write(out, [file('x')]);
    expect(readdirSync(out)).not.toContain('.stowage-tmp');
  }
});

test('two runs do not write at once', () => {
  const out = folder({ '.stowage-tmp/pid': String(process.ppid) });
  expect(() => write(out, [file('x')])).toThrow(`another run, process ${process.ppid}, is writing there`);
  expect(readdirSync(out)).toEqual(['.stowage-tmp']);
});

test('a folder that you may not write to is refused before anything is changed', () => {
  const out = folder();
  write(out, edition('a'));
  chmodSync(out, 0o755);
  chmodSync(join(out, 'deep/er'), 0o555);
  const root = process.getuid?.() === 0;
  // Root may write everywhere, so this is done as nobody, who owns all but the right to that folder.
  if (root) spawnSync('chown', ['-R', '65534', out]);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', writer, out, 'once', ...(root ? ['65534'] : [])],
    { encoding: 'utf8' },
  );
  chmodSync(join(out, 'deep/er'), 0o755);
  expect(stderr).toBe('');
  expect(stdout).toBe(`you may not write or read ${join(out, 'deep/er')} (EACCES)\n`);
  expect(compare(out, edition('a')).changes).toEqual([]);
  expect(readdirSync(out)).not.toContain('.stowage-tmp');
});

test('a full disk is said, and leaves every file as it was', () => {
  const out = folder();
  write(out, edition('a'));
  // A limit on the size of a file stands in for the disk: it fails in the same place, and needs no right of root.
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      'trap "" XFSZ; ulimit -f 64; exec "$@"',
      '-',
      process.execPath,
      '--import',
      'tsx',
      writer,
      out,
      'once',
    ],
    { encoding: 'utf8', env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
  );
  expect(stderr).toBe('');
  expect(stdout).toBe(`there is no room left for ${out} (EFBIG)\n`);
  expect(compare(out, edition('a')).changes).toEqual([]);
  expect(readdirSync(out)).not.toContain('.stowage-tmp');
});

test('a name that no file system takes is said', () => {
  const out = folder();
  mkdirSync(join(out, 'a'));
  expect(() => write(out, [file(`a/${'x'.repeat(300)}`)])).toThrow('it is longer than a disk takes');
});
