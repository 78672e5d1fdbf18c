import { expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import { startsOther } from '../../../src/rules/facts/servers.ts';
import { service } from '../../support/model.ts';

const starts = (image: string, command: string | readonly string[], entrypoint?: readonly string[]) => {
  const known = knownImage(image);
  return startsOther(
    service({ image, ...(known && { known }), compose: { command, ...(entrypoint && { entrypoint }) } }),
  );
};

test.each([
  ['postgres:16.4', ['psql', '-h', 'db.example.org', '-c', 'select 1']],
  ['postgres:16.4', ['sh', '-c', 'while true; do pg_dump shop > /backups/shop.sql; sleep 1d; done']],
  ['mysql:8.4.6', 'mysqldump --all-databases'],
  ['mongo:8.0.11', ['mongosh', '--eval', 'rs.initiate()']],
  ['redis:7.4.2', ['redis-cli', '-h', 'cache', 'monitor']],
])('in %s, %j is a client', (image, command) => {
  expect(starts(image, command)).toBe(true);
});

test.each([
  ['postgres:16.4', ['postgres', '-c', 'shared_buffers=1GB']],
  ['postgres:16.4', ['-c', 'shared_buffers=1GB']],
  ['postgres:16.4', ['sh', '-c', 'cp /conf/* /etc && exec docker-entrypoint.sh postgres']],
  ['postgres:16.4', ['/start.sh']],
  ['postgres:16.4', ['${PROGRAM}']],
  ['mariadb:11.8.3', 'mysqld --skip-name-resolve'],
  ['mongo:8.0.11', ['/usr/bin/mongod', '--replSet', 'rs0']],
  // Nobody has said which program it is.
  ['couchdb:3.5.0', ['curl', 'http://db.example.org']],
])('in %s, %j is the server, or may be', (image, command) => {
  expect(starts(image, command)).toBe(false);
});

test('an entrypoint of its own comes first', () => {
  expect(starts('postgres:16.4', ['postgres'], ['pg_isready', '-h'])).toBe(false);
  expect(starts('postgres:16.4', ['-c', 'pg_dump shop'], ['/bin/bash'])).toBe(true);
});
