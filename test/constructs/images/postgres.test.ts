import { expect, test } from 'vitest';
import { postgres } from '../../../constructs/images/postgres.ts';

test.each([
  ['17.6', '/var/lib/postgresql/data'],
  ['18', '/var/lib/postgresql'],
  ['18.1', '/var/lib/postgresql'],
  [undefined, '/var/lib/postgresql/data'],
])('PostgreSQL %s keeps its data in %s', (version, path) => {
  expect(postgres(version).dataPaths).toEqual([path]);
});
