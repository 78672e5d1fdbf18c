import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifest, name, quiet, withBackup } from '../../../support/shop-backup.ts';

describe('verify-backup', () => {
  test('takes a whole backup, named or the newest', () => {
    const folder = withBackup();
    const { status, out, err } = folder.run('scripts/verify-backup');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^20261123T030000Z is whole: 8 files, [\d.]+ KiB, shop 1\.0 in test\.\n$/);
    expect(folder.run(`scripts/verify-backup ${name}`).status).toBe(0);
    expect(folder.run('scripts/verify-backup', { BACKUP: name }).status).toBe(0);
  });

  test.each([
    [
      'a flipped byte',
      `printf X | dd of=backups/${name}/db/database.dump bs=1 seek=3 conv=notrunc status=none`,
      'files of backups/20261123T030000Z are not what was saved',
    ],
    [
      'a file too many',
      `touch backups/${name}/db/more`,
      'holds 9 files, its checksums name 8, its manifest says 8',
    ],
    [
      'a file too few',
      `rm backups/${name}/db/roles.sql`,
      'holds 7 files, its checksums name 8, its manifest says 8',
    ],
    [
      'a sum too few',
      `sed -i '/roles.sql/d' backups/${name}/SHA256SUMS`,
      'holds 8 files, its checksums name 7, its manifest says 8',
    ],
    [
      'a sum twice',
      `sed -i '/roles.sql/{p}' backups/${name}/SHA256SUMS`,
      'holds 8 files, its checksums name 8, its manifest says 8',
    ],
    [
      'a sum of a file elsewhere',
      `sed -i 's#./db/roles.sql#./../../../.env#' backups/${name}/SHA256SUMS`,
      'points out of its folder',
    ],
    ['a line that is no sum', `echo 'rm -rf /' >>backups/${name}/SHA256SUMS`, 'SHA256SUMS is damaged'],
    ['no manifest', `rm backups/${name}/manifest`, 'is not a complete backup'],
  ])('refuses %s', (_, damage, message) => {
    const folder = withBackup();
    expect(folder.run(damage).status).toBe(0);
    expect(folder.run(`scripts/verify-backup ${name}`).status).toBe(1);
    // Whoever is told to take it, although the signature is not its own, finds the damage all the same.
    const { status, err } = folder.run(`scripts/verify-backup ${name}`, { UNSIGNED: name });
    expect(status).toBe(1);
    expect(err).toContain(message);
  });

  test('refuses a link, whatever it points at', () => {
    const folder = withBackup();
    symlinkSync('/etc/passwd', join(folder.path, `backups/${name}/db/link`));
    expect(folder.run('scripts/verify-backup').err).toContain('neither a file nor a folder');
  });

  test.each([
    [
      'another format',
      manifest.replace('stowage-backup 1', 'stowage-backup 2'),
      'does not begin with "stowage-backup 1"',
    ],
    ['an unknown key', `${manifest}\nrun touch ran`, 'line 12 of'],
    ['a command for a value', manifest.replace('mode online', 'mode $(touch ran)'), 'line 7 of'],
    ['a key twice', `${manifest}\nstack shop`, 'line 12 of'],
    ['a key too few', manifest.replace('mode online\n', ''), 'lacks the line "mode"'],
    [
      'a name of its own',
      manifest.replace(`created ${name}`, 'created 20200101T000000Z'),
      'says that it is 20200101T000000Z',
    ],
  ])('refuses a manifest with %s, and runs nothing of it', (_, text, message) => {
    const folder = withBackup({ manifest: text });
    const { status, err } = folder.run('scripts/verify-backup');
    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(folder.run('[ ! -e ran ] && [ ! -e backups/ran ]').status).toBe(0);
  });

  test('names every store that cannot be read', () => {
    const answers = quiet.replace('cat >/dev/null', 'exit 1');
    const { status, err } = withBackup({ answers, files: { 'edge/volume.tar': 'not a tar' } }).run(
      'scripts/verify-backup',
    );
    expect(status).toBe(1);
    expect(err).toContain(`backups/${name}/db/database.dump: pg_restore cannot read it`);
    expect(err).toContain(
      `backups/${name}/edge/volume.tar is not what a backup writes: it is not a whole tar`,
    );
  });

  test.each(['../../etc', 'x', '20261123T030000', '-rf', ''])('refuses the name "%s"', (wrong) => {
    const { status, err } = withBackup().run(`scripts/verify-backup "$WRONG"`, { WRONG: wrong, BACKUP: 'x' });
    expect(status).toBe(1);
    expect(err).toContain('is not the name of a backup');
  });
});
