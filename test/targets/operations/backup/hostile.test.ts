import { describe, expect, test } from 'vitest';
import { unseen } from '../../../../src/model/visible.ts';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { putBackup } from '../../../support/operations-folder.ts';
import { files, manifest, name, quiet, sumsAgain, withBackup } from '../../../support/shop-backup.ts';
import { root, tar } from '../../../support/tar.ts';

const other = '20261122T030000Z';
const signed = '. scripts/common.sh; . scripts/stores.sh; read_backup_keys;';

/** Whatever lies in the folder, with its sum, but the locks; and what runs in it. */
const state = (folder: OperationsFolder) =>
  folder.run(
    'find . ! -name .lock ! -name .drill-lock \\( -type f -exec sha256sum {} + , ! -type f -print \\) | sort -k 2; find .. -name ran',
  ).out;

/** Every way in refuses it whole, in time, and nothing was touched and nothing ran. */
function refused(folder: OperationsFolder, message: string, env = {}): void {
  const before = state(folder);
  for (const line of [`verify-backup ${name}`, `restore ${name}`, `restore-drill ${name}`]) {
    const { status, out, err } = folder.run(`timeout 60 scripts/${line} </dev/null`, {
      CONFIRM: 'shop-test',
      ...env,
    });
    expect({ line, status, err }).toEqual({ line, status: 1, err: expect.stringContaining(message) });
    expect(unseen((out + err).replace(/[\n\t]/g, ''))).toBe(false);
  }
  expect(folder.calls()).not.toMatch(/ (down|stop|rm|up|create|exec) /);
  expect(state(folder)).toBe(before);
}

/** By whoever can write to the backup and has no key: he makes every checksum anew. */
const forged: readonly (readonly [string, string])[] = [
  ['a command of psql in the roles', "echo '\\! touch ran' >>db/roles.sql"],
  ['a program that a statement starts', 'echo "COPY (SELECT 1) TO PROGRAM \'touch ran\';" >>db/roles.sql'],
  ['a superuser of his own', "echo 'CREATE ROLE eve SUPERUSER LOGIN;' >>db/roles.sql"],
  ['a password of his own', 'echo "ALTER ROLE owner PASSWORD \'x\';" >>db/roles.sql'],
  ['another dump', 'printf PGDMPother >db/database.dump'],
  ['a dump that is longer', 'printf more >>db/database.dump'],
  ['other counts', 'printf "public.orders\\t0\\n" >db/counts.tsv'],
  ['another archive, as whole as the first', 'head -c 20480 /dev/zero >edge/volume.tar'],
  ['another compose file in .env', 'echo COMPOSE_FILE=evil.yml >>config/.env'],
  ['another secret', 'echo SECRET_KEY=known >>config/.env'],
  ['a key of his own beside it', 'mkdir -p config && echo key >config/.backup-keys'],
  ['a file more, which the manifest knows', 'echo x >db/more && sed -i "s/^files 8/files 9/" manifest'],
  ['a file less, which the manifest knows', 'rm db/counts.tsv && sed -i "s/^files 8/files 7/" manifest'],
  ['another image', 'sed -i "s/postgres:12.13/postgres:12.13@sha256:0123/" manifest'],
  ['another version', 'sed -i "s/^version .*/version 1.1/" manifest'],
  ['another mode', 'sed -i "s/^mode .*/mode quiesced/" manifest'],
  ['another environment', 'sed -i "s/^environment .*/environment live/" manifest'],
  ['a store less', 'sed -i "/^store edge/d" manifest'],
  ['a base', `sed -i "s/^files/base db ${other} ${'0'.repeat(64)}\\nfiles/" manifest`],
  ['a line that ends otherwise', 'sed -i "s/$/\\r/" manifest'],
  ['another moment', `sed -i "s/^created .*/created ${other}/" manifest`],
  ['sums in another order', 'true'],
];

