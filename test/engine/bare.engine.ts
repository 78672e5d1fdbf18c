import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { here } from './support/operations.ts';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must } from './support/tool.ts';

/** One program, and nothing else: no shell, no tar, no users. */
const bare = 'stowage-test/bare:1.0';
const system = new System('bare');

const source = sourceOf(
  'bare',
  ['Service', 'Volume', 'sqlite'],
  `const props = { image: '${bare}', entrypoint: ['/caddy', 'respond'], memory: '128mb', stopGrace: '1s' };
  new Service(core, 'app', { ...props, backup: { stop: true } }).mount(new Volume(core, 'app_data', { holds: 'Files' }), '/data');
  new Service(last, 'notes', { ...props, user: '1234:1234', backup: sqlite('/data/notes.db') })
    .mount(new Volume(last, 'notes_data', { holds: 'Notes' }), '/data');`,
);

const look = (volume: string, script: string) => {
  const mount = ['--volume', `${system.project}_${volume}:/data`, '--workdir', '/data'];
  const as = ['--user', '0', '--network', 'none', '--entrypoint', 'bash'];
  return must('docker', ['run', '--rm', ...mount, ...as, here(images.posthog), '-ec', script]);
};
const listed = () =>
  look(
    'app_data',
    String.raw`find . ! -type p -printf '%y %m %U:%G %n %l %s %P\0' | LC_ALL=C sort -z | tr '\0' '|'; sha256sum big`,
  );
const notes = () =>
  look(
    'notes_data',
    `python3 -c 'import sqlite3; print(sqlite3.connect("notes.db").execute("SELECT count(*) FROM notes").fetchone()[0])'; stat -c %u:%g .`,
  );

beforeAll(() => {
  const context = mkdtempSync(join(tmpdir(), 'stowage-bare-'));
  const lines = ['FROM scratch', `COPY --from=${here(images.caddy)} /usr/bin/caddy /caddy`];
  writeFileSync(join(context, 'Dockerfile'), `${lines.join('\n')}\n`);
  must('docker', ['build', '--quiet', '--tag', bare, context]);
  rmSync(context, { recursive: true });
  system.becomes(source);
  system.compose('create');
  look(
    'app_data',
    `mkdir -p d/e empty shared; chmod 2775 shared; chown 7:8 d; echo one >d/a; chown 1234:5678 d/a; chmod 600 d/a; ln d/a hard; ln -s /nowhere up
    echo two >"$(printf 'a\\nline')"; mkfifo pipe; head -c 30000000 /dev/urandom >big; chmod 750 .; chown 7:7 .`,
  );
  look(
    'notes_data',
    `python3 -c 'import sqlite3; db = sqlite3.connect("notes.db"); db.execute("PRAGMA journal_mode=WAL"); db.execute("CREATE TABLE notes AS SELECT 1 AS id"); db.commit()'
    chown -R 1234:1234 .`,
  );
  system.mustMake('start');
});
afterAll(() => {
  system.dispose();
  must('docker', ['rmi', bare]);
});

it('saves, verifies, rehearses and brings back what images hold that have no shell', () => {
  const before = listed();
  expect(before).toContain('|f 600 1234:5678 2  4 d/a|');
  system.mustMake('backup');
  system.mustMake('verify-backup');
  const drilled = system.mustMake('restore-drill');
  expect(drilled).toMatch(/app_data +files +3 +3 +equal/);
  expect(drilled).toMatch(/notes_data\/databases +files +1 +1 +equal/);
  system.mustMake('destroy');
  expect(system.has('volume')).toEqual([]);
  // What is there is copied aside first.
  system.compose('create');
  look('app_data', 'echo later >later');
  expect(system.mustMake('restore', 'BACKUP=latest')).toMatch(/app_data +bytes +(\d+) +\1 +equal/);
  expect(listed()).toBe(before);
  expect(notes()).toBe('1\n1234:1234\n');
});
