import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must } from './support/tool.ts';

const disk = must('mktemp', ['-d', '/tmp/stowage-host-XXXXXX']).trim();
const media = join(disk, 'media');
const data = join(disk, 'data');
const inMedia = (name: string) => join(media, name);

/** Files of a folder, databases of another, and a service that runs when a backup is loaded and writes to the first. */
const films = (path = media, more = '') =>
  sourceOf(
    'paths',
    ['HostPath', 'Service', 'Volume', 'sqlite'],
    `const props = { image: '${images.posthog}', user: '1234:1234', memory: '128mb', stopGrace: '1s' } as const;
  const media = new HostPath(core, 'media', { path: '${path}', holds: 'Films', owner: '1234:1234', backup: { stop: true }${more} });
  const data = new HostPath(core, 'data', { path: '${data}', holds: 'The catalogue' });
  const own = new Volume(core, 'own', { holds: 'Itself' });
  new Service(core, 'app', { ...props, command: ['sh', '-c', 'sleep 100000'], backup: sqlite('/data/app.db') }).mount(media, '/media').mount(data, '/data');
  new Service(core, 'store', { ...props, user: '0', command: ['sh', '-c', 'sleep 100000'], health: { exec: ['true'] },
    backup: { dump: ['cat', '/own/it'], load: ['tee', '/own/it'], count: ['sh', '-c', 'grep -c . /own/it'] } }).mount(media, '/media').mount(own, '/own');`,
  );

const system = new System('paths');
afterAll(() => {
  system.dispose();
  must('rm', ['-rf', disk]);
});
const query = (sql: string) =>
  must('python3', [
    '-c',
    `import sqlite3; db = sqlite3.connect("${data}/app.db", isolation_level=None); print(db.execute(${JSON.stringify(sql)}).fetchone())`,
  ]).trim();
const refused = (...words: readonly string[]) => {
  const { code, err } = system.make(...words);
  expect(code).toBe(2);
  return err;
};

beforeAll(() => {
  mkdirSync(join(media, 'new'), { recursive: true });
  mkdirSync(data);
  writeFileSync(inMedia('one.mkv'), 'one');
  writeFileSync(inMedia('new/two.mkv'), 'two');
  query('CREATE TABLE films AS SELECT 7 AS id');
  must('chown', ['-R', '1234:1234', disk]);
  system.becomes(films());
  system.mustMake('start');
  system.mustExec('store', ['sh', '-c', 'echo kept >/own/it']);
});

it('saves what lies in folders of the host, and brings it back with a copy of what was there', () => {
  const saved = system.mustMake('backup');
  expect(saved).toContain('Stopping app store meanwhile.');
  expect(saved).not.toContain('Nothing in');
  writeFileSync(inMedia('one.mkv'), 'changed');
  writeFileSync(inMedia('later.mkv'), 'later');
  query('DELETE FROM films');
  const restored = system.mustMake('restore', 'BACKUP=latest');
  expect(restored).toContain(`replaced  ${media} `);
  expect(restored).toContain('the backup holds media (a folder of this host)');
  expect(restored).toMatch(/^media +files +2 +2 +equal$/m);
  expect(restored).toMatch(/^data\/databases +files +1 +1 +equal$/m);
  expect(restored).toMatch(/^store +count +1 +1 +equal$/m);
  expect(must('find', [media, '-printf', '%U:%G %P\n']).trim().split('\n').sort()).toEqual([
    '1234:1234 ',
    '1234:1234 new',
    '1234:1234 new/two.mkv',
    '1234:1234 one.mkv',
  ]);
  expect(readFileSync(inMedia('one.mkv'), 'utf8')).toBe('one');
  expect(query('SELECT id FROM films')).toBe('(7,)');
  // What lay there is in a volume, and comes back.
  const [, aside = ''] = /scripts\/restore --undo (\S+)/.exec(restored) ?? [];
  expect(
    must('docker', ['volume', 'ls', '--quiet', '--filter', `label=stowage.set-aside=${aside}`]),
  ).toContain(`paths-test_media.before-${aside}`);
  must('scripts/restore', ['--undo', aside], { cwd: system.folder, env: system.env, timeout: 120_000 });
  expect(readFileSync(inMedia('one.mkv'), 'utf8')).toBe('changed');
  expect(readFileSync(inMedia('later.mkv'), 'utf8')).toBe('later');
  must('scripts/restore', ['--forget', aside], { cwd: system.folder, env: system.env });
});

it('drills beside them: nothing of the host is mounted there', () => {
  const before = must('find', [disk, '-printf', '%p %T@ %s\n']);
  expect(system.mustMake('restore-drill')).toContain(' can be restored.');
  expect(must('find', [disk, '-printf', '%p %T@ %s\n'])).toBe(before);
});

it('refuses what is not there, belongs to another, or holds what a restore must not empty', () => {
  must('mv', [media, `${media}.away`]);
  expect(refused('backup')).toContain(
    `the folder ${media}, which a backup holds as media, is not on this host`,
  );
  must('mv', [`${media}.away`, media]);
  must('chown', ['0:0', media]);
  expect(refused('restore', 'BACKUP=latest')).toContain(`${media} belongs to 0:0, not to 1234:1234`);
  must('chown', ['1234:1234', media]);
  mkdirSync(inMedia('disk'));
  must('mount', ['-t', 'tmpfs', 'tmpfs', inMedia('disk')]);
  const other = refused('restore', 'BACKUP=latest');
  must('umount', [inMedia('disk')]);
  must('rmdir', [inMedia('disk')]);
  expect(other).toContain(`below ${media} another disk or folder is mounted: ${inMedia('disk')}`);
  must('ln', ['-s', '/usr/share', join(disk, 'link')]);
  system.becomes(films(join(disk, 'link')));
  expect(refused('restore', 'BACKUP=latest')).toMatch(
    /link (belongs to 0:0|is \/usr\/share, which belongs to the system)/,
  );
  system.becomes(films());
  // As they were left: nothing is lost by a refusal, nor by the end of the project.
  const { out } = system.make('destroy');
  expect(out).toContain(`Of this host these stay as they are:\n  ${media}\n  ${data}\n`);
  expect(readFileSync(inMedia('later.mkv'), 'utf8')).toBe('later');
});
