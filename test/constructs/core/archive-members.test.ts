import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder } from '../../support/folder.ts';
import type { Member } from '../../support/tar.ts';
import { root, tar } from '../../support/tar.ts';

const hasBusyBox = spawnSync('busybox').status === 0;
const source = new URL('../../../constructs/core/archive-members.sh', import.meta.url).pathname;

/** What is said of a tar, and whether it is taken. */
function members(archive: string, tools = '') {
  const path = folder({});
  writeFileSync(join(path, 'it is.tar'), Buffer.from(archive, 'latin1'));
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', `${tools}\n. ${source}; tar_members 'it is.tar'`],
    {
      cwd: path,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', HOME: path, LC_ALL: 'C' },
      timeout: 60_000,
    },
  );
  expect(stderr).toBe('');
  return { taken: status === 0, said: stdout.trimEnd().replaceAll('\t', ' ').split('\n').join(', ') };
}

const file = (name: string, over: Partial<Member> = {}): Member => ({ name, content: 'x', ...over });
const dir = (name: string, over: Partial<Member> = {}): Member => ({ name, type: '5', ...over });
const link = (name: string, to: string): Member => ({ name, type: '2', link: to });
const hard = (name: string, to: string): Member => ({ name, type: '1', link: to });
const long = (name: string, over: Partial<Member> = {}): Member => ({
  name: '././@LongLink',
  type: 'L',
  content: `${name}\0`,
  ...over,
});

describe('a volume', () => {
  test('may hold files, folders, links to anywhere, and what has any name', () => {
    const archive = tar([
      root,
      file('./a'),
      file('./-rf'),
      file('./..a'),
      file('./new\nline'),
      file('./\x1b[31m\xfc'),
      dir('./d/', { mode: '0002775\0' }),
      link('./d/up', '../../../etc/passwd'),
      link('./modules', '/usr/lib/nginx/modules'),
      hard('./b', './a'),
      dir(`./${'l'.repeat(60)}/`),
      long(`./${'l'.repeat(60)}/${'m'.repeat(60)}`),
      file(`./${'l'.repeat(60)}/${'m'.repeat(60)}`.slice(0, 100)),
      file('./owned', { owner: '\x80\0\0\0\x3b\x9a\xca\0' }),
      file('./large', { content: 'y'.repeat(3_000_000) }),
      file('./last'),
    ]);
    expect(members(archive)).toEqual({ taken: true, said: 'files 9, bytes 3000008' });
  });

  test('may be empty', () => {
    expect(members(tar([]))).toEqual({ taken: true, said: 'files 0, bytes 0' });
    expect(members(tar([root]))).toEqual({ taken: true, said: 'files 0, bytes 0' });
  });

  test.each(['0004755\0', '0002755\0', '0006711\0'])('says that a file has the mode %j', (mode) => {
    expect(members(tar([root, file('./a', { mode })])).said).toBe('files 1, bytes 1, privileged');
  });

  test.each(['tar', ...(hasBusyBox ? ['busybox tar'] : [])])('is read as %s writes it', (program) => {
    const path = folder({ 'v/a': 'hello', 'v/d e/f': 'x'.repeat(5000), [`v/${'n'.repeat(120)}`]: '' });
    const made = spawnSync(
      'bash',
      [
        '-c',
        `ln v/a v/hard && ln -s ../a v/link && ${program} -cf made.tar -C v . && . ${source} && LC_ALL=C tar_members made.tar`,
      ],
      { cwd: path, encoding: 'utf8' },
    );
    expect(made).toMatchObject({ status: 0, stderr: '', stdout: 'files\t3\nbytes\t5005\n' });
  });
});

