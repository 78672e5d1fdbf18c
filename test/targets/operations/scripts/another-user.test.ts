import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mirror } from '../../../../constructs/blocks/minio/backup.ts';
import {
  canBeAnother,
  drawn,
  entered,
  look,
  open,
  shopWithSecret,
  watched,
} from '../../../support/another-user.ts';
import { ago, clickhouseShop, put, zip } from '../../../support/clickhouse-shop.ts';
import { host } from '../../../support/old-shop.ts';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { putBackup } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { files, manifest, name } from '../../../support/shop-backup.ts';
import { one, page } from '../runbook/pages.ts';

const offsite = { image: 'restic/restic:0.18.1' };
const scheduled = { schedule: { at: '03:00' as const, keepDays: 14, offsite } };

/** Off site lies what the folder `saved` holds, for everybody to read. */
const restic = `*snapshots*) [ ! -d saved ] || echo '[{"tags":["${name}"],"short_id":"0abcdef"}]' ;;
*stats*) echo '{"total_size":10}' ;;
*' restore '*) cp -r saved/. backups/.partial-*/; chmod -R 777 backups/.partial-*; ${look} >>"$HOME/seen" ;;
'run '*restic*) ${look} >>"$HOME/seen" ;;
`;
const withOffsite = () => {
  const folder = open(shopWithSecret(scheduled), restic);
  const line = (key: string) => `${key}=${drawn}\n`;
  const keys = ['RESTIC_PASSWORD', 'OFFSITE_S3_ACCESS_KEY_ID', 'OFFSITE_S3_SECRET_ACCESS_KEY'].map(line);
  folder.write('.env', `OFFSITE_REPOSITORY=s3:https://s3.example.com/shop\n${keys.join('')}`);
  return folder;
};

const withBackup = (folder = open(shopWithSecret())) => {
  putBackup(folder, name, manifest, { ...files, 'config/.env': `DB_PASSWORD=${drawn}\n` });
  folder.run('chmod 700 backups');
  return folder;
};

const sentAway = () => {
  const folder = withBackup(withOffsite());
  folder.run(`mkdir -m 700 saved; mv backups/${name}/* saved; rm -r backups`);
  return folder;
};

/** A bucket whose client writes for everybody to read, whatever the umask of who started it. */
const withBucket = () => {
  const { services, stores } = shop();
  const bucket = { path: 'shop-test/core/files', name: 'files', service: 'db', method: mirror, volumes: [] };
  return open(
    shopWithSecret({ services, stores: [...stores, { ...bucket, words: ['photos', 'migrate', 'local'] }] }),
    `*' mirror '*' local/photos '*) said=$*; to=\${said#*--volume }; to=\${to%%:/backup*}
  (umask 000; mkdir "$to/deep"; echo object >"$to/deep/object"); ${look} >>"$HOME/seen" ;;
*' du --json '*) echo '{"size":7,"objects":1}' ;;
*' mirror '* | *' run '*migrate) ${look} >>"$HOME/seen" ;;
`,
  );
};

/** ClickHouse, with a base for the next backup. */
const withEvents = () => {
  const folder = open(
    clickhouseShop(7),
    `'inspect '*) echo 'events clickhouse:22.8' ;;
*'bytes_on_disk'*) echo 1 ;;
*' df -Pk '*) printf '%s\\n' head 'x 1 1 99999999 1% /' ;;
*' stat -c %s '*) echo ${zip('new').length} ;;
*' cat /backups/'*) printf '${zip('new').replaceAll('\0', '\\0')}' ;;
*'SHOW CREATE DATABASE'*) printf 'CREATE DATABASE d\\nENGINE = Atomic\\n' ;;
*' sh -c umask 022'*) cat >/dev/null ;;
*clickhouse-client*create_table_query*) printf 'a\\tMergeTree\\trows\\tCREATE TABLE d.a (id UInt64)\\n' ;;
*clickhouse-client*'system.parts'*) printf 'a\\tMergeTree\\t3\\n' ;;
*clickhouse-client*) cat >/dev/null ;;
*' sh -c rm -rf'*) ;;
`,
  );
  put(folder, ago(1));
  folder.run('chmod 700 backups');
  return folder;
};

const adopted = () => {
  const { folder } = host({ variables: shopWithSecret().variables });
  folder.run('chmod 700 ../vols');
  return entered(folder);
};

/** The line of the runbook that draws a new key for the signatures. */
const rotation = (language: string) =>
  page(one(shop()), `README${language}.md`).match(/^.*urandom.*\.backup-keys\)?$/m)?.[0] ?? 'false';

const confirm = 'CONFIRM=shop-test';

/** What happens meanwhile, the line that does it, where, and whether no call of docker is looked in at. */
type Run = readonly [string, string, () => OperationsFolder, 'polled only'?];

