import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const model = (at = '03:07') => shop({ schedule: { at, keepDays: 14 } });

/** A folder whose schedule is written below `root`, as into an image: nothing on this machine is touched. */
function host(at?: string) {
  const folder = operationsFolder(model(at));
  const schedule = (words: string) => folder.run(`DESTDIR="$PWD/../root" scripts/schedule ${words}`);
  const files = () => folder.run('cd ../root && find . -type f | sort').out.split('\n').filter(Boolean);
  return { folder, schedule, files };
}
const units = ['backup.service', 'backup.timer', 'drill.service', 'drill.timer'].map(
  (name) => `./etc/systemd/system/shop-test-${name}`,
);
const crontab = './etc/cron.d/shop-test-backup';

describe('systemd', () => {
  test('four units, of which two are timers', () => {
    const { folder, schedule, files } = host();
    expect(schedule('install --systemd')).toMatchObject({ status: 0, err: '' });
    expect(files()).toEqual(units);
    const owner = folder.run('stat -c %U .env').out.trim();
    const text = (path: string) => folder.read(join('../root', path)).split('\n').slice(2).join('\n');
    expect(text(units[0] ?? '')).toBe(`[Unit]
Description=Scheduled backup of shop-test
Wants=network-online.target
After=network-online.target docker.service

[Service]
Type=oneshot
User=${owner}
WorkingDirectory=${folder.path}
ExecStart=/usr/bin/env bash scripts/scheduled backup
`);
    expect(text(units[1] ?? '')).toBe(`[Unit]
Description=Time of the scheduled backup of shop-test

[Timer]
OnCalendar=*-*-* 03:07:00
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
`);
    expect(text(units[3] ?? '')).toContain('\nOnCalendar=*-*-01 06:07:00\n');
    expect(folder.run('stat -c %a ../root/etc/systemd/system/*').out).toBe('644\n644\n644\n644\n');
  });

  test('a percent sign in the path is doubled', () => {
    const { folder } = host();
    const awkward = join(dirname(folder.path), `it's 100% "$HOME" ü`);
    renameSync(folder.path, awkward);
    mkdirSync(folder.path);
    const { status } = folder.run(
      `cd ${JSON.stringify(awkward).replaceAll('$', '\\$')} && DESTDIR=$OLDPWD/../root scripts/schedule install --systemd`,
    );
    expect(status).toBe(0);
    expect(folder.read(join('../root', units[0] ?? ''))).toContain(
      `\nWorkingDirectory=${awkward.replace('%', '%%')}\n`,
    );
  });
});

describe('cron', () => {
  test('one file, that cron and its shell read as it is meant', () => {
    const { folder, schedule, files } = host();
    schedule('install --cron');
    expect(files()).toEqual([crontab]);
    const owner = folder.run('stat -c %U .env').out.trim();
    expect(folder.read(join('../root', crontab)).split('\n').slice(2).join('\n')).toBe(`SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
7 3 * * * ${owner} cd '${folder.path}' && exec scripts/scheduled --log backup
7 6 1 * * ${owner} cd '${folder.path}' && exec scripts/scheduled --log drill
`);
  });

  test('noughts are no octal numbers', () => {
    const { folder, schedule } = host('08:09');
    schedule('install --cron');
    expect(folder.read(join('../root', crontab))).toMatch(/^9 8 \* \* \* .*\n9 11 1 \* \* /m);
  });
});

