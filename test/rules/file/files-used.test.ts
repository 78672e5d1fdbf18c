import { describe, expect, test } from 'vitest';
import { filesUsed } from '../../../src/rules/file/files-used.ts';
import { service, stack } from '../../support/model.ts';

const file = {
  path: 'shop-test/site',
  file: 'nginx/site.conf',
  content: { kind: 'text', text: '' },
} as const;
const mounting = service({
  mounts: [{ kind: 'file', file: 'nginx/site.conf', target: '/site.conf', readOnly: true }],
});
const building = service({
  build: { folder: 'nginx', copies: [{ file: 'nginx/site.conf', target: '/site.conf' }] },
});

describe('files-used', () => {
  test('a file that nobody reads', () => {
    expect(filesUsed.check(stack({ files: [file] }))).toEqual([
      {
        path: 'shop-test/site',
        message: 'no service reads "nginx/site.conf": a change of it would do nothing',
        fix: "mount it: service.mount(file, '/path'), or remove it",
      },
    ]);
  });

  test('a reader of no file', () => {
    expect(filesUsed.check(stack({ services: [mounting] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" reads "nginx/site.conf", but this stack does not generate it: the container cannot start',
        fix: "make it in this stack: new ConfigFile(stack, '<id>', { file: 'nginx/site.conf', content: '…' })",
      },
    ]);
    expect(filesUsed.check(stack({ services: [building] }))).toHaveLength(1);
  });

  test('they belong together', () => {
    expect(filesUsed.check(stack({ services: [mounting], files: [file] }))).toEqual([]);
    expect(filesUsed.check(stack({ services: [building], files: [file] }))).toEqual([]);
  });
});