const runs: readonly Run[] = [
  ['a backup is made, with a key that is drawn for it', 'scripts/backup', () => open(shopWithSecret())],
  ['objects are saved and brought back', `scripts/backup && ${confirm} scripts/restore latest`, withBucket],
  [
    'a database of ClickHouse is saved on a base and brought back',
    `scripts/backup && ${confirm} scripts/restore latest`,
    withEvents,
  ],
  [
    'the schedule makes one, and writes its log',
    'scripts/scheduled --log backup',
    () => open(shopWithSecret()),
  ],
  ['one is verified', `scripts/verify-backup ${name}`, withBackup],
  ['one is rehearsed', 'scripts/restore-drill latest', withBackup],
  [
    'one is restored, and that undone',
    `${confirm} scripts/restore ${name} && at=(backups/.set-aside-*) && at=\${at#*aside-} && ${confirm} scripts/restore --undo "$at" && ${confirm} scripts/restore --forget "$at"`,
    withBackup,
  ],
  ['one gives its .env', `rm .env; scripts/init-env ${name}`, withBackup, 'polled only'],
  [
    '.env is completed',
    'echo DB_PASSWORD= >.env; rm -f .backup-keys; scripts/init-env',
    withBackup,
    'polled only',
  ],
  ['one is sent off site', 'scripts/offsite init && scripts/offsite send', () => withBackup(withOffsite())],
  ['one is fetched whose files everybody may read where they lie', 'scripts/offsite fetch latest', sentAway],
  ['a secret gets another value', `${confirm} scripts/rotate DB_PASSWORD`, withBackup],
  ['all is upgraded', 'scripts/upgrade --force', () => open(shopWithSecret())],
  [
    'all goes back to the release before',
    `scripts/upgrade --force && echo '# later' >>Makefile && ${confirm} scripts/rollback`,
    () => open(shopWithSecret()),
  ],
  ['a job runs, and all is started', 'scripts/run-job migrate && scripts/start web', withBackup],
  [
    'the data of another project are adopted',
    `${confirm} scripts/adopt old-shop && ${confirm} scripts/destroy`,
    adopted,
    'polled only',
  ],
  [
    'timers are installed',
    'export DESTDIR=$PWD/../host; scripts/schedule install --cron && scripts/schedule install --systemd && scripts/schedule remove',
    withBackup,
    'polled only',
  ],
  [
    'somebody asks how it is',
    'for one in doctor backups releases check-backup disk-usage "prune-backups" "compose ps"; do scripts/$one; done 2>/dev/null; true',
    withBackup,
  ],
  ['a key is drawn by the line of the runbook', rotation(''), withBackup, 'polled only'],
  ['a key is drawn by that of the other language', rotation('.id'), withBackup, 'polled only'],
];

/** What keeps nothing that is a secret, and why. */
const keepsNothing: Readonly<Record<string, string>> = {
  'smoke-test': 'it asks, and writes no file',
  plan: 'it asks, and writes no file',
  drift: 'it asks, and writes no file',
  firewall: 'what it writes holds addresses and ports, and is for everybody to read',
};

describe.skipIf(!canBeAnother)('another user reads and lists nothing', () => {
  const cases = runs.map(([what, line, where, polled]) => ({ what, line, where, polled }));
  test.each(cases)('while $what', async ({ line, where, polled }) => {
    expect(await watched(where(), `umask 000; ${line}`)).toEqual({
      ...{ status: 0, err: '', shown: [] },
      looked: polled === undefined,
    });
  });
});

test.skipIf(!canBeAnother)(
  'he reads no .env that was open while init-env fills it, between two programs either',
  async () => {
    const folder = open(shopWithSecret());
    folder.write('.env', 'DB_PASSWORD=\n');
    for (const program of 'cat chmod chown cp mktemp mv od rm stat tr'.split(' '))
      folder.write(
        `../bin/${program}`,
        `#!/bin/bash\nPATH=\${PATH#*:}\n${look} >>"$HOME/seen"\n${program} "$@"\nstatus=$?\n${look} >>"$HOME/seen"\nexit "$status"\n`,
      );
    folder.run('/bin/chmod +x ../bin/*; /bin/chmod 644 .env');
    expect(await watched(folder, 'umask 022; scripts/init-env')).toMatchObject({
      status: 0,
      err: '',
      looked: true,
      shown: [],
    });
    expect(folder.run('stat -c %a .env; grep -c "DB_PASSWORD=[0-9a-f]" .env').out).toBe('600\n1\n');
  },
);

test('every script is watched, or known to keep nothing', () => {
  const known = new Set(
    [...runs.map(([, line]) => line), ...Object.keys(keepsNothing)].flatMap(
      (text) => text.match(/[a-z-]+/g) ?? [],
    ),
  );
  const folder = new URL('../../../../src/targets/operations/templates/scripts/', import.meta.url);
  const scripts = readdirSync(folder)
    .filter((file) => file.endsWith('.hbs') && !file.endsWith('.sh.hbs'))
    .map((file) => basename(file, '.hbs'));
  expect(scripts).toContain('offsite');
  expect(scripts.filter((file) => !known.has(file))).toEqual([]);
});

test('no program gets a secret that it does not need, in its arguments or its environment', () => {
  const folder = open(shopWithSecret());
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