describe('again', () => {
  test('nothing is written twice, and one kind takes the place of the other', () => {
    const { schedule, files } = host();
    schedule('install --systemd');
    expect(schedule('install --systemd').out).not.toContain('Wrote');
    expect(schedule('installed').status).toBe(0);
    schedule('install --cron');
    expect(files()).toEqual([crontab]);
    expect(schedule('installed').status).toBe(0);
    expect(schedule('remove')).toMatchObject({ status: 0, err: '' });
    expect(files()).toEqual([]);
    expect(schedule('installed').status).toBe(1);
    expect(schedule('remove').status).toBe(0);
  });

  test('a changed time takes effect, and is missed until then', () => {
    const { folder, schedule } = host();
    schedule('install --cron');
    folder.run(`sed -i 's/^backup_at=.*/backup_at=04:30/' scripts/schedule`);
    expect(schedule('installed').status).toBe(1);
    expect(schedule('show').out).toContain(
      'installed, but not as these files say; "sudo make schedule" mends that',
    );
    schedule('install --cron');
    expect(folder.read(join('../root', crontab))).toMatch(/^30 4 \* \* \* /m);
  });

  test('a folder that moved takes its schedule with it, a second one does not take that of the first', () => {
    const { folder, schedule } = host();
    schedule('install --cron');
    folder.run('cp -r . ../second');
    const second = 'cd ../second && DESTDIR="$PWD/../root" scripts/schedule';
    expect(folder.run(`${second} install --cron`)).toMatchObject({
      status: 1,
      err: expect.stringContaining(`belongs to another folder of shop-test: ${folder.path}\n`),
    });
    expect(folder.run(`${second} remove`).status).toBe(1);
    expect(folder.run(`rm -r scripts; ${second} install --cron`).status).toBe(0);
    expect(folder.read(join('../root', crontab))).toContain(`cd '${join(folder.path, '../second')}'`);
  });

  test.each([
    ['changed by hand', 'echo "MAILTO=ops" >>', `was changed by hand`],
    ['not ours', 'echo "0 1 * * * root true" >', 'is there already, and not of this script'],
  ])('a file that is %s stays', (_, change, said) => {
    const { folder, schedule } = host();
    schedule('install --cron');
    folder.run(`${change}../root/etc/cron.d/shop-test-backup`);
    const before = folder.read(join('../root', crontab));
    for (const words of ['install --cron', 'install --systemd', 'remove']) {
      const { status, err } = schedule(words);
      expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(said) });
      expect(folder.read(join('../root', crontab))).toBe(before);
    }
  });
});

describe('what no schedule can express', () => {
  test.each(['back\\slash', 'two\nlines', 'a space at the end ', 'bell\u0007'])('the folder %j', (name) => {
    const { folder } = host();
    const awkward = join(dirname(folder.path), name);
    renameSync(folder.path, awkward);
    mkdirSync(folder.path);
    const { status, err } = folder.run(
      'cd "$AWKWARD" && DESTDIR=$OLDPWD/../root scripts/schedule install --systemd',
      {
        AWKWARD: awkward,
      },
    );
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringContaining('error: a schedule cannot express the folder '),
    });
    expect(folder.run('ls ../root').status).not.toBe(0);
  });

  test('a command that cron would cut off', () => {
    const { folder } = host();
    const deep = join(dirname(folder.path), 'deep', ...Array.from({ length: 5 }, () => 'd'.repeat(200)));
    mkdirSync(dirname(deep), { recursive: true });
    renameSync(folder.path, deep);
    mkdirSync(folder.path);
    const line = (kind: string) => `cd "$DEEP" && DESTDIR=$OLDPWD/../root scripts/schedule install --${kind}`;
    expect(folder.run(line('cron'), { DEEP: deep }).err).toContain('is too long for cron');
    expect(folder.run(line('systemd'), { DEEP: deep }).status).toBe(0);
  });
});

describe('who may', () => {
  test('root alone changes the schedule of a host, and is asked for by name', () => {
    const { folder } = host();
    folder.write('../bin/id', '#!/bin/bash\necho 1000\n');
    folder.run('chmod 755 ../bin/id');
    expect(folder.run('scripts/schedule install --cron').err).toContain('run: sudo make schedule\n');
    expect(folder.run('scripts/schedule remove').err).toContain('run: sudo make unschedule\n');
  });

  test.each(['', 'install --launchd', 'uninstall'])('"%s" is nothing that it does', (words) => {
    expect(host().schedule(words)).toMatchObject({ status: 1, out: '' });
  });
});

test('what ran, what comes next, and whether a backup is late', () => {
  const { folder, schedule } = host();
  expect(schedule('show').out).toMatch(
    /^Schedule: not installed; "sudo make schedule" does it\.\n {2}backup: last never; next -\n {2}drill: last never; next -\n {2}error: there is no backup in /,
  );
  schedule('install --cron');
  folder.run('mkdir -p backups');
  folder.write('backups/.last-backup', '1795900000 1795900600 1\n');
  folder.write('backups/.last-drill', '1795900000 1795900600 0\n');
  const { out } = folder.run('TZ=UTC0 DESTDIR="$PWD/../root" scripts/schedule show');
  expect(out).toMatch(
    /^Schedule: installed, cron\.\n {2}backup: last 2026-11-28 21:06, FAILED with 1; next \d{4}-\d\d-\d\d 03:07\n/,
  );
  expect(out).toMatch(/\n {2}drill: last 2026-11-28 21:06, good; next \d{4}-\d\d-01 06:07\n/);
  expect(out).toContain(`\n  output: ${folder.path}/backups/.schedule.log\n`);
  expect(folder.run('make --silent status').status).not.toBe(0); // docker says nothing here
});
