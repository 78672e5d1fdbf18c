import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heading } from '../../src/model/heading.ts';
import { compare, manifestPath, write } from '../../src/out.ts';
import { folder, put, tree } from '../support/folder.ts';
import { unheaded } from '../support/manifest-line.ts';

const headed = (path: string, comment = '#') => ({
  path,
  content: `${comment} ${heading('stacks/shop.ts')}\n`,
  executable: false,
});

const pipe = (file: string) => spawnSync('bash', ['-c', 'mkfifo "$0"', file]);

/** What is left after a run that makes nothing, and what is said of it. */
function emptied(out: string) {
  const { kept } = write(out, [], { removeMost: true });
  const { [manifestPath]: _, ...left } = tree(out);
  return { left: Object.keys(left), kept: kept.map(({ path, why }) => `${path}: ${why}`) };
}

test('a file with our heading needs no digest, so the list is one of paths', () => {
  const out = folder();
  write(out, [headed('b'), headed('a.md', '<!--'), { path: 'c.json', content: '{}\n', executable: false }]);
  expect(tree(out)[manifestPath]).toBe(`# The files that Stowage made here. Do not edit; run: npm run synth
a.md
b
sha256:ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356 c.json
`);
  expect(emptied(out)).toEqual({ left: [], kept: [] });
});

test.each([
  ['on the first line', `# ${heading('a')}\n`],
  ['below a shebang', `#!/usr/bin/env bash\n# ${heading('a')}\n`],
  ['with line ends of Windows', `# ${heading('a')}\r\nx\r\n`],
  ['in a comment of XML', `<?xml version="1.0"?>\n<!-- ${heading('a b.ts')} -->\n`],
])('the list of a version before is enough for a file with our heading %s, edited or not', (_, content) => {
  const out = folder({ x: `${content}and what somebody added\n`, [manifestPath]: '# heading\nx\n' });
  expect(emptied(out)).toEqual({ left: [], kept: [] });
});

test('a change of the manifest alone removes nothing', () => {
  const out = folder({
    'package.json': '{}',
    'notes.md': `About files with this line:\n\n\n# ${heading('a')}\n`,
    changed: 'edited since',
  });
  put(out, {
    [manifestPath]: `package.json\nnotes.md\n${unheaded('changed', 'as we wrote it')}\nnot there\n`,
  });
  const mine = ['changed', 'notes.md', 'package.json'];
  expect(emptied(out)).toEqual({
    left: mine,
    kept: mine.map((path) => `${path}: it is not what Stowage wrote there`),
  });
  expect(compare(out, []).changes).toEqual([]); // and it is said once
});

test('what is never ours stays, though it opens with our heading and its digest is listed', () => {
  const text = `# ${heading('stacks/shop.ts')}\n`;
  const never: readonly (readonly [string, string])[] = [
    ['.git/config', 'git keeps its history there'],
    ['shop/.GIT/HEAD', 'git keeps its history there'],
    ['.env', 'an operator keeps secrets there'],
    ['shop/production/.env.bak', 'an operator keeps secrets there'],
    ['shop/production/.envrc', 'an operator keeps secrets there'],
    ['backups/20261123T030000Z/config/Makefile', 'backups lie there'],
    ['shop/production/backups/x/config/Makefile', 'backups lie there'],
    ['shop/production/offsite-ssh/key', 'the key to the off-site copies lies there'],
    ['shop/production/docker-compose.override.yml', 'an operator keeps what one host changes there'],
    ['shop/production/compose.override.yaml', 'an operator keeps what one host changes there'],
    ['shop/production/.lock', 'the scripts lock it'],
    ['shop/production/.Env.local', 'an operator keeps secrets there'],
    ['shop/.GIT/hooks/pre-push', 'git keeps its history there'],
    ['shop/production/keys/id_ed25519', 'a private key lies there'],
    ['shop/production/.netrc', 'somebody keeps log-ins there'],
    ['.git-credentials', 'somebody keeps log-ins there'],
    ['shop/production/terraform/.terraform.lock.hcl', 'Terraform keeps there which versions it took'],
    ['shop/production/terraform/.terraform/x', 'Terraform keeps what it fetched there'],
    ['shop/production/terraform/terraform.tfstate', 'Terraform keeps its state there'],
    ['shop/production/terraform/terraform.tfstate.backup', 'Terraform keeps its state there'],
    ['shop/production/terraform/terraform.tfvars', 'an operator keeps values there, secrets too'],
    ['shop/production/terraform/x.auto.tfvars.json', 'an operator keeps values there, secrets too'],
  ];
  const paths = never.map(([path]) => path);
  const out = folder(Object.fromEntries(paths.map((path) => [path, text])));
  put(out, { [manifestPath]: paths.flatMap((path) => [path, unheaded(path, text)]).join('\n') });
  expect(emptied(out)).toEqual({
    left: [...paths].sort(),
    kept: never.map(([path, why]) => `${path}: ${why}`),
  });
});