describe('a backup that was changed, and summed anew, is refused:', () => {
  test.each(forged)('%s', (_, change) => {
    const folder = withBackup();
    expect(
      folder.run(
        `cd backups/${name} && ${change} && ${sumsAgain} && LC_ALL=C sort -r -o SHA256SUMS SHA256SUMS`,
      ).status,
    ).toBe(0);
    refused(folder, `error: the backup ${name} is not what was signed`);
  });

  const strangers: readonly (readonly [string, string, string])[] = [
    [
      'signed by nobody',
      `cd backups/${name}; rm SIGNATURE; sed -i 's/^files 8/files 7/' manifest; ${sumsAgain}`,
      'has no signature',
    ],
    [
      'signed with another key',
      `mv .backup-keys mine; ${signed} draw_backup_key >/dev/null; read_backup_keys; write_sums backups/${name}; sign_backup backups/${name} ${name}; mv mine .backup-keys`,
      'is signed with a key that',
    ],
    [
      'signed with the key of zeros',
      `${signed} backup_keys=(${'0'.repeat(64)}); write_sums backups/${name}; sign_backup backups/${name} ${name}`,
      'is signed with a key that',
    ],
    [
      'an older one under its name',
      `rm -r backups/${name}; mv backups/${other} backups/${name}`,
      'is not what was signed',
    ],
    [
      'an older one under its name, in its own words, too',
      `rm -r backups/${name}; mv backups/${other} backups/${name}; cd backups/${name}; sed -i 's/${other}/${name}/' manifest; ${sumsAgain}`,
      'is not what was signed',
    ],
    [
      'with the signature of another',
      `cp backups/${other}/SIGNATURE backups/${name}; cd backups/${name}; ${sumsAgain}`,
      'is not what was signed',
    ],
    ['with an empty signature', `cd backups/${name}; : >SIGNATURE; ${sumsAgain}`, 'is not what was signed'],
    [
      'with a signature of zeros',
      `cd backups/${name}; sed -i 's/[0-9a-f]\\{64\\}/${'0'.repeat(64)}/' SIGNATURE; ${sumsAgain}`,
      'is not what was signed',
    ],
    [
      'with a signature and more behind it',
      `cd backups/${name}; sed -i 's/$/ more/' SIGNATURE; ${sumsAgain}`,
      'is not what was signed',
    ],
    ['with a signature of 64 MB', `cd backups/${name}; truncate -s 64M SIGNATURE`, 'is not what was signed'],
    [
      'with a link for a signature',
      `cd backups/${name}; mv SIGNATURE ../../s; ln -s ../../s SIGNATURE`,
      'is not what was signed',
    ],
    [
      'with a pipe for a signature',
      `cd backups/${name}; rm SIGNATURE; mkfifo SIGNATURE`,
      'is not what was signed',
    ],
    [
      'with a folder for a signature',
      `cd backups/${name}; rm SIGNATURE; mkdir SIGNATURE`,
      'is not what was signed',
    ],
    [
      'with two sums of the signature',
      `cd backups/${name}; sed -n /SIGNATURE/p SHA256SUMS >more; cat more >>SHA256SUMS; rm more`,
      'holds 8 files, its checksums name 8',
    ],
    [
      'with a link for a manifest',
      `cd backups/${name}; mv manifest ../m; ln -s ../m manifest`,
      'is not what was signed',
    ],
    [
      'with a link for its sums',
      `cd backups/${name}; mv SHA256SUMS ../s; ln -s ../s SHA256SUMS`,
      'is not what was signed',
    ],
  ];
  test.each(strangers)('one %s', (_, change, message) => {
    const folder = withBackup();
    putBackup(folder, other, manifest.replace(name, other), files);
    expect(folder.run(change).err).toBe('');
    refused(folder, message);
  });
});

