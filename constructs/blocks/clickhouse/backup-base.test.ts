import { describe, expect, test } from 'vitest';
import { ago, clickhouseFolder, put, sum, zip } from '../../../test/support/clickhouse-shop.ts';

describe('what the next backup is made on', () => {
  const now = ago(0);
  const baseIn = (folder: ReturnType<typeof clickhouseFolder>, fullEvery = 7, env = {}) => {
    const ask = `. scripts/common.sh; . scripts/stores.sh; backup=${now}; base_clickhouse events events ${fullEvery}`;
    const { status, out, err } = folder.run(ask, env);
    return { status, base: out.trim(), err };
  };
  const on = (base: string) => ({ status: 0, base, err: '' });

  test('nothing at first, then the full one, as long as it is young enough', () => {
    const folder = clickhouseFolder(7);
    expect(baseIn(folder)).toEqual(on(''));
    put(folder, ago(6));
    expect(baseIn(folder)).toEqual(on(ago(6)));
    expect(baseIn(folder, 6)).toEqual(on(''));
  });

  test('to the nearest day, since no run begins at the very second', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(7, 90));
    expect(baseIn(folder)).toEqual(on(''));
    expect(baseIn(folder, 8)).toEqual(on(ago(7, 90)));
  });

  test('never one that needs another itself, whatever is newest', () => {
    const folder = clickhouseFolder(7);
    const [full, more] = [ago(3), ago(1)];
    put(folder, full);
    put(folder, more, { base: full });
    expect(baseIn(folder)).toEqual(on(full));
  });

  test('the newest full one, when there are two', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(3));
    put(folder, ago(1));
    expect(baseIn(folder)).toEqual(on(ago(1)));
  });

  test('nothing when each backup is a full one, and nothing when the operator says so', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(1));
    expect(baseIn(folder, 0)).toEqual(on(''));
    expect(baseIn(folder, 7, { FULL: 'yes' })).toEqual(on(''));
  });

  test.each([
    ['of another server', { image: 'clickhouse:22.3' }],
    ['of another project', { project: 'shop-live' }],
  ])('nothing %s', (_, over) => {
    const folder = clickhouseFolder(7);
    put(folder, ago(1), over);
    expect(baseIn(folder)).toEqual(on(''));
  });

  test('nothing that is not what was saved, with a warning', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(1));
    folder.write(`backups/${ago(1)}/events/database.zip`, zip('other'));
    const { status, base, err } = baseIn(folder);
    expect({ status, base }).toEqual({ status: 0, base: '' });
    expect(err).toContain('database.zip is not what was saved: the new backup will be a full one');
  });

  test('nothing that nobody here signed, with a warning', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(1));
    folder.write('.backup-keys', `${'c'.repeat(64)}\n`);
    const { status, base, err } = baseIn(folder);
    expect({ status, base }).toEqual({ status: 0, base: '' });
    expect(err).toContain(
      `${ago(1)} is not signed with a key that is here: the new backup will be a full one`,
    );
  });

  test('nothing from a folder that lost its manifest, nor from a clock that went back', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(1));
    put(folder, ago(-1));
    expect(baseIn(folder)).toEqual(on(''));
    folder.run(`rm backups/${ago(-1)}/manifest`);
    expect(baseIn(folder)).toEqual(on(ago(1)));
    folder.run(`rm backups/${ago(1)}/manifest`);
    expect(baseIn(folder)).toEqual(on(''));
  });
});

