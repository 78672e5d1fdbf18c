import { describe, expect, test } from 'vitest';
import { variable } from '../../../support/model.ts';
import { operationsFolder, putBackup } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { files, images, manifest, name, quiet, withBackup } from '../../../support/shop-backup.ts';

describe('restore', () => {
  const refused = (over: { manifest?: string; files?: object; answers?: string }, message: string) => {
    const folder = withBackup(over);
    const { status, err } = folder.run(`scripts/restore ${name}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(folder.calls()).not.toMatch(/ (down|stop|rm|up) /);
  };

  test.each([
    ['stack', manifest.replace('stack shop', 'stack other'), 'a backup of the stack other; here it is shop'],
    [
      'environment',
      manifest.replace('environment test', 'environment live'),
      'of the environment live; here it is test',
    ],
    [
      'project',
      manifest.replace('project shop-test', 'project shop-live'),
      'of the project shop-live; here it is shop-test',
    ],
    ['version', manifest.replace('version 1.0', 'version 2.0'), 'a backup of version 2.0; here it is 1.0'],
    [
      'image of a store',
      manifest.replace('postgres:12.13', 'postgres:13'),
      'db on postgres:13; here it is postgres:12.13',
    ],
    [
      'image of an application of unknown version',
      manifest.replace('version 1.0', 'version unknown').replace('shop:1.0', 'shop:0.9'),
      'web on example/shop:0.9; here it is example/shop:1.0',
    ],
    [
      'set of stores',
      manifest.replace('store db 9\nstore edge 10240', 'store gone 9'),
      'holds nothing that is kept here',
    ],
  ])('refuses another %s and touches nothing', (_, text, message) => refused({ manifest: text }, message));

  test('refuses before the images are here', () =>
    refused(
      { answers: quiet.replace("'image inspect '*) exit 0", "'image inspect '*) exit 1") },
      'the image postgres:12.13 is not here',
    ));

  test('refuses without the name of the project', () => {
    const folder = withBackup();
    for (const env of [{}, { CONFIRM: 'shop' }, { CONFIRM: 'y' }]) {
      const { status, err } = folder.run(`scripts/restore ${name} </dev/null`, env);
      expect(status).toBe(1);
      expect(err).toMatch(/not confirmed|nobody confirmed/);
    }
    expect(folder.calls()).not.toMatch(/ (down|stop|rm|up) /);
  });

  /** Volumes that are there and no engine that could change them. */
  const there = (...names: readonly string[]) => `${images}
'volume ls --quiet') printf '%s\\n' ${names.join(' ')} ;;
'run --rm --interactive --name shop-test-helper '*' df -Pk '*) printf 'Filesystem\\n/ 9 9 99999999 1%% /\\n' ;;
'run --rm --interactive --name shop-test-helper '*' -ec '*) for name in ${names.join(' ')}; do echo "$name 2048"; done ;;
'ps '* | 'volume ls '*) ;;`;
  const shown = (over: Parameters<typeof withBackup>[0]) => {
    const folder = withBackup({ answers: there('shop-test_db_data', 'shop-test_edge_data'), ...over });
    const { status, out, err } = folder.run(`scripts/restore ${name} </dev/null`);
    expect(status).toBe(1);
    expect(err).toContain(
      'error: nobody confirmed that\n       run it in a terminal, or with CONFIRM=shop-test\n',
    );
    expect(folder.calls()).not.toMatch(/ (down|stop|rm|up|create) /);
    return { out, err };
  };

  test('shows what it will do before it asks, and nothing happens without an answer', () => {
    expect(shown({}).out).toBe(`Checking ${name}.
What restoring ${name} (shop 1.0) does to the volumes of shop-test:
  replaced  shop-test_db_data                           2.0 MiB  the backup holds db
  replaced  shop-test_edge_data                         2.0 MiB  the backup holds edge
