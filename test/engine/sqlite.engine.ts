import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must } from './support/tool.ts';

const writer = `
import os, sqlite3, time
os.makedirs("/data/main", exist_ok=True)
open("/data/main/beside.txt", "w").write("a file")
other = sqlite3.connect("/data/other.db", isolation_level=None)
other.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS id")
db = sqlite3.connect("/data/main/it's an app.db", isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, name TEXT)")
while True:
    db.execute("INSERT INTO rows (name) VALUES (hex(randomblob(500)))")
    time.sleep(0.002)`;

const database = "it's an app.db";
const writes = ['python3', '-c', writer];
const waits = ['sh', '-c', 'sleep 100000'];

/** The service whose backup it is, and one that writes to the same volume: neither is root. */
const shop = (
  image: string,
  command: readonly string[],
  beside: readonly string[] = waits,
  named = database,
) => {
  const props = "user: '1234:1234', memory: '128mb', stopGrace: '1s'";
  return sourceOf(
    'sqlite',
    ['Service', 'Volume', 'sqlite'],
    `const data = new Volume(core, 'app_data', { holds: 'It' });
  new Service(core, 'app', { image: '${image}', entrypoint: ${JSON.stringify(command)}, ${props},
    backup: sqlite(${JSON.stringify(`/data/main/${named}`)}, '/data/other.db') }).mount(data, '/data');
  new Service(last, 'beside', { image: '${images.posthog}', command: ${JSON.stringify(beside)}, ${props} }).mount(data, '/data');`,
  );
};
const still = shop(images.posthog, waits);

const system = new System('sqlite');
afterAll(() => system.dispose());
const inVolume = (...command: readonly string[]) => {
  const volume = ['--volume', `${system.project}_app_data:/data`];
  return must('docker', [
    'run',
    '--rm',
    '--user',
    '0',
    ...volume,
    '--entrypoint',
    '',
    images.posthog,
    ...command,
  ]).trim();
};
const rows = () => {
  const count = 'print(db.execute("SELECT count(*) FROM rows").fetchone()[0])';
  return Number(
    inVolume('python3', '-c', `import sqlite3; db = sqlite3.connect("/data/main/${database}"); ${count}`),
  );
};
const restored = () => {
  system.becomes(still);
  system.mustMake('destroy');
  return system.mustMake('restore', 'BACKUP=latest');
};
const scratch = () =>
  must('docker', ['volume', 'ls', '--quiet', '--filter', `name=${system.project}_sqlite-scratch`]);
/** A backup while rows are written: how many there were before and after it, and what it said. */
function saved() {
  const before = rows();
  const said = system.mustMake('backup');
  const after = rows();
  expect(after).toBeGreaterThan(before + 100);
  expect(system.compose('logs', '--no-log-prefix')).toBe('');
  expect(scratch()).toBe('');
  return { before, after, said };
}

beforeAll(() => {
  system.becomes(shop(images.posthog, writes));
  system.compose('create');
  inVolume('chown', '1234:1234', '/data');
  system.mustMake('start');
  must('sleep', ['2']);
});

it('copies what is written to all the while, and nobody waits or fails', () => {
  const { before, after, said } = saved();
  expect(said).not.toMatch(/Pausing|knows SQLite/);
  const compared = restored();
  expect(compared).toMatch(/app_data\/databases +files +2 +2 +equal/);
  expect(compared).toMatch(/app_data\/files +files +1 +1 +equal/);
  const back = rows();
  expect([back >= before, back <= after]).toEqual([true, true]);
  expect(inVolume('find', '/data', '-printf', '%U:%G %m %P\\n').split('\n').sort()).toEqual([
    '1234:1234 644 main/beside.txt',
    `1234:1234 644 main/${database}`,
    '1234:1234 644 other.db',
    '1234:1234 755 ',
    '1234:1234 755 main',
  ]);
});

it('freezes whoever writes where nothing knows SQLite, and takes the journal along', () => {
  system.becomes(shop(images.restic, waits, writes));
  system.mustMake('start');
  must('sleep', ['2']);
  const { before, after, said } = saved();
  expect(said).toContain(`knows SQLite: main/${database} is copied while nobody writes.`);
  expect(restored()).toMatch(/app_data\/databases +files +3 +3 +equal/);
  const back = rows();
  expect([back >= before, back <= after]).toEqual([true, true]);
});

it('says which database is not there, is a link, or is damaged, and leaves nothing', () => {
  const refused = () => {
    const { code, err } = system.make('backup');
    expect([code, scratch()]).toEqual([2, '']);
    expect(err).toContain('error: the backup was not made, and nothing is left of it');
    return err;
  };
  inVolume('ln', '-s', database, '/data/main/link.db');
  for (const [named, why] of [
    ['app.db', 'it is not there'],
    ['link.db', 'it is a link'],
  ] as const) {
    system.becomes(shop(images.posthog, waits, waits, named));
    system.mustMake('start');
    const said = refused();
    expect(said).toContain(why);
    expect(said).toContain(`the database main/${named} of sqlite-test_app_data cannot be saved`);
  }
  system.becomes(still);
  system.mustMake('start');
  const zeros = `dd if=/dev/zero of="/data/main/${database}" bs=4096 seek=3 count=2 conv=notrunc 2>/dev/null`;
  inVolume('sh', '-c', zeros);
  const said = refused();
  expect(said).toContain('it is damaged: ');
  expect(said).toContain(`the database main/${database} of sqlite-test_app_data could not be copied`);
});
