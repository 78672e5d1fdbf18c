import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { said, service } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { examine } from './examine.ts';

const job = (id: string, schedule: string) =>
  service({
    id,
    kind: 'job',
    restart: 'no',
    profile: 'scheduled',
    job: { runs: 'always', target: id, help: said(id), schedule },
  });
const jobs = (...services: StackModel['services']) => {
  const { schedule: _, ...others } = shop();
  return { ...others, services: [...others.services, ...services] };
};
const cron = job('cron', '*/15 * * * *');
const both = { ...shop(), services: [...shop().services, cron] };
const host = (model: StackModel, answers = '') => {
  const folder = operationsFolder(model, answers);
  const schedule = (words: string) => folder.run(`DESTDIR="$PWD/../root" scripts/schedule ${words}`);
  const files = () => folder.run('cd ../root && find . -type f | sort').out.split('\n').filter(Boolean);
  const text = (path: string) => folder.read(join('../root', path)).split('\n').slice(2).join('\n');
  return { folder, schedule, files, text };
};

describe('timers of jobs', () => {
  test('of systemd, one a job; where two days are said, either will do', () => {
    const { schedule, files, text, folder } = host(jobs(cron, job('mail', '0 6 1 * mon')));
    expect(schedule('install --systemd')).toMatchObject({
      status: 0,
      err: '',
      out: expect.stringContaining('The job mail of shop-test is scheduled: 0 6 1 * mon\n'),
    });
    expect(files()).toEqual(
      ['cron.service', 'cron.timer', 'mail.service', 'mail.timer'].map(
        (name) => `./etc/systemd/system/shop-test-job-${name}`,
      ),
    );
    expect(text('etc/systemd/system/shop-test-job-cron.service')).toContain(
      `WorkingDirectory=${folder.path}\nExecStart=/usr/bin/env bash scripts/scheduled job cron\n`,
    );
    expect(text('etc/systemd/system/shop-test-job-mail.timer')).toContain(
      '[Timer]\nOnCalendar=*-*-01 06:00:00\nOnCalendar=Mon *-*-* 06:00:00\nAccuracySec=1s\n',
    );
    expect(schedule('installed').status).toBe(0);
    expect(schedule('show').out).toMatch(
      /\n {2}job-cron: last never; next \d{4}-\d\d-\d\d \d\d:(00|15|30|45) \(\*\/15 \* \* \* \*\)\n/,
    );
    expect(schedule('remove').status).toBe(0);
    expect(files()).toEqual([]);
  });

  test('of cron, beside the file of the backups', () => {
    const { schedule, files, text, folder } = host(both);
    expect(schedule('install --cron').status).toBe(0);
    expect(files()).toEqual(['./etc/cron.d/shop-test-backup', './etc/cron.d/shop-test-jobs']);
    const owner = folder.run('stat -c %U .env').out.trim();
    expect(text('etc/cron.d/shop-test-jobs')).toBe(`SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
0,15,30,45 * * * * ${owner} cd '${folder.path}' && exec scripts/scheduled --log job cron
`);
  });

  test('one that is not described any more goes at the next installation', () => {
    const { schedule, files, folder } = host(jobs(cron, job('mail', '0 6 * * *')));
    schedule('install --systemd');
    folder.write('scripts/schedule', host(jobs(cron)).folder.read('scripts/schedule'));
    expect(schedule('install --systemd').out).toContain('Removed ');
    expect(files().join()).not.toContain('mail');
  });

  test.each([
    ['the last job', both, shop(), '--cron', 'etc/cron.d/shop-test-jobs'],
    ['the last job', both, shop(), '--systemd', 'etc/systemd/system/shop-test-job-cron.timer'],
    ['backups', both, jobs(cron), '--systemd', 'etc/systemd/system/shop-test-drill.timer'],
  ])('what is left of %s goes with it, unless somebody changed it', (_, before, after, kind, path) => {
    const { schedule, files, folder } = host(before);
    schedule(`install ${kind}`);
    folder.write('scripts/schedule', host(after).folder.read('scripts/schedule'));
    folder.run(`cp -r ../root ../kept; echo '# mine' >>../kept/${path}`);
    expect(schedule(`install ${kind}`).out).toContain(`/root/${path}.\n`);
    expect(files()).not.toContain(`./${path}`);
    folder.run('rm -r ../root; mv ../kept ../root');
    expect(schedule('remove')).toMatchObject({
      status: 0,
      err: expect.stringContaining(`/root/${path} was changed by hand, and stays`),
    });
    expect(files()).toEqual([`./${path}`]);
  });
});

