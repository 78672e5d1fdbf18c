import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canBeAnother, drawn, nobody, open, shopWithSecret } from '../../../support/another-user.ts';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { putBackup } from '../../../support/operations-folder.ts';
import { files, manifest, name } from '../../../support/shop-backup.ts';

const as = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups bash -c`;
const swap = `for one in .lock .env.new.aaaaaa .env.new .env.tmp .backup-keys .backup-keys.new; do ln -sfn "$HOME/victim/file" $one; done
rm -f backups; ln -sn "$HOME/victim" backups; rm backups; mkdir backups; rmdir backups`;
const swapInside = `for one in .drill-lock .schedule.log .last-backup .last-backup.new .last-drill .set-aside-20261128T000000Z .unfinished-restore .unfinished-networks.new .known-volumes.new .partial-x .partial-removed-1; do
ln -sfn "$HOME/victim/file" backups/$one; done
mv backups/${name} backups/his; ln -s "$HOME/victim" backups/${name}; rm backups/${name}; mv backups/his backups/${name}
ln -sfn "$HOME/victim" backups/20991231T000000Z`;

const lines = [
  'scripts/backup',
  'CONFIRM=shop-test scripts/restore latest',
  `scripts/verify-backup ${name}`,
  `scripts/restore-drill ${name}`,
  'scripts/offsite fetch latest',
  'scripts/scheduled --log backup',
  'scripts/prune-backups',
  'scripts/schedule install --cron',
  'scripts/firewall install',
  'scripts/init-env',
  `rm -f .env; scripts/init-env ${name}`,
];

/** A folder with a backup, beside what nobody may change or get to know by way of it. */
function beside() {
  const offsite = { image: 'restic/restic:0.18.1' };
  const folder = open(
    shopWithSecret({ schedule: { at: '03:00', keepDays: 14, offsite } }),
    `*snapshots*) echo '[{"tags":["${name}"],"short_id":"0abcdef"}]' ;;
*stats*) echo '{"total_size":10}' ;;
*' restore '*) cp -r saved/. backups/.partial-*/ ;;
'run '*restic*) ;;
`,
  );
  const keys = ['DB_PASSWORD', 'RESTIC_PASSWORD', 'OFFSITE_S3_ACCESS_KEY_ID', 'OFFSITE_S3_SECRET_ACCESS_KEY'];
  const secrets = keys.map((key) => `${key}=${drawn}\n`).join('');
  folder.write('.env', `OFFSITE_REPOSITORY=s3:https://s3.example.com/shop\n${secrets}`);
  putBackup(folder, name, manifest, { ...files, 'config/.env': `DB_PASSWORD=${drawn}\n` });
  folder.run(
    `cp -r backups/${name} saved; chmod 700 backups saved; mkdir -m 755 ../victim; echo precious >../victim/file; mkdir -m 755 ../dest ../dest/run`,
  );
  return folder;
}

const victim = (folder: OperationsFolder) =>
  folder.run('cd ../victim && find . -printf "%P %m %U %s\\n" | sort && cat file').out;

/** What the other user can read of what is secret. */
const leaked = (folder: OperationsFolder) =>
  folder.run(`${as} 'grep -rlE "${drawn}|PGDMP" "$HOME" --exclude-dir=bin' 2>/dev/null`).out;

/** Whether the other user came to do anything there. */
const left = (folder: OperationsFolder) => folder.run(`find . -user ${nobody}`).out !== '';

/** Runs lines while another user does something again and again. */
function during(folder: OperationsFolder, what: string, these: readonly string[]) {
  const home = join(folder.path, '..');
  folder.write(
    '../swapping',
    `cd "$HOME/the folder"\nwhile [ "$SECONDS" -lt 30 ]; do\n${what}\nsleep 0.01\ndone 2>/dev/null\n`,
  );
  const other = spawn('bash', ['-c', `exec ${as} '. "$HOME/swapping"'`], {
    env: { ...process.env, HOME: home },
    stdio: 'ignore',
  });
  try {
    folder.run('sleep 0.1');
    return these.map((line) =>
      folder.run(`umask 000; ${line}`, { DESTDIR: join(home, 'dest'), TMPDIR: join(home, 'tmp') }),
    );
  } finally {
    other.kill('SIGKILL');
  }
}