What is replaced or emptied is put aside first; what is left stays as it is
`);
  });

  test('leaves a store alone that is younger than the backup', () => {
    const { out, err } = shown({ manifest: manifest.replace('\nstore edge 10240', '') });
    expect(err).toContain(`warning: ${name} has nothing of the store edge: it is left alone\n`);
    expect(out).toContain(
      '  left      shop-test_edge_data                         2.0 MiB  the backup has nothing of edge\n',
    );
  });

  test('names a store that nobody keeps any more, and goes on without it', () => {
    const text = manifest.replace('image web', 'image old busybox:1\nimage web').concat('\nstore old 77');
    const { err } = shown({ manifest: text.replace('version 1.0', 'version unknown') });
    expect(err).toContain(`${name} was made with old on busybox:1; here it is not there\n`);
    expect(err).toContain(
      `${name} holds the store old, which nobody here keeps any more: it is not brought back\n`,
    );
  });

  test('takes an image of a mirror for the same, also where the version is not known', () => {
    const text = manifest
      .replace('postgres:12.13', 'mirror.example:5000/hub/library/postgres:12.13@sha256:0123')
      .replace('example/shop:1.0', 'mirror.example/shop:1.0')
      .replace('version 1.0', 'version unknown');
    expect(shown({ manifest: text }).err).not.toContain('was made with');
  });

  test('wants room for what it puts aside before it asks', () => {
    const folder = withBackup({
      answers: there('shop-test_db_data').replace('99999999', '2048'),
    });
    const { status, err } = folder.run(`scripts/restore ${name}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain('what is replaced and emptied takes 2.0 MiB once more, and there are 2.0 MiB');
  });

  test('leaves nothing half loaded that an earlier try changed', () => {
    const folder = withBackup({
      answers: there('shop-test_db_data', 'shop-test_edge_data'),
      manifest: manifest.replace('\nstore edge 10240', ''),
    });
    folder.write('backups/.unfinished-restore', `20260101T000000Z 20251231T000000Z loading\n`);
    folder.write(
      'backups/.set-aside-20260101T000000Z',
      'stowage-set-aside 1\nabsent edge_data shop-test_edge_data\n',
    );
    const { status, err } = folder.run(`scripts/restore ${name}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain(`error: it changed shop-test_edge_data, and ${name} has nothing for it\n`);
    expect(folder.calls()).not.toMatch(/ (down|stop|rm|up|create) /);
  });

  test('says which variables of .env changed, and not to what', () => {
    const variables = ['GREETING', 'SECRET', 'SAME'].map((name) => variable({ name }));
    const folder = operationsFolder(shop({ variables }), quiet);
    const before = "GREETING=before\nSECRET=abc\nSAME='s' # as Compose reads it\nCOMPOSE_FILE=evil.yml\n";
    putBackup(folder, name, manifest, { ...files, 'config/.env': before });
    folder.write('.env', 'GREETING=hello\nSAME=s\n');
    const { err } = folder.run(`scripts/restore ${name} </dev/null`);
    expect(err).toContain('these variables of .env are not what they were: GREETING SECRET.');
    expect(err).not.toMatch(/before\b.*abc|abc/);
  });

  test('needs to be told which', () => {
    expect(withBackup().run('scripts/restore').err).toContain('say which backup to restore');
  });

  test('an engine that does not answer is not taken for one without volumes', () => {
    const answers = `${images}
'ps '* | *' down --remove-orphans' | *'label=stowage.set-aside') ;;`;
    const folder = withBackup({ answers });
    const { status, err } = folder.run(`scripts/restore ${name}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain('Docker does not answer');
    expect(folder.calls()).not.toMatch(/ up /);
  });

  test('only goes back to what is whole', () => {
    const folder = withBackup();
    expect(folder.run(`scripts/restore --undo ${name}`, { CONFIRM: 'shop-test' }).err).toContain(
      `nothing was put aside at ${name}`,
    );
    folder.write(
      `backups/.set-aside-${name}`,
      `stowage-set-aside 1\nvolume db_data shop-test_db_data shop-test_db_data.before-${name}\n`,
    );
    expect(folder.run(`scripts/restore --undo ${name}`, { CONFIRM: 'shop-test' }).err).toContain('is gone');
    folder.write(`backups/.unfinished-restore`, `${name} ${name} loading\n`);
    expect(folder.run(`scripts/restore --forget ${name}`, { CONFIRM: 'shop-test' }).err).toContain(
      'these are the data to go back to',
    );
    expect(folder.run('scripts/restore --accept', { CONFIRM: 'shop-test' }).err).toContain(
      'did not load everything',
    );
  });

  test('puts nothing back under another image of a store', () => {
    const copy = `shop-test_db_data.before-${name}`;
    const folder = withBackup({ answers: `'volume ls '*) echo ${copy} ;;` });
    folder.write(
      `backups/.set-aside-${name}`,
      `stowage-set-aside 1\nimage db postgres:13\nvolume db_data shop-test_db_data ${copy}\n`,
    );
    const { status, err } = folder.run(`scripts/restore --undo ${name}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain('these data were used by db postgres:13, and db has another image here');
    expect(folder.calls()).not.toMatch(/ (down|stop|rm|up) /);
  });

  test('shows what it puts back, and touches nothing else', () => {
    const copy = `shop-test_db_data.before-${name}`;
    const folder = withBackup({ answers: `'volume ls '*) echo ${copy} ;;` });
    folder.write(
      `backups/.set-aside-${name}`,
      `stowage-set-aside 1\nimage db mirror.example/postgres:12.13\nvolume db_data shop-test_db_data ${copy}\nabsent edge_data shop-test_edge_data\n`,
    );
    const { out, err } = folder.run(`scripts/restore --undo ${name} </dev/null`);
    expect(out).toBe(`To the volumes of shop-test this happens; all others stay as they are:
  put back  shop-test_db_data
  emptied   shop-test_edge_data  (it was not there)
What was stored in them since ${name} is lost
`);
    expect(err).toContain('nobody confirmed that');
  });

  test('keeps copies that another list needs', () => {
    const folder = withBackup();
    const later = '20261124T030000Z';
    folder.write(`backups/.set-aside-${name}`, `stowage-set-aside 1\nvolume edge_data e e.before-${later}\n`);
    folder.write(
      `backups/.set-aside-${later}`,
      `stowage-set-aside 1\nvolume edge_data e e.before-${later}\n`,
    );
    const { status, err } = folder.run(`scripts/restore --forget ${later}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain(`what is named above needs copies of ${later}`);
  });

  test.each(['volume a b', 'rm -rf /', 'volume a b c d'])('trusts no list with the line "%s"', (line) => {
    const folder = withBackup();
    folder.write(`backups/.set-aside-${name}`, `stowage-set-aside 1\n${line}\n`);
    const { err } = folder.run(`scripts/restore --undo ${name}`, { CONFIRM: 'shop-test' });
    expect(err).toContain(`.set-aside-${name} is damaged`);
  });
});
