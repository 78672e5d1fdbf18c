import { describe, expect, test } from 'vitest';
import { operationsFolder, putBackup } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { files, manifest, name } from '../../../support/shop-backup.ts';

const secrets =
  'RESTIC_PASSWORD=topsecret1\nOFFSITE_S3_ACCESS_KEY_ID=topsecret2\nOFFSITE_S3_SECRET_ACCESS_KEY=topsecret3\n';
const s3 = `OFFSITE_REPOSITORY=s3:https://s3.example.com/shop\n${secrets}`;

/** What lies off site, as restic prints it: names, and those that each needs. */
const snapshots = (...list: readonly (readonly string[])[]) =>
  JSON.stringify(
    list.map(([tag, ...needs], i) => ({
      time: 'x',
      paths: ['/backup'],
      hostname: 'shop-test',
      tags: [tag, ...needs.map((one) => `needs=${one}`)],
      summary: { total_files_processed: 3 },
      id: `${i}abcdef0123456789`,
      short_id: `${i}abcdef`,
    })),
  );

/** A folder with one backup, and a docker that plays restic: `answers` are cases of what it is asked. */
function folderWith(env: string, answers = '', lying = '[]') {
  const folder = operationsFolder(
    shop({ schedule: { at: '03:00', keepDays: 14, offsite: { image: 'restic/restic:0.18.1' } } }),
    `'ps '*) ;;\n${answers}\n*' restic/restic:0.18.1 '*snapshots*) echo '${lying}' ;;\n'run '*) ;;`,
  );
  putBackup(folder, name, manifest, files);
  folder.write('.env', env);
  return folder;
}

describe('before anything is sent', () => {
  test.each([
    ['', 'OFFSITE_REPOSITORY is empty: nothing is kept off site'],
    ['OFFSITE_REPOSITORY=/tmp\n', 'RESTIC_PASSWORD is not set'],
    [`OFFSITE_REPOSITORY=s3:https://h/b\nRESTIC_PASSWORD=x\n`, 'OFFSITE_S3_ACCESS_KEY_ID is not set'],
    [`OFFSITE_REPOSITORY=s3:https://u:topsecret@h/b\n${secrets}`, 'OFFSITE_REPOSITORY holds a login'],
    [`OFFSITE_REPOSITORY=sftp://u:topsecret@h/b\n${secrets}`, 'OFFSITE_REPOSITORY holds a login'],
    [`OFFSITE_REPOSITORY=sftp://u@h/b\n${secrets}`, 'offsite-ssh/id is missing'],
    [
      `OFFSITE_REPOSITORY=/no/such/folder\n${secrets}`,
      'the folder of OFFSITE_REPOSITORY, /no/such/folder, is not there',
    ],
    [`OFFSITE_REPOSITORY=backups\n${secrets}`, 'OFFSITE_REPOSITORY is none of s3:'],
    [`OFFSITE_REPOSITORY=rest:https://h/\n${secrets}`, 'OFFSITE_REPOSITORY is none of s3:'],
  ])('%j is refused', (env, said) => {
    for (const verb of ['init', 'send', 'list', 'fetch latest', 'check']) {
      const folder = folderWith(env);
      const { status, err } = folder.run(`scripts/offsite ${verb}`);
      expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(`error: ${said}`) });
      expect(err).not.toContain('topsecret');
      expect(folder.calls()).toBe('');
    }
  });

  test.each(['', 'push', '--help'])('"%s" is nothing that it does', (words) => {
    expect(folderWith(s3).run(`scripts/offsite ${words}`)).toMatchObject({ status: 1, out: '' });
  });

  test('one at a time', () => {
    const { status, err } = folderWith(s3).run('exec 7>.lock; flock 7; scripts/offsite send');
    expect(status).toBe(1);
    expect(err).toContain('another backup, restore or upgrade is running');
  });
});

test('secrets reach the client by their names, and stand in no argument and no output', () => {
  const folder = folderWith(s3, '', '[]');
  const { status, out, err } = folder.run('scripts/offsite send');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out + folder.calls()).not.toContain('topsecret');
  expect(folder.calls()).toMatch(
    /--env=RESTIC_REPOSITORY --env=RESTIC_PASSWORD --env=AWS_ACCESS_KEY_ID --env=AWS_SECRET_ACCESS_KEY --env RESTIC_CACHE_DIR=\/cache/,
  );
  expect(folder.calls()).not.toContain('AWS_DEFAULT_REGION');
});

