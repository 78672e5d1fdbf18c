import { describe, expect, test } from 'vitest';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { keptNames, releasedShop, running } from '../../../support/released.ts';

const kept = (folder: OperationsFolder) =>
  folder.run('ls -A releases 2>/dev/null').out.split('\n').filter(Boolean);
const start = (folder: OperationsFolder) =>
  expect(folder.run('scripts/start db web edge')).toEqual({ status: 0, out: '', err: '' });
const runs = (folder: OperationsFolder) => folder.read('releases/.running').split(' ')[0];

describe('the first start that everything runs after', () => {
  test('keeps the generated files and what ran, for its owner alone, and no .env', () => {
    const folder = releasedShop();
    folder.write('.env', 'GREETING=secret-word\n');
    start(folder);
    expect(kept(folder)).toEqual(['.running', '20261130T090000Z']);
    expect(folder.read('releases/.running')).toMatch(/^20261130T090000Z \S+ start\n$/);
    const at = 'releases/20261130T090000Z';
    expect(folder.read(`${at}/release`)).toBe(`stowage-release 1
created 20261130T090000Z
stack shop
environment test
project shop-test
version 1.0
how start
before -
backup -
commit -
compose 2.40.3
image db postgres:12.13 sha256:d1${'0'.repeat(62)}
image edge caddy:2.6.4 sha256:c1${'0'.repeat(62)}
image web example/shop:1.0 sha256:e1${'0'.repeat(62)}
job migrate example/shop:1.0 sha256:e1${'0'.repeat(62)} 9f7755cfd2bc9dff
digest sha256:c1${'0'.repeat(62)} example/any@sha256:c1${'0'.repeat(62)}
digest sha256:d1${'0'.repeat(62)} example/any@sha256:d1${'0'.repeat(62)}
digest sha256:e1${'0'.repeat(62)} example/any@sha256:e1${'0'.repeat(62)}
volume db_data shop-test_db_data
volume edge_data shop-test_edge_data
hash db 11
hash web 22
`);
    for (const file of ['docker-compose.yml', 'Makefile', 'scripts/restore', 'scripts/generated.sh'])
      expect(folder.read(`${at}/files/${file}`)).toBe(folder.read(file));
    expect(
      folder.run(`grep -r secret-word releases; stat -c %a releases ${at}/release ${at}/files/scripts/start`),
    ).toMatchObject({ out: '700\n600\n755\n' });
    for (const [i, id] of ['c1', 'd1', 'e1'].entries())
      expect(folder.calls()).toContain(`tag sha256:${id}${'0'.repeat(62)} ${keptNames[i]}\n`);
  });

  test('keeps none where a service does not run, or an upgrade or another script is under way', () => {
    const folder = releasedShop();
    folder.write('../containers', running.replace(/^edge.*\n/m, ''));
    start(folder);
    folder.write('../containers', running);
    folder.write('backups/.unfinished-upgrade', 'x - -\n');
    start(folder);
    folder.run('rm -r backups');
    expect(folder.run('exec 8<>.lock; flock 8; scripts/start db web edge 8>&-').status).toBe(0);
    expect(kept(folder)).toEqual([]);
    start(folder);
    expect(kept(folder)).toEqual(['.running', '20261130T090000Z']);
  });

  test('one that was killed while it was kept does not count', () => {
    const folder = releasedShop(`*' config --hash '*) kill -9 "$PPID"; kill -9 "$(ps -o ppid= "$PPID")" ;;`);
    expect(folder.run('scripts/start db web edge').status).not.toBe(0);
    expect(kept(folder)).toEqual(['.partial-20261130T090000Z']);
    expect(folder.run('scripts/releases').out).toContain('No release is kept in ');
  });
});

describe('another one', () => {
  test('is kept where files or images are others, names the one before, and three stay', () => {
    const folder = releasedShop();
    start(folder);
    start(folder);
    expect(kept(folder)).toHaveLength(2);
    for (const tag of ['1.1', '1.2', '1.3']) {
      folder.write('Makefile', `${folder.read('Makefile')}# ${tag}\n`);
      start(folder);
    }
    const [, ...names] = kept(folder);
    expect(names).toHaveLength(3);
    expect(runs(folder)).toBe(names[2]);
    expect(names.map((name) => /^before .*$/m.exec(folder.read(`releases/${name}/release`))?.[0])).toEqual([
      expect.stringMatching(/^before 2026/),
      `before ${names[0]}`,
      `before ${names[1]}`,
    ]);
    folder.write('../containers', running.replaceAll('sha256:e1', 'sha256:e2'));
    start(folder);
    expect(kept(folder).slice(1, 3)).toEqual(names.slice(1));
  });

  test('takes the names of images away that no release has, and of no other project', () => {
    const folder = releasedShop();
    const old = `stowage-kept:shop-test-${'ab'.repeat(8)}`;
    folder.write(
      '../kept',
      `${[...keptNames, old, `stowage-kept:shop-test-two-${'ab'.repeat(8)}`].join('\n')}\n`,
    );
    start(folder);
    expect(folder.calls().match(/^image rm .*$/gm)).toEqual([`image rm ${old}`]);
  });
});

test('a backup says the version of the release that runs, not of files that came since', () => {
  const folder = releasedShop();
  start(folder);
  const asks = '. scripts/common.sh; . scripts/stores.sh; version_running';
  folder.run('sed -i s/VERSION=1.0/VERSION=1.1/ scripts/common.sh');
  expect(folder.run(asks).out).toBe('1.0\n');
  folder.write('../containers', running.replace('caddy:2.6.4', 'caddy:2.6.5'));
  expect(folder.run(asks).out).toBe('unknown\n');
});

test('make releases lists them', () => {
  const folder = releasedShop();
  expect(folder.run('make releases').out).toContain('No release is kept in ');
  start(folder);
  folder.write('Makefile', `${folder.read('Makefile')}#\n`);
  start(folder);
  folder.write('Makefile', `${folder.read('Makefile')}#\n`);
  folder.run('sed -i "s/^backup -/backup 20261123T030000Z/" releases/20261130T090000Z/release');
  const lines = folder.run('scripts/releases').out.split('\n');
  expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
    'RELEASE VERSION BY BACKUP COMMIT',
    '20261130T090000Z 1.0 start gone -',
    `${runs(folder)} 1.0 start - - runs`,
    '',
    `The files here are not those of ${runs(folder)}.`,
    'BACKUP is what an upgrade made before it changed anything, so of the release before. make rollback goes back to that.',
    '',
  ]);
});
