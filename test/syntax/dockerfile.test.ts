import { expect, test } from 'vitest';
import { dockerWord } from '../../src/syntax/dockerfile.ts';

test.each(['postgres:16.4', 'registry.example:5000/a/b@sha256:00', '/etc/site.conf'])(
  '%s is a word',
  (word) => {
    expect(dockerWord(word)).toBe(word);
  },
);

test.each(['', '-a', '--from', 'a b', 'a\nb', 'a$B', 'a\\', '"a"', 'a#b'])('%j is none', (word) => {
  expect(() => dockerWord(word)).toThrow('cannot stand in a Dockerfile as one word');
});