describe('a backup that its own operator vouches for is refused:', () => {
  const malformed: readonly (readonly [string, string, string])[] = [
    ['a link in it', 'ln -s /etc/shadow db/link', 'neither a file nor a folder'],
    ['a pipe in it', 'mkfifo db/pipe', 'neither a file nor a folder'],
    [
      'a file that clears the screen, with another sum',
      `mv db/counts.tsv $'db/\\e[2J\\u202e'; ${sumsAgain.replace('AGAIN', '')}; echo x >>$'db/\\e[2J\\u202e'`,
      'are not what was saved',
    ],
    ['a manifest that clears the screen', `echo $'\\e[2J\\xc2\\x9b31m stack' >>manifest`, 'line 13 of'],
    ['a version that clears the screen', `sed -i $'s/^version .*/version \\e[2J/' manifest`, 'line 6 of'],
    [
      'a sum of a file elsewhere',
      "sed -i 's#./db/roles.sql#./../../.env#' SHA256SUMS",
      'points out of its folder',
    ],
    ['a command among the sums', "echo '$(touch ran)' >>SHA256SUMS", 'SHA256SUMS is damaged'],
    [
      'a line of 3 MB among the sums',
      `head -c 3000000 /dev/zero | tr '\\0' x >>SHA256SUMS`,
      'SHA256SUMS is damaged',
    ],
    ['sums of 64 MB', 'truncate -s 64M SHA256SUMS', 'SHA256SUMS is longer than the names of its files'],
    ['a manifest with a command', "sed -i 's/^mode .*/mode $(touch ran)/' manifest", 'line 7 of'],
    ['a manifest with a key that nobody knows', "echo 'run touch ran' >>manifest", 'line 13 of'],
    ['a manifest that says a thing twice', "echo 'stack shop' >>manifest", 'line 13 of'],
    ['a manifest that names a store twice', "echo 'store db 9' >>manifest", 'line 13 of'],
    ['a manifest with a zero byte', "printf 'stack shop\\0\\n' >>manifest", 'line 13 of'],
    [
      'a manifest with a line of 3 MB',
      'head -c 3000000 /dev/zero | tr "\\0" x >>manifest',
      'manifest has more than 256 KiB',
    ],
    [
      'a manifest of a million lines',
      'yes "image a b" | head -n 1000000 >>manifest',
      'manifest has more than 256 KiB',
    ],
    [
      'a manifest of twenty thousand lines',
      'yes "image a b" | head -n 20000 >>manifest',
      'manifest has more than 2000 lines',
    ],
    ['a base that leads elsewhere', `echo 'base db ../../../etc ${'0'.repeat(64)}' >>manifest`, 'line 13 of'],
    [
      'a base with a command for a store',
      `echo 'base $(touch\${IFS}ran) ${other} ${'0'.repeat(64)}' >>manifest`,
      'line 13 of',
    ],
    ['a store with a path for a name', "sed -i 's#^store edge#store ../../edge#' manifest", 'line 11 of'],
    [
      'a folder for a manifest of another',
      "sed -i 's/^created .*/created 20200101T000000Z/' manifest; AGAIN",
      'says that it is 20200101T000000Z',
    ],
  ];
  test.each(malformed)('%s', (_, change, message) => {
    const folder = withBackup();
    expect(folder.run(`cd backups/${name}; ${change.replace('AGAIN', sumsAgain)}`).err).toBe('');
    refused(folder, message, { UNSIGNED: name });
  });

  test.each([
    [
      'leads out of its volume',
      tar([root, { name: '../x', content: 'x' }]),
      'a member leads out of the volume: ../x',
    ],
    ['holds a device', tar([root, { name: './sda', type: '4' }]), 'a member is a device: ./sda'],
    [
      'holds more than its counts say',
      tar([root, { name: './x', content: 'x' }]),
      'volume.tar does not hold what',
    ],
  ])('its archive %s', (_, archive, message) => {
    refused(withBackup({ files: { 'edge/volume.tar': archive } }), message);
  });

  test('a file that is privileged comes back, and its privilege does not', () => {
    const archive = tar([root, { name: './x', mode: '0004755\0', content: 'x' }]);
    const answers = `'run --rm --interactive --name shop-test-helper '*'; done; :') ;;
'run --rm --interactive --name shop-test-helper '*) cat >/dev/null; exit 98 ;;\n${quiet}`;
    const folder = withBackup({
      answers,
      files: { 'edge/volume.tar': archive, 'edge/counts.tsv': 'files\t1\nbytes\t1\n' },
    });
    const { err } = folder.run(
      `${signed} drill=d backup=${name}; volume_image() { echo caddy; }; empty_volume() { :; }; docker() { [ "$1" = volume ] || command docker "$@"; }
      check_archive backups/${name} edge edge edge_data; load_archive backups/${name} edge edge edge_data`,
    );
    expect(err).toContain('warning: ');
    expect(err).toContain('they come back without it');
    expect(folder.calls()).toContain(
      `; done; tar -xf - -C /volume; find /volume -xdev -type f \\( -perm -4000 -o -perm -2000 \\) -exec chmod u-s,g-s {} +; sync\n`,
    );
  });
});
