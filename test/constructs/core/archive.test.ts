import { expect, test } from 'vitest';
import { archive } from '../../../constructs/core/archive.ts';
import { compared } from '../../support/compared.ts';

test('all files, and all their bytes', () => {
  const saved = { 'counts.tsv': 'files\t3\nbytes\t17\n' };
  expect(compared(archive, saved, 'bytes\t17\nfiles\t3\n')).toBe(
    'store files 3 3 equal\nstore bytes 17 17 equal\nno',
  );
  expect(compared(archive, saved, '')).toContain('store files 3 - DIFFERENT\n');
});
