import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { leftovers } from './support/checks.ts';
import { compiledAnew } from './support/operations.ts';
import { Parcel } from './support/parcel.ts';

describe('a generator that leaves what has another name', () => {
  const { folder, dispose } = compiledAnew(({ replace }) => {
    const start = 'src/targets/operations/templates/scripts/start.hbs';
    replace(start, /^ {2}remove_left_containers\nfi$/m, 'fi');
    replace(
      'src/targets/operations/templates/scripts/leftovers.sh.hbs',
      /^ {2}unknown=\$\(unknown_volumes\)$/m,
      "  unknown=''",
    );
    // The same is seen from where the container had its data, too.
    replace(
      'src/targets/operations/templates/scripts/places.sh.hbs',
      /^ {2}all=\$\(data_misplaced\) \|\| exit 1$/m,
      "  all=''",
    );
  });
  const system = new Parcel('2.40', dirname(dirname(folder)));
  afterAll(() => {
    system.dispose();
    dispose();
  });
  const database = (id: string, more = '') =>
    `new Postgres(core, '${id}', { image, database: 'parcel', memory: '256mb'${more} });`;

  it('has an orphan beside its successor', () => {
    system.becomes(database('db', ", volume: 'rows'"));
    system.mustMake('start');
    expect(leftovers(system)).toEqual([]);
    system.becomes(database('database', ", volume: 'rows'"));
    system.make('start');
    expect(leftovers(system)).toEqual(['parcel-test-db-1 is not described']);
  });

  it('starts on an empty volume where one was renamed', () => {
    system.becomes(database('db', ", volume: 'lines'"));
    system.compose('up', '--detach', '--wait', '--remove-orphans');
    system.sql('db', 'CREATE TABLE kept (id int)');
    system.becomes(database('db', ", volume: 'renamed'"));
    system.mustMake('start');
    expect(system.sql('db', "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'")).toBe('0');
    expect(leftovers(system)).toEqual([
      'parcel-test_lines is not described',
      'parcel-test_rows is not described',
    ]);
  });
});