describe('what is sent', () => {
  test('what is not there yet, under its name, and nothing twice', () => {
    const folder = folderWith(s3);
    expect(folder.run('scripts/offsite send').out).toContain(`Sending ${name}: `);
    expect(folder.calls()).toContain(
      `--mount type=bind,"source=${folder.path}/backups/${name}",target=/backup,readonly`,
    );
    expect(folder.calls()).toContain(`backup --quiet --force --host shop-test --tag ${name} /backup\n`);
    expect(folder.read('backups/.last-offsite')).toBe(`${name}\n`);
    const again = folderWith(s3, '', snapshots([name]));
    expect(again.run('scripts/offsite send').out).toBe(`${name} is off site; 1 backups lie there.\n`);
    expect(again.calls()).not.toContain(' backup ');
  });

  test('a backup names those that it needs', () => {
    const folder = folderWith(s3);
    const first = '20261122T030000Z';
    putBackup(folder, first, manifest.replace(name, first), files);
    folder.run(`echo 'base db ${first} ${'0'.repeat(64)}' >>backups/${name}/manifest`);
    folder.run('scripts/offsite send');
    const sent = folder.calls().match(/ --tag .* \/backup$/gm);
    // Both are old: the newest one goes, and the other one because of it.
    expect(sent).toEqual([` --tag ${first} /backup`, ` --tag ${name} --tag needs=${first} /backup`]);
  });

  test('what is older than the days to keep goes, but neither the newest nor what it needs', () => {
    const lying = snapshots(
      ['20200101T000000Z'],
      ['20200102T000000Z'],
      ['20200103T000000Z'],
      [name, '20200102T000000Z'],
    );
    const folder = folderWith(s3, '', lying);
    expect(folder.run('scripts/offsite send').out).toContain(
      'Removing off site, older than 14 days: 20200101T000000Z 20200103T000000Z.\n',
    );
    expect(folder.calls()).toMatch(/ forget --quiet 0abcdef 2abcdef\n/);
    expect(folder.calls()).toMatch(/ prune --quiet\n/);
  });

  test('one that could not be read whole does not stay there', () => {
    const folder = folderWith(
      s3,
      `*' backup --quiet '*) touch sent; exit 3 ;;\n*snapshots*) [ ! -e sent ] || echo '${snapshots([name])}' ;;`,
    );
    const { status, err } = folder.run('scripts/offsite send');
    expect(status).toBe(1);
    expect(err).toContain('error: restic ended with 3\n');
    expect(folder.calls()).toMatch(/ forget --quiet 0abcdef\n/);
    expect(folder.run('ls backups/.last-offsite').status).not.toBe(0);
  });
});

describe('what restic says', () => {
  test.each([
    [10, 'there is no repository at OFFSITE_REPOSITORY'],
    [11, 'somebody else works on the repository'],
    [12, 'RESTIC_PASSWORD does not open the repository'],
    [1, 'restic ended with 1'],
    [125, 'restic ended with 125'],
  ])('%i', (code, said) => {
    const { status, err } = folderWith(s3, `*' cat config') exit ${code} ;;`).run('scripts/offsite list');
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(`error: ${said}\n`) });
  });

  test('a repository is made where there is none, and left where there is one', () => {
    const none = folderWith(s3).run('scripts/offsite init');
    expect(none.out).toContain('keep RESTIC_PASSWORD where it does not burn');
    const there = "*' init') echo 'Fatal: config file already exists' >&2; exit 1 ;;";
    expect(folderWith(s3, there).run('scripts/offsite init')).toEqual({
      status: 0,
      out: 'The repository is there already, and RESTIC_PASSWORD opens it.\n',
      err: 'Fatal: config file already exists\n',
    });
    const locked = folderWith(s3, `${there}\n*' cat config') exit 12 ;;`).run('scripts/offsite init');
    expect(locked.status).toBe(1);
    expect(locked.err).toContain('error: RESTIC_PASSWORD does not open the repository\n');
    const out = folderWith(s3, "*' init') echo 'Fatal: no route' >&2; exit 1 ;;").run('scripts/offsite init');
    expect(out).toMatchObject({
      status: 1,
      err: expect.stringContaining('Fatal: no route\nerror: restic ended with 1\n'),
    });
  });
});

describe('what is fetched', () => {
  /** What restic brings: the backup as it was, or as the test says. */
  const bringing = (change = ':') =>
    `*' restore --quiet '*) t=$(printf '%s' "$*" | sed -nE 's/.*"source=([^"]*)",target=.target.*/\\1/p'); cp -r ../kept/. "$t"; (cd "$t"; ${change}) ;;
*' stats '*) echo '{"total_size":20480,"snapshots_count":1}' ;;`;
  const fetching = (change?: string) => {
    const folder = folderWith(s3, bringing(change), snapshots([name]));
    folder.run(`mv backups/${name} ../kept`);
    return folder;
  };

  test('is checked before it gets its name', () => {
    const folder = fetching();
    const { status, out } = folder.run('scripts/offsite fetch latest');
    expect(status).toBe(0);
    expect(out).toContain(`\nNow: make restore BACKUP=${name}\n`);
    expect(folder.run(`diff -r ../kept backups/${name}`)).toMatchObject({ status: 0, out: '' });
    expect(folder.run(`scripts/offsite fetch ${name}`).out).toContain('is here already.\n');
  });

  test('of somebody else only when its name is said', () => {
    const folder = fetching();
    folder.write('.backup-keys', `${'b'.repeat(64)}\n`);
    expect(folder.run(`scripts/offsite fetch ${name}`).err).toContain(
      `error: the backup ${name} is signed with a key that ${folder.path}/.backup-keys does not hold\n`,
    );
    expect(folder.run(`ls backups/${name}`).status).not.toBe(0);
    expect(folder.run(`scripts/offsite fetch ${name}`, { UNSIGNED: name }).status).toBe(0);
  });

  test.each([
    'echo x >>db/database.dump',
    'rm db/roles.sql',
    'echo x >more',
    `sed -i s/${name}/20261122T030000Z/ manifest`,
  ])('not when it is another: %s', (change) => {
    const folder = fetching(change);
    expect(folder.run(`scripts/offsite fetch ${name}`).status).toBe(1);
    expect(folder.run(`ls backups/${name}`).status).not.toBe(0);
  });

  test.each([
    ['', 'say which backup to fetch'],
    ['20261122T030000Z', 'the backup 20261122T030000Z is not off site'],
    ['../../etc', '"../../etc" is not the name of a backup'],
  ])('"%s"', (wanted, said) => {
    expect(fetching().run(`scripts/offsite fetch ${wanted}`).err).toContain(`error: ${said}`);
  });

  test('what lies in its way stays', () => {
    const folder = fetching();
    folder.write(`backups/${name}/notes`, 'mine');
    expect(folder.run('scripts/offsite fetch latest').err).toContain(
      'is there, and is not a complete backup',
    );
    expect(folder.read(`backups/${name}/notes`)).toBe('mine');
  });
});