/** One a kind: what stands in the archive, and what is said of it. */
const hostile: readonly (readonly [string, string, string])[] = [
  ['an absolute name', tar([root, file('/etc/cron.d/x')]), 'a member leads out of the volume: /etc/cron.d/x'],
  ['a name that begins with ..', tar([root, file('../x')]), 'a member leads out of the volume: ../x'],
  [
    '.. within a name',
    tar([root, dir('./a'), file('./a/../../x')]),
    'a member leads out of the volume: a/../../x',
  ],
  ['a folder called ..', tar([root, dir('..')]), 'a member leads out of the volume: ..'],
  [
    '.. behind a long name',
    tar([root, long(`./${'a/'.repeat(60)}../../x`), file('./a')]),
    `a member leads out of the volume: ${'a/'.repeat(50).slice(0, 100)}`,
  ],
  ['. within a name', tar([root, file('./a/./x')]), 'the name of a member is not plain: a/./x'],
  [
    'an empty part of a name',
    tar([root, dir('./a'), file('./a//x')]),
    'the name of a member is not plain: a//x',
  ],
  ['no name', tar([root, file('')]), 'a member has no name'],
  [
    'a name of 5000 bytes',
    tar([root, long(`./${'n'.repeat(5000)}`), file('./n')]),
    `the name of a member is too long: ${'n'.repeat(100)}`,
  ],
  [
    'a name of a gigabyte',
    tar([root, long('', { size: '07777777777\0' }), file('./n')]),
    'a member has a name that is too long',
  ],
  [
    'a name with a zero in it',
    tar([root, long('./a\0/../../x'), file('./n')]),
    'a member has a name that is not one',
  ],
  [
    'a name without its end',
    tar([root, long('', { content: './abc' }), file('./n')]),
    'a member has a name that is not one',
  ],
  ['two long names', tar([root, long('./a'), long('./b'), file('./n')]), 'a member has two names'],
  ['a long name alone', tar([root, long('./a')]), 'a name has no member'],
  ['a character device', tar([root, { name: './null', type: '3' }]), 'a member is a device: ./null'],
  ['a block device', tar([root, { name: './sda', type: '4' }]), 'a member is a device: ./sda'],
  ['a pipe', tar([root, { name: './p', type: '6' }]), 'a member is a pipe: ./p'],
  ['a file with holes', tar([root, file('./s', { type: 'S' })]), 'a member is a file with holes: ./s'],
  [
    'a header that renames the next member',
    tar([root, { name: './PaxHeaders/a', type: 'x', content: '14 path=../x\n' }, file('./a')]),
    'a member is a header of another kind of tar: ./PaxHeaders/a',
  ],
  [
    'a header for all members',
    tar([root, { name: 'g', type: 'g', content: '9 size=0\n' }, file('./a')]),
    'a member is a header of another kind of tar: g',
  ],
  [
    'a contiguous file',
    tar([root, file('./c', { type: '7' })]),
    'a member is of a kind that no volume needs: ./c',
  ],
  [
    'a multi-volume part',
    tar([root, file('./m', { type: 'M' })]),
    'a member is of a kind that no volume needs: ./m',
  ],
  ['a label', tar([root, { name: 'label', type: 'V' }]), 'a member is of a kind that no volume needs: label'],
  [
    'a file of the oldest kind',
    tar([root, file('./o', { type: '\0' })]),
    'a member is of a kind that no volume needs: ./o',
  ],
  ['a file that ends with a slash', tar([root, file('./f/')]), 'the name of a member is not plain: f/'],
  [
    'a member under a link',
    tar([root, link('./a', '/etc'), file('./a/passwd')]),
    'a member leads through a link: a/passwd',
  ],
  [
    'a folder and a link in its place',
    tar([root, dir('./a'), link('./a', '/etc'), file('./a/passwd')]),
    'a member comes twice: a',
  ],
  [
    'a link and a folder in its place',
    tar([root, link('./a', '/etc'), dir('./a/'), file('./a/x')]),
    'a member comes twice: a',
  ],
  ['a file twice', tar([root, file('./a'), file('a')]), 'a member comes twice: a'],
  [
    'a member under a file',
    tar([root, file('./a'), file('./a/b')]),
    'a member comes without its folder: a/b',
  ],
  [
    'a member before its folder',
    tar([root, file('./a/b'), dir('./a')]),
    'a member comes without its folder: a/b',
  ],
  ['a volume that is a link', tar([link('.', '/etc'), file('./passwd')]), 'the volume itself is no folder'],
  [
    'a hard link out of the volume',
    tar([root, hard('./a', '../../etc/shadow')]),
    'a member leads out of the volume: ../../etc/shadow',
  ],
  [
    'a hard link from the root',
    tar([root, hard('./a', '/etc/shadow')]),
    'a member leads out of the volume: /etc/shadow',
  ],
  [
    'a hard link to what comes later',
    tar([root, hard('./a', './b'), file('./b')]),
    'a hard link leads to no file before it: a',
  ],
  [
    'a hard link to a link',
    tar([root, link('./l', '/etc/shadow'), hard('./a', './l')]),
    'a hard link leads to no file before it: a',
  ],
  [
    'a hard link to a folder',
    tar([root, dir('./d'), hard('./a', './d')]),
    'a hard link leads to no file before it: a',
  ],
  ['a link to nothing', tar([root, link('./l', '')]), 'a link leads nowhere: l'],
  [
    'a folder with content',
    tar([root, dir('./d', { content: 'x' })]),
    'a member has content that it cannot have: d',
  ],
  [
    'a link with content',
    tar([root, { ...link('./l', 'a'), size: '00000001000\0' }, file('../x')]),
    'a member has content that it cannot have: l',
  ],
  [
    'the beginning of a name elsewhere',
    tar([root, file('x', { magic: 'ustar\x0000', prefix: '/etc' })]),
    'it is a tar of another kind than a backup writes',
  ],
  [
    'a header of the oldest kind',
    tar([root, file('./a', { magic: '\0'.repeat(8) })]),
    'it is a tar of another kind than a backup writes',
  ],
  ['a sum that is not its own', tar([root, file('./a', { sum: '0001234\0' })]), 'a header is damaged'],
  [
    'a size below zero',
    tar([root, file('./a', { size: `\xff${'\xff'.repeat(11)}` })]),
    'a member has no size',
  ],
  ['a size with words', tar([root, file('./a', { size: '0000000001x\0' })]), 'a member has no size'],
  ['a size beyond the end', tar([root, file('./a', { size: '00000100000\0' })]), 'it ends within a member'],
  [
    'a size of a million terabytes',
    tar([root, file('./a', { size: `\x80\0\0\0\x0f${'\xff'.repeat(7)}` })]),
    'a member has no size',
  ],
  ['a mode beyond all modes', tar([root, file('./a', { mode: '0100644\0' })]), 'a member has no mode: a'],
  ['an owner that is none', tar([root, file('./a', { owner: 'postgres' })]), 'a member has no owner: a'],
  [
    'a member behind the end',
    tar([root, file('./a')], '\0'.repeat(1024) + tar([file('../x')])),
    'something lies behind its end',
  ],
  [
    'a member after one empty block',
    tar([root, file('./a')], '\0'.repeat(512) + tar([file('../x')])),
    'something lies behind its end',
  ],
  ['no end', tar([root, file('./a')], ''), 'it has no end'],
  ['half an end', tar([root, file('./a')], '\0'.repeat(512)), 'it has no end'],
  ['an end of two megabytes', tar([root], '\0'.repeat(2_097_152)), 'it has no end'],
  ['half a block', tar([root], '\0'.repeat(1000)), 'it is not a whole tar'],
  ['no tar at all', 'PK\x03\x04'.padEnd(10_240, 'x'), 'a header is damaged'],
  ['nothing', '', 'it is not a whole tar'],
];

describe('is refused before a byte is unpacked:', () => {
  test.each(hostile)('%s', (_, archive, said) => {
    expect(members(archive)).toEqual({ taken: false, said });
  });

  test.skipIf(!hasBusyBox)('whatever the programs of the host are', () => {
    const tools = 'od() { busybox od "$@"; }; awk() { busybox awk "$@"; }; export -f od';
    for (const [, archive, said] of hostile.slice(0, 12))
      expect(members(archive, tools)).toEqual({ taken: false, said });
  });
});
