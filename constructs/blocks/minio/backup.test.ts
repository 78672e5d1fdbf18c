import { expect, test } from 'vitest';
import { compared } from '../../../test/support/compared.ts';
import { mirror } from './backup.ts';

test('all objects, and all their bytes', () => {
  const saved = { 'counts.tsv': 'objects\t3\nbytes\t17\n' };
  expect(compared(mirror, saved, 'objects\t3\nbytes\t17\n')).toBe(
    'store objects 3 3 equal\nstore bytes 17 17 equal\nno',
  );
  expect(compared(mirror, saved, 'objects\t3\nbytes\t16\n')).toContain('store bytes 17 16 DIFFERENT\nyes');
});
