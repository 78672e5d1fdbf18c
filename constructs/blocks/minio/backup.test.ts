import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { compared } from '../../../test/support/compared.ts';
import { folder } from '../../../test/support/folder.ts';
import { mirror } from './backup.ts';

test('all objects, and all their bytes', () => {
  const saved = { 'counts.tsv': 'objects\t3\nbytes\t17\n' };
  expect(compared(mirror, saved, 'objects\t3\nbytes\t17\n')).toBe(
    'store objects 3 3 equal\nstore bytes 17 17 equal\nno',
  );
  expect(compared(mirror, saved, 'objects\t3\nbytes\t16\n')).toContain('store bytes 17 16 DIFFERENT\nyes');
});

test('refuses objects that are not those that were counted', () => {
  const checked = (counts: string) => {
    const path = folder({ 'objects/a': 'x', 'objects/b/c': 'yz', 'counts.tsv': counts });
    const problem = `problem() { printf '%s\\n' "$1"; }; not_empty() { :; }`;
    const line = `${problem}\n${mirror.script}\ncheck_bucket . .`;
    return spawnSync('bash', ['-c', line], {
      cwd: path,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: path },
    });
  };
  expect(checked('objects\t2\nbytes\t3\n')).toMatchObject({ stdout: '', stderr: '' });
  expect(checked('objects\t1\nbytes\t3\n').stdout).toBe(
    '././objects does not hold what ././counts.tsv says\n',
  );
});
