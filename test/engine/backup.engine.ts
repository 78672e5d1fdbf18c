import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Running } from './support/running.ts';
import { run } from './support/tool.ts';

describe('backup and restore of the local environment', () => {
  const system = new Running('local');
  afterAll(() => system.dispose());
  const backups = () =>
    readdirSync(join(system.folder, 'backups'))
      .filter((name) => /^\d{8}T\d{6}Z$/.test(name))
      .sort();

  /** Everything that an operator would miss, in a form that can be compared. */
  const content = () => ({
    rows: system.sql(
      "SELECT count(*) || ' ' || md5(string_agg(id || name, ',' ORDER BY id)) FROM posthog_person",
    ),
    events: system.clickhouse('SELECT id, event FROM sharded_events ORDER BY id'),
    objects: system.python(
      "import hashlib\ns = standin.bucket()\nfor o in s.list_objects_v2(Bucket='posthog')['Contents']:\n  print(o['Key'], hashlib.sha256(s.get_object(Bucket='posthog', Key=o['Key'])['Body'].read()).hexdigest())",
    ),
  });
  let known: ReturnType<typeof content>;

  it('saves a running system', () => {
    system.mustMake('build', 'start');
    system.sql(
      String.raw`INSERT INTO posthog_person (name) SELECT 'p' || g || E'\n\t\\é''' FROM generate_series(1, 500) g`,
    );
    system.clickhouse(
      String.raw`INSERT INTO sharded_events SELECT number, concat('it\'s "', toString(number), '" $x é') FROM numbers(1000)`,
    );
    system.python(
      "import os\ns = standin.bucket()\nfor i in range(20): s.put_object(Bucket='posthog', Key=f'exports/a b {i} é.png', Body=os.urandom(50000))",
    );
    known = content();
    system.mustMake('backup');
    expect(backups()).toHaveLength(1);
    system.mustMake('verify-backup');
  });

  it('rehearses beside the running system', () => {
    const before = system.containers();
    expect(system.mustMake('restore-drill')).toContain('can be restored');
    expect(system.containers()).toEqual(before);
    expect(content()).toEqual(known);
  });

  it('brings everything back after it was destroyed', () => {
    system.mustMake('destroy');
    system.mustMake('restore', `BACKUP=${backups()[0]}`);
    expect(content()).toEqual(known);
    system.mustMake('smoke-test');
  });

  it('brings everything back over a damaged system, which can be had again', () => {
    system.sql('DELETE FROM posthog_person WHERE id % 2 = 0');
    const damaged = content();
    system.mustMake('restore', `BACKUP=${backups()[0]}`);
    expect(content()).toEqual(known);
    const aside = readdirSync(join(system.folder, 'backups'), { recursive: true })
      .map(String)
      .find((name) => name.includes('aside'));
    expect(aside).toBeDefined();
    const stamp = /\d{8}T\d{6}Z/.exec(aside ?? '')?.[0] ?? '';
    const undone = run('scripts/restore', ['--undo', stamp], {
      cwd: system.folder,
      env: { CONFIRM: system.project },
      timeout: 300_000,
    });
    expect(undone).toMatchObject({ code: 0 });
    expect(content()).toEqual(damaged);
  });

  it('refuses a backup with one wrong byte', () => {
    const file = join(system.folder, 'backups', backups()[0] ?? '', 'postgres/database.dump');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const before = system.containers();
    const { code, out, err } = system.make('restore', `BACKUP=${backups()[0]}`);
    expect(code).not.toBe(0);
    expect(out + err).toContain('database.dump');
    expect(system.containers()).toEqual(before);
  });
});