describe.skipIf(!canBeAnother)('another user who exchanges what a script looks at', () => {
  test.each([
    ['this folder', 'chmod 777 .', '.'],
    ['this folder, and everybody keeps his own there', 'chmod 1777 .', '.'],
    ['the folder around it', 'chmod 777 ..', '..'],
  ])('is refused where everybody may write into %s', (_, change, open) => {
    const folder = beside();
    folder.run(change);
    const before = victim(folder);
    const path = join(folder.path, open);
    for (const { status, err } of during(folder, open === '.' ? swap : ':', lines))
      expect({ status, err }).toEqual({
        status: 1,
        err: `error: everybody on this host may write into ${path}, and so put other files in the place of those of ${folder.path}
       run: chmod o-w ${path.replace('the folder', 'the\\ folder')}; then make doctor names what others left in ${folder.path}\n`,
      });
    expect(left(folder)).toBe(open === '.');
    expect(victim(folder)).toBe(before);
    expect(leaked(folder)).toBe('');
    expect(folder.calls()).not.toMatch(/pg_dump| up | run /);
  });

  test('is refused where everybody may exchange the link by which the folder is called', () => {
    const folder = beside();
    folder.run('mkdir -m 777 ../links; ln -s "$PWD" ../links/here');
    const { status, err } = folder.run('cd ../links/here && scripts/backup');
    expect({ status, err }).toMatchObject({
      status: 1,
      err: expect.stringContaining(`may write into ${join(folder.path, '../links')}, and so`),
    });
  });

  test.each(['schedule install --cron', 'firewall install'])('has nothing run for him later: %s', (line) => {
    const folder = beside();
    const { status, err } = folder.run(`chmod 666 Makefile; scripts/${line}`, {
      DESTDIR: join(folder.path, '../dest'),
    });
    expect({ status, err }).toMatchObject({
      status: 1,
      err: expect.stringMatching(
        /^error: everybody on this host may change what .* would run here, as \.\/Makefile\n {7}make doctor names/,
      ),
    });
  });

  test('exchanges nothing where he may write beside the folder, and moves nothing of others', () => {
    const folder = beside();
    folder.run('chmod 1777 ..');
    const before = victim(folder);
    const around = 'mv "$HOME/the folder" "$HOME/his"; ln -sfn "$HOME/victim" "$HOME/the folder.new"';
    for (const { status, err } of during(folder, around, lines))
      expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(victim(folder)).toBe(before);
    expect(leaked(folder)).toBe('');
  });

  test.each(lines.filter((line) => !/install|-env$/.test(line)))(
    'in a folder of backups that was open exchanges nothing any more: %s',
    (line) => {
      const folder = beside();
      folder.run('chmod 777 backups; chmod -R go= backups/*');
      const before = victim(folder);
      const [{ status, err } = { status: 97, err: '' }] = during(folder, swapInside, [line]);
      if (status !== 0) expect(err).toMatch(/^error: .*\bbackups?\b.*\n {7}\S/);
      expect(left(folder)).toBe(true);
      expect(folder.run('stat -c %a backups').out).toBe('700\n');
      expect(victim(folder)).toBe(before);
      expect(leaked(folder)).toBe('');
    },
  );
});

