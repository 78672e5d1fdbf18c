import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { said, variable } from '../../../support/model.ts';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { operationsFolder, putBackup } from '../../../support/operations-folder.ts';
import { runningShop } from '../../../support/running-shop.ts';
import { shop } from '../../../support/shop.ts';
import { files, manifest, name } from '../../../support/shop-backup.ts';

const nobody = 65534;
const canBeAnother = process.getuid?.() === 0 || process.env.CI !== undefined;
const drawn = 'd0'.repeat(16);

/** What somebody else can read of what is below a folder, asked as somebody else. */
const look = `{ setpriv --reuid=${nobody} --regid=${nobody} --clear-groups find "$HOME" -readable ! -path '*/bin/*' -printf '%y %P\\n' 2>/dev/null </dev/null || true; }`;

/** A system that runs; before each answer another user looks around. */
const answers = `*) ${look} >>"$HOME/seen" ;;&\n${runningShop}`;

const model = (over: Partial<StackModel> = {}) =>
  shop({
    variables: [variable({ kind: 'secret', name: 'DB_PASSWORD', group: said('Secrets'), bytes: 16 })],
    ...over,
  });

/** A folder where another user may enter, and keep temporary files. */
function open(stack: StackModel, more = ''): OperationsFolder {
  const folder = operationsFolder(stack, `${more}${answers}`);
  folder.write('.env', `GREETING=hello\nDB_PASSWORD=${drawn}\n`);
  folder.run('chmod 755 .. .; chmod 600 .env; mkdir -m 1777 ../tmp; chmod -R go+rX scripts');
  return folder;
}

const shown = (text: string) => [...new Set(text.split('\n').filter((line) => line !== ''))].sort();

/**
 * Runs a line while another user looks at each call of docker, when files are half written, and all the time besides: what
 * he can read then and could not before, and how it ended.
 */
async function watched(folder: OperationsFolder, line: string) {
  const env = { TMPDIR: join(folder.path, '../tmp') };
  folder.write('../seen', '');
  const before = shown(folder.run(look).out);
  const home = join(folder.path, '..');
  const poll = spawn('bash', ['-c', `while :; do ${look}; done`], { env: { ...process.env, HOME: home } });
  let polled = '';
  poll.stdout.on('data', (text: Buffer) => {
    polled += text;
  });
  await once(poll.stdout, 'data');
  const child = spawn('bash', ['-c', line], {
    cwd: folder.path,
    env: { PATH: `${home}/bin:${process.env.PATH ?? ''}`, HOME: home, ...env },
  });
  let err = '';
  child.stderr.on('data', (text: Buffer) => {
    err += text;
  });
  const [status] = await once(child, 'close');
  poll.kill('SIGKILL');
  const seen = shown(folder.read('../seen'));
  return {
    status,
    err,
    looked: seen.length > 0,
    shown: shown(`${polled}${seen.join('\n')}`).filter((one) => !before.includes(one)),
  };
}

const safely = { status: 0, err: '', looked: true, shown: [] };

describe.skipIf(!canBeAnother)('another user reads and lists nothing', () => {
  test('while a backup is made, with a key that is drawn for it', async () => {
    const folder = open(model());
    expect(await watched(folder, 'umask 000; scripts/backup')).toEqual(safely);
    expect(folder.run('ls backups/*/config/.env backups/*/db/roles.sql .backup-keys').status).toBe(0);
  });

  test('while one is made where the folder of backups was open', async () => {
    const folder = open(model());
    folder.run('mkdir -m 777 backups');
    expect(await watched(folder, 'umask 000; scripts/backup')).toEqual(safely);
    expect(folder.run('stat -c %a backups backups/2*').out).toBe('700\n700\n');
  });

  test('while the schedule makes one, and writes its log', async () => {
    const folder = open(model());
    expect(await watched(folder, 'umask 000; scripts/scheduled --log backup')).toEqual(safely);
    expect(folder.read('backups/.schedule.log')).toContain('is complete');
  });

  test.each([
    ['is verified', `scripts/verify-backup ${name}`, true],
    ['is rehearsed', 'scripts/restore-drill latest', true],
    ['gives its .env', `rm .env; scripts/init-env ${name}`, false],
  ])('while a backup %s', async (_, line, looked) => {
    const folder = open(model());
    putBackup(folder, name, manifest, { ...files, 'config/.env': `DB_PASSWORD=${drawn}\n` });
    folder.run('chmod 700 backups');
    expect(await watched(folder, `umask 000; ${line}`)).toEqual({ ...safely, looked });
  });

  test('while one is fetched whose files everybody may read where they lie', async () => {
    const offsite = { image: 'restic/restic:0.18.1' };
    const folder = open(
      model({ schedule: { at: '03:00', keepDays: 14, offsite } }),
      `*snapshots*) echo '[{"tags":["${name}"],"short_id":"0abcdef"}]' ;;
*stats*) echo '{"total_size":10}' ;;
*' restore '*) cp -r saved/. backups/.partial-*/; chmod -R 777 backups/.partial-*; ${look} >>"$HOME/seen" ;;
'run '*restic*) ;;
`,
    );
    putBackup(folder, name, manifest, files);
    folder.run(`mv backups/${name} saved; rmdir backups; chmod 700 saved`);
    folder.write(
      '.env',
      `OFFSITE_REPOSITORY=s3:https://s3.example.com/shop\nRESTIC_PASSWORD=${drawn}
OFFSITE_S3_ACCESS_KEY_ID=${drawn}\nOFFSITE_S3_SECRET_ACCESS_KEY=${drawn}\n`,
    );
    expect(await watched(folder, 'umask 000; scripts/offsite fetch latest')).toEqual(safely);
    expect(folder.run(`stat -c %a backups backups/${name}`).out).toBe('700\n700\n');
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
    const folder = open(model());
    folder.run(`mkdir backups; chown ${nobody} backups`);
    refused(folder);
  });

  test('as a link', () => {
    const folder = open(model());
    folder.run(`mkdir ../his; ln -s ../his backups; chown -h ${nobody} backups ../his`);
    refused(folder);
    expect(folder.run('ls -A ../his').out).toBe('');
  });

  test("while the operator's own link is taken", () => {
    const folder = open(model());
    folder.run('mkdir ../disk; ln -s ../disk backups');
    expect(folder.run('scripts/backup')).toMatchObject({ status: 0, err: '' });
    expect(folder.run('ls ../disk/*/manifest').status).toBe(0);
  });
});

test('no program gets a secret that it does not need, in its arguments or its environment', () => {
  const folder = open(model());
  const spied =
    'tar gzip awk sed cp mv find stat sha256sum sort cut head grep df sync flock chmod mkdir date od tr cat';
  for (const program of spied.split(' '))
    folder.write(
      `../bin/${program}`,
      `#!/bin/bash\n{ printf '%s\\n' ${program} "$@"; declare -x; } >>"$HOME/spied"\nPATH=\${PATH#*:} exec ${program} "$@"\n`,
    );
  folder.run('/bin/chmod +x ../bin/*');
  expect(folder.run('scripts/backup && scripts/verify-backup latest')).toMatchObject({ status: 0, err: '' });
  const seen = folder.read('../spied') + folder.calls();
  expect(seen).toContain('sha256sum\n');
  expect(seen).not.toContain(drawn);
  expect(seen).not.toContain(folder.read('.backup-keys').trim());
});