test('an example of variables is ours, and goes', () => {
  const out = folder();
  write(out, [headed('shop/production/.env.example')]);
  expect(emptied(out)).toEqual({ left: [], kept: [] });
});

test('a folder above a listed file may be a link: nothing is removed behind it', () => {
  const elsewhere = folder({ x: `# ${heading('a')}\n` });
  const out = folder({ [manifestPath]: 'linked/x\n../x\n/etc/passwd\n' });
  symlinkSync(elsewhere, join(out, 'linked'));
  expect(emptied(out)).toEqual({
    left: ['linked@'],
    kept: ['../x: it leads out of the folder', '/etc/passwd: it starts at the root'],
  });
  expect(Object.keys(tree(elsewhere))).toEqual(['x']);
});

const odd: Readonly<Record<string, readonly [string, (file: string) => void]>> = {
  'a pipe': ['is neither a file nor a folder', (file) => pipe(file)],
  'a folder': ['is a folder', (file) => mkdirSync(file)],
  'a link': ['is a symbolic link', (file) => symlinkSync('other', file)],
  'a link to nowhere': ['is a symbolic link', (file) => symlinkSync('nowhere', file)],
  'a device by a link': ['is a symbolic link', (file) => symlinkSync('/dev/zero', file)],
  'a file of a terabyte': [
    'is too large for a list of files',
    (file) => {
      writeFileSync(file, '');
      truncateSync(file, 2 ** 40);
    },
  ],
  'no text': ['is no text', (file) => writeFileSync(file, 'x\n\xff\n', 'latin1')],
  'text with a NUL': ['is no text', (file) => writeFileSync(file, 'x\n\0\n')],
};

test.each(Object.entries(odd))('a manifest that is %s is refused, and nothing is lost', (_, [why, make]) => {
  const out = folder();
  write(out, [headed('x')]);
  rmSync(join(out, manifestPath));
  put(out, { other: 'x\n' });
  make(join(out, manifestPath));
  for (const attempt of [compare, write])
    expect(() => attempt(out, [headed('y')])).toThrow(
      expect.objectContaining({
        code: 'bad-manifest',
        message: `${join(out, manifestPath)} ${why}, and only that file says what Stowage may remove`,
      }),
    );
  rmSync(join(out, manifestPath), { recursive: true });
  expect(tree(out)).toEqual({ x: headed('x').content, other: 'x\n' });
});

test.each([
  ['as long as a book', 'x'.repeat(3_000_000), 'it is longer than a disk takes'],
  ['in a hundred thousand folders', `${'a/'.repeat(100_000)}b`, 'it is longer than a disk takes'],
  ['that leads up a million times', '../'.repeat(1_000_000), 'it is longer than a disk takes'],
  ['whose name no disk takes', `a/${'é'.repeat(128)}`, 'it is longer than a disk takes'],
])('a line of the manifest %s is named in short, and ends', (_, line, why) => {
  const out = folder();
  put(out, { [manifestPath]: `${line}\n` });
  const path = line.length > 2000 ? `${line.slice(0, 60)}…` : line;
  expect(write(out, [headed('x')]).kept).toEqual([{ path, why }]);
  expect(() => write(out, [headed(line)])).toThrow(`"${path}" cannot be written: ${why}`);
});

test('a hundred thousand lines that name nothing cost a look each', () => {
  const out = folder();
  put(out, { [manifestPath]: Array.from({ length: 100_000 }, (_, i) => `gone/${i}\n`).join('') });
  expect(write(out, [headed('x')])).toMatchObject({
    kept: [],
    changes: [{ path: 'x' }, { path: manifestPath }],
  });
  expect(tree(out)[manifestPath]).toBe(
    '# The files that Stowage made here. Do not edit; run: npm run synth\nx\n',
  );
});

test('a pipe in the place of a file, or of the number of a run, holds nobody up', () => {
  const out = folder();
  pipe(join(out, 'x'));
  expect(() => write(out, [headed('x')])).toThrow('is neither a file nor a folder');
  rmSync(join(out, 'x'));
  mkdirSync(join(out, '.stowage-tmp'));
  pipe(join(out, '.stowage-tmp/pid'));
  expect(() => write(out, [headed('x')])).toThrow('.stowage-tmp/pid is there, and Stowage did not make it');
  expect(Object.keys(tree(out))).toEqual(['.stowage-tmp/pid']);
});