describe.skipIf(!canBeAnother)('what another user left there while it was open', () => {
  const planted = (link: string, line: string, target = '../victim/file') => {
    const folder = beside();
    folder.run(`ln -sfn "$(realpath ${target})" ${link}; chown -h ${nobody} ${link}`);
    const before = victim(folder);
    const { status, err } = folder.run(line, { DESTDIR: join(folder.path, '../dest') });
    expect(victim(folder)).toBe(before);
    return { status, err: err.replaceAll(folder.path, '<here>') };
  };
  const fine = { status: 0, err: '' };

  test.each([
    ['.env.new.aaaaaa', 'echo DB_PASSWORD= >.env; scripts/init-env'],
    ['.env.tmp', 'echo DB_PASSWORD= >.env; scripts/init-env'],
    ['.backup-keys.new.aaaaaa', 'rm .backup-keys; scripts/init-env'],
    [
      '../dest/.shop-test-backup.new',
      'ln -s ../dest ../dest/etc; ln -s . ../dest/cron.d; scripts/schedule install --cron',
    ],
    [
      '../dest/shop-test-firewall.nft.new',
      'ln -s . ../dest/var; ln -s . ../dest/lib; scripts/firewall install',
    ],
  ])('is not followed: %s', (link, line) => expect(planted(link, line)).toEqual(fine));

  const plain = (file: string) => ({
    status: 1,
    err: `error: <here>/${file} is no plain file, and these scripts keep one there\n       see what it is, then move it away: ls -l ${file}\n`,
  });
  test.each([
    ['.lock', 'scripts/backup', plain('.lock')],
    ['backups/.schedule.log', 'scripts/scheduled --log backup', plain('backups/.schedule.log')],
    ['backups/.partial-removed-1', 'scripts/prune-backups', plain('backups/.partial-removed-1')],
    ['backups/.drill-lock', `scripts/restore-drill ${name}`, plain('backups/.drill-lock')],
    ['backups/.unfinished-networks.new', 'scripts/backup', plain('backups/.unfinished-networks.new')],
    [
      '../dest/run/shop-test-firewall.lock',
      'scripts/firewall install',
      { status: 1, err: expect.stringContaining('is no plain file') },
    ],
    [
      '.backup-keys',
      'scripts/backup',
      {
        status: 1,
        err: 'error: .backup-keys is not a file of keys\n       put back the one that is kept elsewhere\n',
      },
    ],
    [
      '.env',
      'scripts/init-env',
      { status: 1, err: 'error: .env is a symbolic link\n       put a file in its place\n' },
    ],
  ])('is refused: %s', (link, line, said) => {
    expect(planted(link, line)).toEqual(said);
  });

  test('is no backup, though the signature holds behind the link', () => {
    expect(planted('backups/20991231T000000Z', 'scripts/verify-backup latest', 'saved')).toEqual({
      status: 1,
      err: `error: <here>/backups/20991231T000000Z belongs to nobody (65534), who is neither you nor the owner of <here>
       find out who made it; if it is yours: chown -h root backups/20991231T000000Z\n`,
    });
  });
});

describe.skipIf(!canBeAnother)('a folder of backups that another user put there is refused', () => {
  const refused = (folder: OperationsFolder) => {
    const { status, err } = folder.run('scripts/backup');
    expect({ status, err }).toEqual({
      status: 1,
      err: `error: ${folder.path}/backups belongs to nobody (65534), who is neither you nor the owner of ${folder.path}
       find out who made it; if it is yours: chown -h root backups\n`,
    });
    expect(folder.calls()).not.toContain('pg_dump');
  };

  test('as a folder', () => {
    const folder = open(shopWithSecret());
    folder.run(`mkdir backups; chown ${nobody} backups`);
    refused(folder);
  });

  test('as a link', () => {
    const folder = open(shopWithSecret());
    folder.run(`mkdir ../his; ln -s ../his backups; chown -h ${nobody} backups ../his`);
    refused(folder);
    expect(folder.run('ls -A ../his').out).toBe('');
  });

  test("while the operator's own link is taken", () => {
    const folder = open(shopWithSecret());
    folder.run('mkdir ../disk; ln -s ../disk backups');
    expect(folder.run('scripts/backup')).toMatchObject({ status: 0, err: '' });
    expect(folder.run('ls ../disk/*/manifest').status).toBe(0);
  });
});