describe('a scheduled run', () => {
  const running = "'ps --quiet '*oneoff*) echo a ;; 'ps '*) ;; 'compose --project-name shop-test run '*";
  const run = (answers: string, before = ':') => {
    const { folder } = host(jobs(cron), answers);
    const done = folder.run(`${before}; scripts/scheduled job cron`);
    return { ...done, last: folder.run('cut -d " " -f 3 backups/.last-job-cron').out };
  };

  test('is remembered, as one that fails is', () => {
    expect(run(`${running}) ;;`)).toMatchObject({ status: 0, last: '0\n' });
    expect(run(`${running}) exit 7 ;;`)).toMatchObject({
      status: 1,
      last: '1\n',
      err: 'warning: job-cron of shop-test failed: cron ended with 7\n',
    });
  });

  test.each([
    ['nothing of it runs', "'ps '*) ;;", ':'],
    ['it runs already, started by hand', "'ps '*) echo a ;;", ':'],
    [
      'the run before is not over',
      "'ps '*) exit 1 ;;",
      'mkdir -p backups; exec 7>backups/.lock-job-cron; flock 7',
    ],
  ])('is left out: %s', (why, answers, before) => {
    expect(run(answers, before)).toMatchObject({
      status: 0,
      out: expect.stringContaining(`job-cron of shop-test is left out: ${why}.\n`),
      last: '',
    });
  });

  test('waits for a backup, and fails when that does not end', () => {
    const before = 'exec 7>.lock; flock 7; export SCHEDULE_WAIT=0';
    expect(run(`${running}) ;;`, before)).toMatchObject({
      status: 1,
      err: expect.stringContaining('error: a backup, restore or upgrade did not end in time\n'),
      last: '1\n',
    });
  });

  test('an engine that does not answer is a failure', () => {
    expect(run("'ps '*) exit 1 ;;")).toMatchObject({ status: 1, last: '1\n' });
  });

  test('of a job that has no schedule is refused', () => {
    const { folder } = host(jobs(cron));
    expect(folder.run('scripts/scheduled job migrate').err).toBe(
      'error: scheduled does not know "job-migrate"\n       usage: scripts/scheduled [--log] job JOB\n',
    );
    expect(host(both).folder.run('scripts/scheduled').err).toContain('[--log] backup|drill|job JOB\n');
  });
});

test('doctor names one that failed, and timers that are not there', () => {
  const { findings } = examine({
    over: { services: [service(), cron] },
    answers: "'ps --quiet '*) echo a ;;",
    before: "mkdir backups; echo '1700000000 1700000001 7' >backups/.last-job-cron",
  });
  expect(findings.map((one) => one.replace(/at \d\S+ \S+,/, 'at TIME,'))).toEqual(
    expect.arrayContaining([
      'warning: the job cron failed at TIME, with 7 -> make status names where its output is; by hand: make cron',
      'warning: the timers of the jobs are not installed on this host -> run: sudo make schedule',
    ]),
  );
});

test('doctor names timers that are left where nothing is scheduled any more', () => {
  const { folder } = host(jobs());
  const { out } = folder.run(`mkdir -p ../root/etc/cron.d ../root/etc/systemd/system; cd ../root/etc
for file in cron.d/shop-test-jobs systemd/system/shop-test-job-x.timer; do
  echo "# Installed by scripts/schedule in $OLDPWD" >"$file"; done
echo '# Installed by scripts/schedule in /elsewhere' >cron.d/shop-test-backup
cd "$OLDPWD"; DESTDIR=$PWD/../root scripts/doctor`);
  const told = out.split('\n').map((line) => line.replace(/\/\S+\S? folder\/\.\.\/root/g, '').trim());
  expect(told.filter((line) => line.includes('/etc/'))).toEqual([
    'warning  /etc/systemd/system/shop-test-job-x.timer is of this folder, and nothing here is scheduled any more',
    'run as root: systemctl disable --now shop-test-job-x.timer && rm /etc/systemd/system/shop-test-job-x.timer',
    'warning  /etc/cron.d/shop-test-jobs is of this folder, and nothing here is scheduled any more',
    'run as root: rm /etc/cron.d/shop-test-jobs',
  ]);
});

test.each([
  ['0,15,30,45 * * * *', '2026-11-29 20:45', '2026-11-29 21:00'],
  ['0 6 * * *', '2026-12-31 06:00', '2027-01-01 06:00'],
  ['30 5 * * 1', '2026-11-29 20:45', '2026-11-30 05:30'],
  // Where both days are said, either will do.
  ['0 6 1 * 5', '2026-11-29 20:45', '2026-12-01 06:00'],
  ['0 6 1 * 1', '2026-11-29 20:45', '2026-11-30 06:00'],
  ['59 23 29 2 *', '2097-01-01 00:00', '2104-02-29 23:59'],
  ['0 0 31 4,12 *', '2026-04-01 00:00', '2026-12-31 00:00'],
])('%s is due after %s at %s', (fields, now, due) => {
  const { folder } = host(jobs(cron));
  folder.write('../bin/date', `#!/bin/sh\nexec /bin/date -d '${now}' "$@"\n`);
  const functions = "sed -n '/^next_due()/,/^}/p; /^is_among()/,/^}/p; /^is_on()/,/^}/p' scripts/schedule";
  const { out } = folder.run(`chmod 755 ../bin/date; eval "$(${functions})"; next_due '${fields}'`);
  expect(out).toBe(`${due}\n`);
});
