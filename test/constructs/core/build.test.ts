import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderBeside, Service } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-folder-'));
  mkdirSync(join(folder, 'web/a b#'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string | Buffer) => writeFileSync(join(folder, 'web', path), text);
const read = (path: `./${string}` = './web') =>
  folderBeside(pathToFileURL(join(folder, 'stack.ts')).href, path);

describe('folderBeside', () => {
  test('every file, in the order of their paths, with what its owner may run', () => {
    put('Dockerfile', 'FROM a:1\r\n');
    put('.dockerignore', '*.md\n');
    put('.env.example', 'A=\n');
    put('a b#/ü%20?.sh', '#!/bin/sh\n');
    chmodSync(join(folder, 'web/a b#/ü%20?.sh'), 0o755);
    const files = [
      { path: '.dockerignore', text: '*.md\n', executable: false },
      { path: '.env.example', text: 'A=\n', executable: false },
      { path: 'Dockerfile', text: 'FROM a:1\r\n', executable: false },
      { path: 'a b#/ü%20?.sh', text: '#!/bin/sh\n', executable: true },
    ];
    expect(read()).toEqual(files);
    expect(read('./web/')).toEqual(files);
  });

  test.each([
    [
      '.env',
      () => put('.env', 'A=b'),
      './web/.env would be committed with the operations repository, and such a file holds secrets',
    ],
    [
      '.env.production',
      () => put('.env.production', 'A=b'),
      './web/.env.production would be committed with the operations repository, and such a file holds secrets',
    ],
    [
      'a link',
      () => symlinkSync('/etc/hostname', join(folder, 'web/host')),
      './web/host is no file (a link, a socket), or too large: it cannot be written beside the compose file',
    ],
    [
      'packages',
      () => mkdirSync(join(folder, 'web/node_modules')),
      './web/node_modules is in a folder that an image is built of, and no image needs it',
    ],
    [
      'a history',
      () => mkdirSync(join(folder, 'web/.git')),
      './web/.git is in a folder that an image is built of, and no image needs it',
    ],
    [
      'too much',
      () => put('large', 'a'.repeat(2 ** 20 + 1)),
      './web holds 1 files of 1025 KiB: more than 500, or than 1024 KiB, is too much for a folder that is committed and reviewed',
    ],
  ])('%s is refused', (_, make, message) => {
    make();
    expect(() => read()).toThrow(message);
  });

  test('what is no text comes as base64, with its mode', () => {
    put('logo.png', Buffer.from([0x89, 0x50, 0xff]));
    put('run', 'a\0b');
    chmodSync(join(folder, 'web/run'), 0o755);
    expect(read()).toEqual([
      { path: 'logo.png', text: 'iVD/', encoding: 'base64', executable: false },
      { path: 'run', text: 'YQBi', encoding: 'base64', executable: true },
    ]);
  });

  test('a folder that is not there', () => {
    expect(() => read('./nowhere')).toThrow('./nowhere cannot be read beside stack.ts');
  });
});

test.each([
  [{ dockerfile: 'web.Dockerfile' }, '"web" is built of a folder without a file "web.Dockerfile"'],
  [{ context: [] }, 'build.context of "web" is an empty list, not a list that holds something'],
  [{ context: [{ path: '../x', text: '' }] }, 'context[0].path'],
  [{ context: [{ path: '/x', text: '' }] }, 'context[0].path'],
  [{ context: [{ path: 'a/./x', text: '' }] }, 'context[0].path'],
  [{ context: [{ path: 'a\\x', text: '' }] }, 'context[0].path'],
  [
    { context: [{ path: 'Dockerfile', text: 'RlJPTSBhOjE=', encoding: 'base64' }] },
    '"web" is built of a folder without a file "Dockerfile"',
  ],
  [
    { context: [{ path: 'a', text: 'iV D/', encoding: 'base64' }] },
    '"a" in the context of "web" is said to be base64, and is none',
  ],
  [{ folder: '../web' }, 'folder'],
  [{ args: { A: 1 } }, 'args'],
  [{ copy: {} }, 'build of "web" has no prop "context"'],
])('%j is refused', (over, message) => {
  const build = { folder: 'web', context: [{ path: 'Dockerfile', text: 'FROM a:1' }], ...over };
  const props: Record<string, unknown> = { build };
  expect(() => authored((core) => new Service(core, 'web', { image: 'a:1', ...props }))).toThrow(message);
});
