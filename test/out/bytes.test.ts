import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Service } from '../../constructs/index.ts';
import { patch } from '../../src/api/patch.ts';
import { compile } from '../../src/compile.ts';
import { compare, write } from '../../src/out.ts';
import { appOf } from '../support/author.ts';
import { folder } from '../support/folder.ts';

/** An app with an image of a Dockerfile and a file that is no text. */
function artifactsOf(bytes: Buffer) {
  const logo = {
    path: 'logo.png',
    text: bytes.toString('base64'),
    encoding: 'base64',
    executable: true,
  } as const;
  const context = [{ path: 'Dockerfile', text: 'FROM example/web:1.0\nCOPY logo.png /\n' }, logo];
  return compile(
    appOf(
      (core) => new Service(core, 'web', { image: 'example/web:1.0', build: { folder: 'web', context } }),
    ),
  ).artifacts;
}
const image = (bytes: Buffer) =>
  /image: (shop-test\/web:\S+)/.exec(
    artifactsOf(bytes).find(({ path }) => path.endsWith('/test/docker-compose.yml'))?.content ?? '',
  )?.[1];

// Bytes that no text has, and two that a text's reader would change.
const one = Buffer.from([0x89, 0x50, 0x00, 0xff, 0x0d, 0x0a]);
const other = Buffer.from([0x89, 0x50, 0x00, 0xfe, 0x0d, 0x0a]);
const path = 'shop/test/web/logo.png';

test('is written to the byte, with its mode, once; another byte is a difference and another tag', () => {
  const out = folder();
  write(out, artifactsOf(one));
  expect(readFileSync(join(out, path)).equals(one)).toBe(true);
  expect(statSync(join(out, path)).mode & 0o777).toBe(0o755);
  expect(compare(out, artifactsOf(one)).changes).toEqual([]);
  const { changes } = compare(out, artifactsOf(other));
  const [change] = changes.filter((each) => each.path === path);
  expect(change && patch('out', change)).toBe(
    `diff --git a/out/${path} b/out/${path}\nBinary files a/out/${path} and b/out/${path} differ\n`,
  );
  expect(image(one)).toMatch(/:1\.0-[0-9a-f]{12}$/);
  expect(image(other)).not.toBe(image(one));
});

test('goes when it is made no more, and stays where somebody else put other bytes', () => {
  const out = folder();
  const without = artifactsOf(one).filter((each) => each.path !== path);
  write(out, artifactsOf(one));
  const removed = compare(out, without).changes.find((each) => each.path === path);
  expect(removed && patch('out', removed)).toContain(`Binary files a/out/${path} and /dev/null differ\n`);
  write(out, without);
  expect(() => statSync(join(out, path))).toThrow('ENOENT');
  write(out, artifactsOf(one));
  writeFileSync(join(out, path), other);
  expect(compare(out, without).kept).toEqual([{ path, why: 'it is not what Stowage wrote there' }]);
});
