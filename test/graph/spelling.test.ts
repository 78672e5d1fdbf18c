import { expect, test } from 'vitest';
import { spelling } from '../../src/graph/spelling.ts';

const { nearest } = spelling(['postgres', 'redis', 'db', 'worker-1', 'web']);

test.each([
  ['postgre', 'postgres'],
  ['postgress', 'postgres'],
  ['posgtres', 'postgres'],
  ['pastgres', 'postgres'],
  ['wbe', 'web'],
])('%s is %s', (written, meant) => {
  expect(nearest(written)).toBe(meant);
});

test.each(['postgres', 'pogres', 'sergtsop', 'dc', 'worker-2', 'worker-10', '', 'we', 'p'.repeat(100)])(
  '%s is nothing else',
  (written) => {
    expect(nearest(written)).toBeUndefined();
  },
);

test('thousands of words, and as many questions', () => {
  const words = Array.from({ length: 5000 }, (_, i) => `service-${i}-of-many`);
  const { nearest: of } = spelling(words);
  expect(words.map((word) => of(word.replace('service', 'servic')))).toEqual(words);
});
