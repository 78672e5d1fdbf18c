import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const hour = 3600;
const seconds = Math.floor(Date.now() / 1000);
const named = (age: number) =>
  `${new Date((seconds - age) * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** A folder with a complete backup of each age, in seconds. */
function withAges(...ages: readonly number[]) {
  const folder = operationsFolder(
    shop({ schedule: { at: '03:00', keepDays: 14, offsite: { image: 'restic/restic:0.18.1' } } }),
  );
  folder.run('mkdir backups');
  for (const age of ages) {
    folder.write(`backups/${named(age)}/manifest`, '');
    folder.write(`backups/${named(age)}/SHA256SUMS`, '');
  }
  return folder;
}
const line = 'scripts/check-backup';

describe('the newest backup', () => {
  test('is young', () => {
    const name = named(25 * hour);
    expect(withAges(90 * hour, 25 * hour).run(line)).toEqual({
      status: 0,
      out: `newest backup ${name}\n`,
      err: '',
    });
  });

  test('is late after 26 hours, whatever lies beside it', () => {
    const folder = withAges(27 * hour);
    folder.write(`backups/${named(0)}/manifest`, 'of a run that somebody broke');
    folder.write(`backups/.partial-${named(0)}-17/manifest`, '');
    expect(folder.run(line)).toEqual({
      status: 2,
      out: `error: the newest backup, ${named(27 * hour)}, is 27 hours old\n       make status says what became of the schedule; run: make backup\n`,
      err: '',
    });
    expect(folder.run('make --silent check-backup').status).toBe(2);
  });

  test('may be as much older as the last run took', () => {
    const folder = withAges(28 * hour);
    const run = (took: number) =>
      `echo ${seconds - 100000} ${seconds - 100000 + took} 0 >backups/.last-backup`;
    expect(folder.run(`${run(3 * hour)}; ${line}`).status).toBe(0);
    expect(folder.run(`${run(hour)}; ${line}`).status).toBe(2);
    // A clock that was set while it ran says nothing.
    expect(folder.run(`${run(-hour)}; ${line}`).status).toBe(2);
    expect(folder.run(`${run(40 * hour)}; ${line}`).status).toBe(2);
    expect(folder.run(`echo 'x; touch touched' >backups/.last-backup; ${line}`).status).toBe(2);
  });

  test('is not there', () => {
    const { status, out } = withAges().run(line);
    expect({ status, out: out.replace(/ in .*/, '') }).toEqual({
      status: 2,
      out: 'error: there is no backup\n       run: make backup\n',
    });
  });

  test.each([named(-2 * hour), '20269999T999999Z'])('is of a time that has not come: %s', (name) => {
    const folder = withAges(hour);
    folder.write(`backups/${name}/manifest`, '');
    folder.write(`backups/${name}/SHA256SUMS`, '');
    const { status, out } = folder.run(line);
    expect(status).toBe(2);
    expect(out).toContain(`error: the newest backup is of a time that has not come, ${name}\n`);
  });
});

describe('the copy elsewhere', () => {
  const on = 'OFFSITE_REPOSITORY=/mnt/nas; export OFFSITE_REPOSITORY; mkdir -p backups; ';

  test('is asked for only where there shall be one', () => {
    const folder = withAges(hour);
    expect(folder.run(line).status).toBe(0);
    expect(folder.run(on + line)).toMatchObject({
      status: 2,
      out: `newest backup ${named(hour)}\nerror: no backup was sent off site yet\n       run: make backup-offsite\n`,
    });
  });

  test('is young, or late', () => {
    const folder = withAges(hour);
    folder.write('backups/.last-offsite', `${named(20 * hour)}\n`);
    expect(folder.run(on + line)).toMatchObject({ status: 0 });
    folder.write('backups/.last-offsite', `${named(50 * hour)}\n`);
    const { status, out } = folder.run(on + line);
    expect(status).toBe(2);
    expect(out).toContain(`error: the newest backup off site, ${named(50 * hour)}, is 50 hours old\n`);
  });
});

describe('what ran', () => {
  test.each([
    ['backup', 1, hour, /^warning: the scheduled backup of \d{4}-\d\d-\d\d \d\d:\d\d failed\n/m],
    ['drill', 1, hour, /^warning: the restore drill of .* failed\n/m],
    [
      'drill',
      0,
      41 * 24 * hour,
      /^warning: the last restore drill was on .*\n {7}run: make restore-drill\n/m,
    ],
  ])('%s ended with %i, %i seconds ago', (kind, code, ago, said) => {
    const folder = withAges(hour);
    folder.write(`backups/.last-${kind}`, `${seconds - ago} ${seconds - ago} ${code}\n`);
    const { status, out } = folder.run(line);
    expect(status).toBe(1);
    expect(out).toMatch(said);
    folder.write(`backups/.last-${kind}`, `${seconds - hour} ${seconds - hour} 0\n`);
    expect(folder.run(line).status).toBe(0);
  });

  test('an error weighs more than a warning', () => {
    const folder = withAges(90 * hour);
    folder.write('backups/.last-drill', `${seconds} ${seconds} 1\n`);
    expect(folder.run(line).status).toBe(2);
  });
});

test('what it cannot find out is none of the other codes', () => {
  expect(withAges(hour).run(`${line} --fast`)).toEqual({
    status: 3,
    out: '',
    err: 'error: check-backup does not know "--fast"\n       usage: scripts/check-backup [--findings]\n',
  });
  expect(withAges(hour).run(`rm scripts/runs.sh; ${line}`).status).toBe(3);
});
