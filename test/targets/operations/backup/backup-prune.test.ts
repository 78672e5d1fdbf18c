import { describe, expect, test } from 'vitest';
import { stack } from '../../../support/model.ts';
import { operationsFolder, putBackup } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { files, manifest, name, withBackup } from '../../../support/shop-backup.ts';

describe('prune-backups', () => {
  /** Days ago, as a backup of that time is named. */
  const ago = (days: number) =>
    `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

  function withAges(...days: readonly number[]) {
    const folder = operationsFolder(shop(), "'ps '*) ;;");
    for (const day of days) putBackup(folder, ago(day), manifest, files);
    return folder;
  }
  const left = (folder: ReturnType<typeof withAges>) =>
    folder.run('ls -A backups').out.trim().split('\n').sort();

  test('removes what is older than the days to keep', () => {
    const folder = withAges(40, 15, 13, 1);
    const names = left(folder);
    expect(folder.run('scripts/prune-backups').out).toContain(
      '2 backups were older than 14 days; 2 are kept.',
    );
    expect(left(folder)).toEqual(names.slice(2));
  });

  test('never the newest, however old', () => {
    const folder = withAges(90, 60);
    const names = left(folder);
    folder.run('scripts/prune-backups');
    expect(left(folder)).toEqual(names.slice(1));
  });

  test('--dry-run removes nothing, --keep-days overrides', () => {
    const folder = withAges(40, 3, 1);
    const names = left(folder);
    expect(folder.run('scripts/prune-backups --dry-run').out).toContain(
      '1 backups are older than 14 days and would be removed.',
    );
    expect(left(folder)).toEqual(names);
    folder.run('scripts/prune-backups --keep-days 2');
    expect(left(folder)).toEqual(names.slice(2));
    expect(folder.run('scripts/prune-backups --keep-days two').status).toBe(1);
  });

  test('what a killed backup left goes, what is not a backup stays', () => {
    const folder = withAges(1);
    folder.write('backups/.partial-20200101T000000Z-17/db/database.dump', 'half');
    folder.write('backups/20200101T000000Z/notes', 'mine');
    folder.write('backups/old/notes', 'mine');
    expect(folder.run('scripts/prune-backups').status).toBe(0);
    expect(left(folder)).toEqual(['20200101T000000Z', ...left(folder).slice(1, 2), 'old']);
  });

  test('removes nothing while a restore is not finished', () => {
    const folder = withAges(40, 1);
    folder.write('backups/.unfinished-restore', `${name} ${name} loading\n`);
    expect(folder.run('scripts/prune-backups').err).toContain(`the restore of ${name} did not finish`);
    expect(left(folder)).toHaveLength(3);
  });
});

test('one of backup, restore, prune and upgrade at a time', () => {
  const folder = withBackup();
  for (const script of ['backup', 'prune-backups', 'upgrade', `restore ${name}`]) {
    const { status, err } = folder.run(`exec 7>.lock; flock 7; STOWAGE_LOCK=$PWD scripts/${script}`, {
      CONFIRM: 'shop-test',
    });
    expect({ script, status }).toEqual({ script, status: 1 });
    expect(err).toMatch(/another backup, restore or upgrade is running|Compose cannot read/);
  }
});

test('a backup needs what it saves to run, and leaves nothing when it fails', () => {
  const folder = withBackup();
  expect(folder.run('scripts/backup').err).toContain('db does not run, and a backup is made through it');
  expect(folder.run('ls -A backups').out).toBe(`${name}\n`);
});

test('a stack without stores has nothing to save and nothing to restore', () => {
  const folder = operationsFolder(stack());
  expect(folder.run('scripts/backup').out).toBe(
    'Nothing to save: no service of shop keeps data that it backs up.\n',
  );
  expect(folder.run('scripts/backups').status).toBe(0);
  expect(folder.run('scripts/restore latest').err).toContain('there is nothing to restore');
  expect(folder.run('scripts/restore-drill').err).toContain('there is nothing to drill');
});

test('upgrade refuses when nothing runs, and when nothing would change', () => {
  const config =
    "*' config --quiet' | *' config') ;;\n'volume ls '*) ;;\n'ps --all --quiet '* | 'ps --all --filter '*) ;;";
  expect(operationsFolder(shop(), `${config}\n'ps '*) ;;`).run('scripts/upgrade').err).toContain(
    'nothing of shop-test runs',
  );
  const running = "'ps '*) echo 1 ;;\n'inspect '*) echo 'db postgres:12.13'; echo 'web example/shop:1.0' ;;";
  const folder = operationsFolder(shop(), `${config}\n${running}`);
  expect(folder.run('scripts/upgrade').err).toContain(
    'already runs on the image that docker-compose.yml names',
  );
  expect(folder.calls()).not.toMatch(/ (stop|up|pull) /);
});
