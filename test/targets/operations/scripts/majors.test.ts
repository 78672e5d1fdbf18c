import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MajorMethod, Phase } from '../../../../constructs/index.ts';
import { Postgres, Service, Volume } from '../../../../constructs/index.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { runbook } from '../../../../src/targets/operations/runbook/runbook.ts';
import { authored } from '../../../support/author.ts';
import type { HostWithVolumes } from '../../../support/docker-with-volumes.ts';
import { hostWithVolumes } from '../../../support/docker-with-volumes.ts';

const image = 'postgres:17.2';
const model = () =>
  authored((core) => {
    new Postgres(core, 'db', { image, database: 'shop' });
  });

/** A host whose volume holds these files, and whose image is of PostgreSQL 17. */
function host(files: Readonly<Record<string, string>>, server = '17.2', stack = model()): HostWithVolumes {
  const made = hostWithVolumes(stack, { postgres: `echo "postgres (PostgreSQL) ${server} (Debian 1)"` });
  made.put('shop-test_db_data', files);
  return made;
}

const starts = (made: HostWithVolumes) => made.folder.calls().includes(' up --detach ');

describe('a server that starts', () => {
  test.each([
    ['of the same major version', { PG_VERSION: '17\n' }, '17.9'],
    ['on an empty volume', {}, '17.2'],
    [
      'of 18, whose folder has its version',
      { '18/docker/PG_VERSION': '18\n', '17/docker/PG_VERSION': '17\n' },
      '18.1',
    ],
  ])('%s does', (_, files, server) => {
    const made = host(files, server);
    expect(made.run('scripts/start db')).toMatchObject({ status: 0, err: '' });
    expect(starts(made)).toBe(true);
  });

  test.each([
    ['older', { PG_VERSION: '15\n', 'base/1/PG_VERSION': '15\n' }, '17.2', '15', '17'],
    ['older, under a folder that PGDATA names', { 'pgdata/PG_VERSION': '12\n' }, '17.2', '12', '17'],
    ['older, from before 18', { 'data/PG_VERSION': '17\n' }, '18.0', '17', '18'],
    ['older, of the image of 18', { '18/docker/PG_VERSION': '18\n' }, '19.1', '18', '19'],
  ])('on data that are %s does not, and hears where it goes', (_, files, server, from, to) => {
    const made = host(files, server);
    const { status, err } = made.run('scripts/start db');
    expect([status, starts(made)]).toEqual([1, false]);
    expect(err).toContain(
      `error: the data of db are of PostgreSQL ${from}, and postgres:17.2 is PostgreSQL ${to}\n       make upgrade MAJOR=db goes there.`,
    );
    expect(made.files('shop-test_db_data')).toEqual(files);
  });

  test('on data of a newer one never does', () => {
    const made = host({ PG_VERSION: '17' }, '15.3');
    const { status, err } = made.run('scripts/start db');
    expect([status, starts(made)]).toEqual([1, false]);
    expect(err).toContain('take the files with PostgreSQL 17 again');
    expect(err).not.toContain('MAJOR=db');
  });

  test('whose data are half on their way does not, unless the files from before have put them back', () => {
    const made = host({});
    made.folder.write('backups/.unfinished-major', '20261129T100000Z db db_data load\n');
    expect(made.run('scripts/start db').status).toBe(0);
    made.folder.write('backups/.unfinished-upgrade', 'digest 20261129T100000Z\n');
    const { status, err } = made.run('scripts/start db');
    expect(status).toBe(1);
    expect(err).toContain('error: the way of db to a newer major version did not end');
    expect(err).toContain('scripts/restore --undo 20261129T100000Z');
  });

  test('by make restart does not stop anything first', () => {
    const made = host({ PG_VERSION: '15' });
    expect(made.run('make restart').status).toBe(2);
    expect(made.folder.calls()).not.toContain(' stop');
  });
});

test('where no dump is made, nothing offers to load one', () => {
  const stopped = authored((core) => {
    new Postgres(core, 'db', { image, database: 'shop', backup: { stop: true } });
  });
  const { err } = host({ PG_VERSION: '15' }, '17.2', stopped).run('scripts/start db');
  expect(err).toContain('Backups hold no dump of it here, so nobody can load one: dump it by hand');
  expect(err).not.toContain('MAJOR=db');
});

describe('a product of the author’s own', () => {
  const script = `# Bottles: SERVICE VOLUME IMAGE. Sourced by majors.sh.
# shellcheck shell=bash

majors_cellar() {
  look_into "$3" "$2" 'sed "s/^/data /" /volume/vintage; echo "image 10.11"'
  case $(look_into "$3" "$2" 'cat /volume/vintage') in 9.*) echo 'refused a bottle of 9 turns to vinegar; drink it first' ;; esac
}
`;
  const method: MajorMethod = {
    name: 'cellar',
    script,
    product: 'Cellar',
    newer: 'refused',
    way: 'Pour it into `new` ones.',
  };

  class Cellar extends Service {
    constructor(core: Phase, bound: Partial<MajorMethod> = {}) {
      super(core, 'cellar', { image: 'example/cellar:10.11', health: { exec: ['true'] } });
      const volume = new Volume(this, 'cellar_data', { holds: 'Bottles' });
      this.mount(volume, '/srv/bottles').bindToMajor({ method: { ...method, ...bound }, volume });
    }
  }
  const cellar = (vintage: string, bound?: Partial<MajorMethod>) => {
    const made = hostWithVolumes(authored((core) => void new Cellar(core, bound)));
    made.put('shop-test_cellar_data', { vintage });
    return made.run('scripts/start cellar');
  };

  test('compares numbers, says the way, and may say that none goes in one step', () => {
    expect(cellar('10.11\n').status).toBe(0);
    expect(cellar('10.6\n').err).toContain(
      'error: the data of cellar are of Cellar 10.6, and example/cellar:10.11 is Cellar 10.11\n       Pour it into new ones.\n',
    );
    expect(cellar('11.4\n').err).toContain('take the files with Cellar 11.4 again');
    expect(cellar('9.1\n').err).toContain('       a bottle of 9 turns to vinegar\n       drink it first\n');
  });

  test.each([
    ['load', script, 'lost_cellar'],
    ['refused', '', 'majors_cellar'],
  ] as const)('that goes %s needs its functions', (newer, text, missing) => {
    expect(() => authored((core) => void new Cellar(core, { newer, script: text }))).toThrow(
      `the major "cellar" of "cellar" has no function ${missing}`,
    );
  });

  test('is refused by make upgrade, too, which has nothing that goes there', () => {
    const { folder } = hostWithVolumes(authored((core) => void new Cellar(core)));
    const of = (name: string) => readFileSync(join(folder.path, name), 'utf8');
    expect(of('scripts/upgrade')).toContain('\nrequire_majors\n');
    expect(of('scripts/upgrade') + of('Makefile')).not.toMatch(/MAJOR|new-major/);
    expect(existsSync(join(folder.path, 'scripts/new-major.sh'))).toBe(false);
  });

  test('stands in the runbook with what to do, and with the command where it goes a way', () => {
    const pages = (stack: StackModel) =>
      runbook({ name: stack.name, stacks: [stack] }, [])
        .map(({ content }) => content)
        .join('\n');
    const refused = pages(authored((core) => void new Cellar(core)));
    expect(refused).toContain('- `Cellar` (`cellar`): Pour it into `new` ones.');
    expect(refused).not.toMatch(/\.before-|until you name it/);
    expect(pages(model())).toContain(
      '- `PostgreSQL` (`db`): `make upgrade MAJOR=db` takes the data to the newer version that the new files have. ',
    );
  });
});
