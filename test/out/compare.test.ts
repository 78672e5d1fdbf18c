import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Artifact } from '../../src/model/artifact.ts';
import { compare, manifestPath, write } from '../../src/out.ts';
import { folder, put, tree } from '../support/folder.ts';
import { unheaded } from '../support/manifest-line.ts';

const file = (path: string, content = `${path}\n`, executable = false): Artifact => ({
  path,
  content,
  executable,
});

/** What is said, and that nothing was touched. */
function refusal(out: string, ...artifacts: readonly Artifact[]): string {
  const before = tree(out);
  for (const attempt of [compare, write]) expect(() => attempt(out, artifacts)).toThrow();
  expect(tree(out)).toEqual(before);
  try {
    compare(out, artifacts);
  } catch (error) {
    return String(error instanceof Error ? error.message : error).replaceAll(`${out}/`, '');
  }
  throw new Error('it was not refused');
}

test('what is as it should be is unchanged, whoever wrote it', () => {
  const out = folder({ 'a/x': 'a/x\n' });
  const { changes, unchanged } = compare(out, [file('a/x')]);
  expect(unchanged).toEqual(['a/x']);
  expect(changes.map(({ path }) => path)).toEqual([manifestPath]);
});

test.each([
  ['carriage returns', 'one\r\n'],
  ['a byte that is no UTF-8', Buffer.from([0x6f, 0xff, 0x0a])],
  ['a byte order mark', '\uFEFFone\n'],
  ['no last line end', 'one'],
])('%s is a difference', (_, bytes) => {
  const out = folder();
  write(out, [file('x', 'one\n')]);
  writeFileSync(join(out, 'x'), bytes);
  expect(compare(out, [file('x', 'one\n')]).changes.map(({ path }) => path)).toEqual(['x']);
});

test('the executable bit is part of a file', () => {
  const out = folder();
  write(out, [file('x'), file('run', '', true)]);
  chmodSync(join(out, 'x'), 0o755);
  chmodSync(join(out, 'run'), 0o644);
  const { changes } = write(out, [file('x'), file('run', '', true)]);
  expect(changes.map(({ path }) => path)).toEqual(['x', 'run']);
  expect(Object.keys(tree(out))).toEqual([manifestPath, 'run*', 'x']);
});

test('comparing writes nothing, not even the folder', () => {
  const out = join(folder(), 'out');
  expect(compare(out, [file('x')]).changes).toHaveLength(2);
  expect(() => tree(out)).toThrow('ENOENT');
});

test.each([
  ['../x', '"../x" cannot be written: it leads out of the folder'],
  ['a/../../x', '"a/../../x" cannot be written: it leads out of the folder'],
  ['/etc/x', '"/etc/x" cannot be written: it starts at the root'],
  ['a//x', '"a//x" cannot be written: it has an empty part, or a dot for one'],
  ['./x', '"./x" cannot be written: it has an empty part, or a dot for one'],
  ['a/', '"a/" cannot be written: it has an empty part, or a dot for one'],
  ['', '"" cannot be written: it is empty'],
  ['a\\x', '"a\\x" cannot be written: it has a backslash'],
  ['a\nx', '"a\nx" cannot be written: it has a control character'],
  ['.stowage-tmp/x', '".stowage-tmp/x" cannot be written: Stowage needs that folder for itself'],
  [manifestPath, `"${manifestPath}" is made twice`],
])('the path %j is refused', (path, said) => {
  expect(refusal(folder(), file(path))).toBe(said);
});

test('a file and a folder of one name are refused, and a file that is made twice', () => {
  expect(refusal(folder(), file('a'), file('a/x'), file('b'), file('b'))).toBe(
    '"a" is made as a file, and as a folder for "a/x"\n"b" is made twice',
  );
  expect(refusal(folder(), file('b'), file('b'), file('b'))).toBe('"b" is made twice');
});

