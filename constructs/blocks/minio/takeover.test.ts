import { expect, test } from 'vitest';
import { hostBefore } from '../../../test/support/taken-over.ts';
import { drive } from './backup.ts';

const look = (files: Readonly<Record<string, string>>) =>
  hostBefore({ method: drive, service: 'files', words: ["bucket's"] }, { files_data: files }).adopt();

test('nothing is wrong', () => {
  const drive = { '.minio.sys/format.json': '{"version":"1","format":"xl-single"}', "bucket's/a": '' };
  expect(look(drive)).toMatchObject({ status: 0, err: '' });
});

test.each([
  ['nothing', {}, 'before_files_data holds no drive of MinIO, which files needs'],
  ['an old format', { '.minio.sys/format.json': '{"format":"fs"}' }, 'in the format of before June 2022'],
  ['one of several', { '.minio.sys/format.json': '{"format":"xl"}' }, 'one of several of a MinIO'],
] as const)('%s', (_, files, message) => {
  const { status, err } = look(files);
  expect([status, err]).toEqual([1, expect.stringContaining(message)]);
});

test('a bucket that is not there is said', () => {
  const { status, err } = look({ '.minio.sys/format.json': '{"format":"xl-single"}' });
  expect(status).toBe(0);
  expect(err).toContain("there is no bucket bucket's on before_files_data");
});
