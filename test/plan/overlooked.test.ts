import { describe, expect, test } from 'vitest';
import { knownImage } from '../../constructs/images/index.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { losesData } from '../../src/plan.ts';
import { service } from '../support/model.ts';
import { planned } from '../support/planned.ts';

/** The fate of a volume of one server, before and after. */
function fate(image: string, from: object, to: object, volume = 'store:/data') {
  const said = (over: object) => ({
    name: 'shop',
    services: { db: { image, volumes: [volume], ...over } },
    volumes: { store: null, other: null },
  });
  const known = knownImage(image);
  const over: Partial<StackModel> = {
    services: [service({ id: 'db', image, ...(known && { known }) })],
    images: { of: knownImage },
  };
  const plan = planned(said(from), said(to), over);
  const found = plan.data.find(({ name }) => name === 'store');
  expect(losesData(plan)).toBe(found?.risk);
  return [found?.fate, found?.what, found?.way];
}

describe('a server that looks elsewhere', () => {
  const postgres = 'postgres:16.4';
  const home = 'store:/var/lib/postgresql/data';

  test('at another path by a variable', () => {
    const moved = { environment: { PGDATA: '/var/lib/postgresql/data/pgdata' } };
    expect(fate(postgres, {}, moved, home)).toEqual([
      'overlooked',
      'db looks for its data at /var/lib/postgresql/data/pgdata, and they are at /var/lib/postgresql/data: it finds none, and begins empty',
      'say /var/lib/postgresql/data again; or move them to /var/lib/postgresql/data/pgdata while it stands still',
    ]);
    expect(fate(postgres, moved, {}, home)[0]).toBe('overlooked');
    expect(fate(postgres, moved, { ...moved, mem_limit: '1g' }, home)[0]).toBe('kept');
    // What a variable of .env says nobody knows.
    expect(fate(postgres, {}, { environment: { PGDATA: '${PGDATA}' } }, home)[0]).toBe('kept');
    expect(fate(postgres, {}, { environment: { PGDATA: '/var/lib/postgresql/data' } }, home)[0]).toBe('kept');
  });

  test.each([
    ['mysql:8.4.3', 'store:/var/lib/mysql', { command: ['mysqld', '--datadir=/var/lib/mysql/new'] }],
    ['mongo:7.0.16', 'store:/data/db', { command: ['mongod', '--dbpath', '/data/db/new'] }],
    ['prom/prometheus:v3.1.0', 'store:/prometheus', { command: ['--storage.tsdb.path=/prometheus/new'] }],
    ['redis:7.4.2', 'store:/data', { command: ['redis-server', '--dir', '/data/new'] }],
  ])('%s by an option', (image, volume, to) => {
    expect(fate(image, {}, to, volume)[0]).toBe('overlooked');
    expect(fate(image, to, { ...to, mem_limit: '1g' }, volume)[0]).toBe('kept');
  });

  test('in another volume', () => {
    const volumes = [home, 'other:/srv/pg'];
    const moved = { volumes, environment: { PGDATA: '/srv/pg' } };
    expect(fate(postgres, { volumes }, moved)[0]).toBe('overlooked');
  });

  test('the same files, mounted a folder further up', () => {
    const up = { volumes: ['store:/srv'], environment: { PGDATA: '/srv' } };
    expect(fate(postgres, {}, up, home)[0]).toBe('remounted');
  });
});

describe('a file that is appended to in the place of a snapshot', () => {
  const run = (...words: string[]) => ({ command: ['redis-server', ...words] });

  test('turned on and off', () => {
    expect(fate('redis:7.4.2', {}, run('--appendonly', 'yes'))).toEqual([
      'overlooked',
      'db reads an append-only file, and has none yet: it begins empty, and writes over its snapshot',
      'turn it on while it runs, before the deploy: CONFIG SET appendonly yes',
    ]);
    expect(fate('valkey/valkey:8.1.3', run('--appendonly', 'yes'), run())).toEqual([
      'overlooked',
      'db reads its snapshot, and no append-only file any more: what came after the last snapshot is lost',
      'have it write a snapshot right before the deploy: SAVE',
    ]);
  });

  test('but not what says the same, nor what nothing keeps', () => {
    expect(fate('redis:7.4.2', {}, run('--appendonly', 'no'))[0]).toBe('kept');
    expect(
      fate('redis:7.4.2', run('--appendonly', 'yes'), { command: 'redis-server --appendonly yes' })[0],
    ).toBe('kept');
    expect(fate('redis:7.4.2', {}, run('--appendonly', 'yes'), 'store:/etc/redis')[0]).toBe('kept');
  });
});