test('what is one file on many disks is refused on every disk', () => {
  expect(refusal(folder(), file('README.md'), file('readme.md'), file('readme.MD/x'))).toBe(
    '"readme.md" and "README.md" are one file where a disk tells no case\n"README.md" is made as a file, and as a folder for "readme.MD/x"',
  );
});

test('everything in the way is named at once, and nothing is touched', () => {
  const elsewhere = folder({ secret: 'keep me' });
  const out = folder({ 'folder/x': '', 'hand-made': 'mine', above: 'a file' });
  symlinkSync(join(elsewhere, 'secret'), join(out, 'link'));
  symlinkSync(elsewhere, join(out, 'linked'));
  symlinkSync('nowhere', join(out, 'dangling'));
  expect(
    refusal(
      out,
      ...['ok', 'link', 'linked/secret', 'dangling', 'folder', 'above/x', 'hand-made'].map((path) =>
        file(path),
      ),
    ),
  ).toBe(`link is a symbolic link, and Stowage writes through none
linked is a symbolic link, and Stowage writes through none
dangling is a symbolic link, and Stowage writes through none
folder is a folder, and a file is to stand there
above is a file, and a folder is to stand there
hand-made is there, differs, and Stowage did not make it`);
  expect(tree(elsewhere)).toEqual({ secret: 'keep me' });
});

test('eleven are named, of twelve the first ten', () => {
  const said = (count: number) =>
    refusal(folder(), ...Array.from({ length: count }, (_, i) => file(`/${i}`))).split('\n');
  expect(said(11).slice(10)).toEqual(['"/10" cannot be written: it starts at the root']);
  expect(said(12).slice(9)).toEqual(['"/9" cannot be written: it starts at the root', '… and 2 more']);
});

test('a folder that is a file is refused', () => {
  const out = join(folder({ out: '' }), 'out');
  expect(() => write(out, [file('x')])).toThrow(`${out} is not a folder`);
});

test('the output folder itself may be a link', () => {
  const real = folder();
  const out = join(folder(), 'out');
  symlinkSync(real, out);
  write(out, [file('x')]);
  expect(tree(real)).toMatchObject({ x: 'x\n' });
});

test('a path in the manifest that leads elsewhere is none of ours', () => {
  const above = folder({ precious: 'keep' });
  const out = join(above, 'out');
  put(out, {
    [manifestPath]: `../precious\n${above}/precious\na/../../precious\n\n.\n${manifestPath}\n.stowage-tmp/x\n`,
  });
  expect(write(out, []).changes.map(({ kind, path }) => [kind, path])).toEqual([['write', manifestPath]]);
  expect(tree(above)).toMatchObject({ precious: 'keep' });
});

test('a listed path that is no longer a file is left alone', () => {
  const elsewhere = folder({ x: 'keep' });
  const out = folder({ 'was-file/x': 'keep', [manifestPath]: 'was-file\nlink\nlinked/x\n' });
  symlinkSync(join(elsewhere, 'x'), join(out, 'link'));
  symlinkSync(elsewhere, join(out, 'linked'));
  write(out, []);
  expect(Object.keys(tree(out))).toEqual([manifestPath, 'link@', 'linked@', 'was-file/x']);
  expect(tree(elsewhere)).toEqual({ x: 'keep' });
});

test('a manifest that was merged badly still lists what both sides made', () => {
  const out = folder({
    [manifestPath]: `# heading\n<<<<<<< HEAD\nmine\n=======\n${unheaded('theirs', 'old')}\r\n>>>>>>> branch\n`,
    mine: 'old',
    theirs: 'old',
    handmade: 'keep',
  });
  write(out, [file('mine')]);
  expect(tree(out)).toEqual({
    [manifestPath]: `# The files that Stowage made here. Do not edit; run: npm run synth\n${unheaded('mine')}\n`,
    mine: 'mine\n',
    handmade: 'keep',
  });
});
