import { describe, expect, test } from 'vitest';
import { images, manifest, name, quiet, withBackup } from '../support/shop-backup.ts';

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
      manifest.replace('store edge 10240\n', '').replace('\nstore edge 10240', ''),
      'has nothing of the store edge',
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

  test('says which variables of .env changed, and not to what', () => {
    const folder = withBackup({ files: { 'config/.env': 'GREETING=before\nSECRET=abc\n' } });
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

  test.each(['volume a b', 'rm -rf /', 'volume a b c d'])('trusts no list with the line "%s"', (line) => {
    const folder = withBackup();
    folder.write(`backups/.set-aside-${name}`, `stowage-set-aside 1\n${line}\n`);
    const { err } = folder.run(`scripts/restore --undo ${name}`, { CONFIRM: 'shop-test' });
    expect(err).toContain(`.set-aside-${name} is damaged`);
  });
});