describe('a backup that needs another', () => {
  const [full, more] = ['20261120T030000Z', '20261123T030000Z'];
  const both = () => {
    const folder = clickhouseFolder(7);
    put(folder, full);
    put(folder, more, { base: full });
    return folder;
  };

  test('is whole beside it, and says so', () => {
    const folder = both();
    const { status, out, err } = folder.run('scripts/verify-backup');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`It cannot be restored without ${full}`);
    expect(folder.run('scripts/backups').out).toContain(`\n  needs ${full}\n`);
    expect(folder.run(`scripts/verify-backup ${full}`).out).not.toContain('without');
  });

  test.each(['verify-backup', 'restore', 'restore-drill'])('%s names it when it is not there', (script) => {
    const folder = clickhouseFolder(7, "'image inspect '* | 'ps '* | 'volume ls '*) ;;");
    put(folder, more, { base: full });
    const { status, err } = folder.run(`scripts/${script} ${more}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    expect(err).toContain(
      `backups/${more}/events holds only what was new since ${full}, and ${folder.path}/backups/${full} is not there`,
    );
    expect(folder.run('scripts/backups').out).toContain(`NEEDS ${full}, WHICH IS NOT HERE`);
    expect(folder.calls()).not.toMatch(/ (up|down|rm|exec) /);
  });

  test('refuses another one in its place, even a whole one', () => {
    const folder = both();
    folder.run(`rm -r backups/${full}`);
    const other = '20261121T030000Z';
    put(folder, other);
    folder.run(`mv backups/${other} backups/${full}`);
    const { status, err } = folder.run(`scripts/verify-backup ${more}`);
    expect(status).toBe(1);
    expect(err).toContain(
      `backups/${full}/events/database.zip is not the one that backups/${more}/events was made on`,
    );
  });

  test.each([
    `base events ${full}`,
    `base events ${full} ${sum('')} more`,
    `base events ../../etc ${sum('')}`,
    `base $(touch ran) ${full} ${sum('')}`,
  ])('trusts no line "%s"', (line) => {
    const folder = both();
    folder.run(`sed -i "s#^base .*#$LINE#" backups/${more}/manifest`, { LINE: line.replaceAll('$', '\\$') });
    const { status, err } = folder.run('scripts/verify-backup', { UNSIGNED: more });
    expect(status).toBe(1);
    expect(err).toContain('is not one that a backup writes');
    expect(folder.run('[ ! -e ran ]').status).toBe(0);
  });
});

describe('prune-backups', () => {
  const prune = (folder: ReturnType<typeof clickhouseFolder>, ...words: readonly string[]) => {
    const { status, out, err } = folder.run(`scripts/prune-backups ${words.join(' ')}`);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    return out;
  };
  const left = (folder: ReturnType<typeof clickhouseFolder>) =>
    folder.run('ls backups').out.trim().split('\n').sort();

  test('keeps an old one as long as one that is kept needs it, and not longer', () => {
    const folder = clickhouseFolder(7);
    const [alone, full, old, young] = [ago(30), ago(17), ago(16), ago(12)];
    put(folder, alone);
    put(folder, full);
    put(folder, old, { base: full });
    put(folder, young, { base: full });
    put(folder, ago(1));
    expect(prune(folder)).toContain(
      `Keeping ${folder.path}/backups/${full}: it is old, and needed to go back.`,
    );
    expect(left(folder)).toEqual([full, young, ago(1)]);
    prune(folder, '--keep-days', '5');
    expect(left(folder)).toEqual([ago(1)]);
  });

  test('keeps what the newest one needs, however old both are, and what that needs in turn', () => {
    const folder = clickhouseFolder(7);
    const [first, second, third] = [ago(90), ago(80), ago(70)];
    put(folder, first);
    put(folder, second, { base: first });
    put(folder, third, { base: second });
    prune(folder);
    expect(left(folder)).toEqual([first, second, third]);
  });

  test('keeps the base of the one that an unfinished upgrade goes back to', () => {
    const folder = clickhouseFolder(7);
    const [other, full, before] = [ago(60), ago(50), ago(48)];
    put(folder, other);
    put(folder, full);
    put(folder, before, { base: full });
    put(folder, ago(1));
    folder.write('backups/.unfinished-upgrade', `digest ${before}\n`);
    prune(folder);
    expect(left(folder)).toEqual([full, before, ago(1)]);
  });

  test('keeps the base of one whose manifest is damaged elsewhere', () => {
    const folder = clickhouseFolder(7);
    const [full, young] = [ago(17), ago(12)];
    put(folder, full);
    put(folder, young, { base: full });
    folder.run(`sed -i 's/^mode .*/mode ?/' backups/${young}/manifest`);
    prune(folder);
    expect(left(folder)).toEqual([full, young]);
  });

  test('--dry-run says the same and removes nothing', () => {
    const folder = clickhouseFolder(7);
    put(folder, ago(17));
    put(folder, ago(16), { base: ago(17) });
    put(folder, ago(1));
    expect(prune(folder, '--dry-run')).toContain('2 backups are older than 14 days and would be removed.');
    expect(left(folder)).toHaveLength(3);
  });
});
