import { expect, test } from 'vitest';
import { startOn } from '../../../test/support/starts.ts';
import { MongoDb } from '../../index.ts';

const image = 'mongo:8.0.4';
const starts = (files: Readonly<Record<string, string | Uint8Array>>, server = '8.0.4') =>
  startOn({
    author: (core) => void new MongoDb(core, 'db', { image, database: 'shop' }),
    service: 'db',
    volume: 'shop-test_db_data',
    files,
    tools: {
      mongod: `printf '%s\\n' 'db version v${server}' 'Build Info: {' '    "version": "${server}",' '}'`,
    },
  });

const element = (type: number, name: string, ...value: readonly Uint8Array[]) =>
  Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), ...value]);
const long = (number: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(number);
  return bytes;
};
const words = (name: string, value: string) =>
  element(2, name, long(value.length + 1), Buffer.from(`${value}\0`));
const time = (name: string) =>
  element(9, name, Buffer.from([0x0a, 0x9f, 0x31, 0x2e, 0x35, 0x2e, 0x34, 0x01]));
const embedded = (name: string, ...elements: readonly Uint8Array[]) =>
  element(3, name, document(...elements));
function document(...elements: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(elements);
  return Buffer.concat([long(body.length + 5), body, Buffer.from([0])]);
}

/** Diagnostic data: a document that is not packed says what runs where, then come those that are. */
const diagnostics = (version: string) =>
  Buffer.concat([
    document(
      time('_id'),
      element(16, 'type', long(0)),
      embedded(
        'doc',
        time('start'),
        embedded(
          'buildInfo',
          time('start'),
          words('version', version),
          words('gitVersion', 'bc35ab4305d9920d9d0491c1c9ef9b72383d31f9'),
        ),
        embedded(
          'hostInfo',
          time('start'),
          embedded('os', words('type', 'Linux'), words('version', '22.04.1')),
        ),
      ),
    ),
    document(
      time('_id'),
      element(16, 'type', long(1)),
      element(5, 'data', long(4), Buffer.from([0, 0x78, 0x9c, 0xff, 0xfe])),
    ),
  ]);
const file = (day: number) => `diagnostic.data/metrics.2026-11-0${day}T10-00-00Z-00000`;

test.each([
  ['of the same series', { [file(1)]: diagnostics('8.0.16') }],
  ['whose last server counts', { [file(1)]: diagnostics('7.0.14'), [file(2)]: diagnostics('8.0.4') }],
  ['of a test version', { [file(1)]: diagnostics('8.0.0-rc12') }],
  ['that are none', {}],
  [
    'of which nobody knows',
    { WiredTiger: 'WiredTiger\nWiredTiger 11.3.0', 'diagnostic.data/metrics.interim': 'x' },
  ],
])('a server starts on data %s', (_, files) => {
  expect(starts(files)).toBe('');
});

test('one on data of the series before is refused, with what an operator does', () => {
  const said = starts({ [file(1)]: diagnostics('7.0.14') });
  expect(said).toContain(`error: the data of db are of MongoDB 7.0, and ${image} is MongoDB 8.0\n`);
  expect(said).toContain('featureCompatibilityVersion is that version');
  expect(said).toContain('scripts/compose up --detach --wait --no-deps with the name of the service');
  expect(said).not.toContain('MAJOR=');
});

test('one that skips a series, or goes back, is refused', () => {
  expect(starts({ [file(1)]: diagnostics('6.0.9') })).toContain(
    '       a version reads the data of the one before it, and of none that is older\n       go one major version at a time, and finish each step\n',
  );
  expect(starts({ [file(1)]: diagnostics('8.0.4') }, '7.0.14')).toContain(
    'take the files with MongoDB 8.0 again',
  );
});
