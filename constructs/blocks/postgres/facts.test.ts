import { expect, test } from 'vitest';
import { knownImage } from '../../images/index.ts';

test.each([
  ['17.6', '/var/lib/postgresql/data'],
  ['18', '/var/lib/postgresql'],
  ['18.1', '/var/lib/postgresql'],
  ['latest', '/var/lib/postgresql/data'],
])('PostgreSQL %s keeps its data in %s', (tag, path) => {
  expect(knownImage(`postgres:${tag}`)?.dataPaths).toEqual([path]);
});
