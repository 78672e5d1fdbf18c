import { describe, expect, test } from 'vitest';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { releasedShop, running } from '../../../support/released.ts';

const old = '20261130T090000Z';
const zeros = '0'.repeat(62);
const start = (folder: OperationsFolder) =>
  expect(folder.run('scripts/start db web edge')).toEqual({ status: 0, out: '', err: '' });
const confirmed = { CONFIRM: 'shop-test' };
const back = (folder: OperationsFolder, env: object = {}, words = '') =>
  folder.run(`scripts/rollback ${words}`, { ...confirmed, ...env });

/** A folder with two releases, of which the later one runs: `web` has another image there, and a file more. */
function upgraded(
  containers = running.replace('web example/shop:1.0 sha256:e1', 'web example/shop:1.1 sha256:e2'),
  answers = '',
) {
  const folder = releasedShop(answers);
  start(folder);
  folder.write('scripts/later', 'echo later\n');
  folder.run(
    "sed -i 's#docker-compose.yml#& scripts/later#' scripts/generated.sh; echo '# 1.1' >>docker-compose.yml",
  );
  folder.write('../containers', containers);
  folder.write('../images', `${running}${containers}`);
  start(folder);
  return folder;
}
const runs = (folder: OperationsFolder) => folder.read('releases/.running').split(' ')[0];
const changes = /^(compose .* (up|stop|down|build)\b|docker tag|tag sha256|stop |rm )/m;

test('without a release it says so, and so it does where there is none before', () => {
  const folder = releasedShop();
  expect(back(folder)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^error: no release is kept in .*, so there is nothing to go back to\n/),
  });
  start(folder);
  expect(back(folder)).toMatchObject({
    status: 1,
    err: `error: ${old} is the first release here: there is none before it\n       see: make releases\n`,
  });
});

describe('it goes back', () => {
  test('to files and images, says so first, and a second time does nothing', () => {
    const folder = upgraded();
    const left = runs(folder);
    folder.write('.env', 'GREETING=changed\n');
    expect(folder.run('scripts/rollback </dev/null')).toMatchObject({
      status: 1,
      err: 'error: nobody confirmed that\n       run it in a terminal, or with CONFIRM=shop-test\n',
      out: `Going back to ${old}: shop 1.0.
  leaves     ${left}
  files      2 of those that were generated become what they were; .env and docker-compose.override.yml stay
  data       stay as they are: nothing is lost. What a service changes of its data by itself when a newer version starts is not known here: see its notes
shop-test goes back to ${old}
`,
    });
    expect(folder.run('ls scripts/later releases/.unfinished-rollback').out).toBe('scripts/later\n');
    folder.write('../containers', running);
    const { status, out, err } = back(folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`Putting the files of ${old} back.\n`);
    expect(out).toContain(`shop-test is back at ${old} (1.0).\n`);
    expect(folder.run('ls scripts/later; ls -A releases').out).toBe(`.running\n${old}\n${left}\n`);
    expect(folder.read('docker-compose.yml')).not.toContain('# 1.1');
    expect([folder.read('.env'), runs(folder)]).toEqual(['GREETING=changed\n', old]);
    const before = folder.calls();
    expect(back(folder)).toEqual({
      status: 0,
      err: '',
      out: `${old} runs already, since a rollback. make rollback RELEASE=... goes further back; see: make releases\n`,
    });
    expect(folder.calls().slice(before.length)).not.toMatch(changes);
  });

  test('to what runs, where files came that nothing runs by', () => {
    const folder = releasedShop();
    start(folder);
    folder.run("echo '# 1.1' >>docker-compose.yml");
    expect(back(folder)).toMatchObject({ status: 0, err: '' });
    expect(folder.read('docker-compose.yml')).not.toContain('# 1.1');
    expect(folder.calls()).not.toMatch(/ stop web/);
  });

  test('and gives a tag its image of then', () => {
    const folder = upgraded();
    folder.write('../images', `web example/shop:1.0 sha256:e3${zeros}\n${running}`);
    expect(back(folder).out).toContain(
      '  image      example/shop:1.0 is again what it was then (e10000000000), whoever else on this host starts it\n',
    );
    expect(folder.calls()).toContain(`tag sha256:e1${zeros} example/shop:1.0\n`);
  });

  test('and says for whom .env says otherwise', () => {
    const folder = upgraded(undefined, `*"the folder config --hash *") printf '%s\\n' 'db 11' 'web 23' ;;`);
    expect(back(folder).out).toContain('says otherwise now than then, for: web\n');
  });

  test('on after it was killed, and asks again', () => {
    const folder = upgraded();
    folder.write('releases/.unfinished-rollback', `images ${old} -\n`);
    for (const line of ['scripts/start db', 'scripts/upgrade'])
      expect(folder.run(line).err).toContain('error: a rollback did not finish');
    expect(folder.run('scripts/rollback </dev/null').err).toContain('nobody confirmed that');
    expect(back(folder, {}, runs(folder)).err).toContain(`a rollback to ${old} did not finish`);
    expect(back(folder)).toMatchObject({
      status: 0,
      out: expect.stringContaining(`Going on with the rollback to ${old}.\n`),
    });
  });
});

describe('it refuses, and changes nothing', () => {
  const migrated = running.replace(
    'migrate example/shop:1.0 sha256:e1',
    'migrate example/shop:1.1 sha256:e2',
  );
  const gone = `error: what is stored was migrated since ${old}, and no backup was made before that\n`;
  test.each<[string, OperationsFolder | (() => OperationsFolder), string, string]>([
    [
      'a job with another image',
      () => upgraded(migrated),
      'the job migrate ran with example/shop:1.1 (e20000000000)',
      gone,
    ],
    [
      'a job that does something else',
      () => upgraded(running.replace('./migrate', './other')),
      'the job migrate ran with another command',
      gone,
    ],
    [
      'a volume that was copied',
      () => {
        const folder = upgraded();
        folder.write('backups/.known-volumes', 'shop-test_db_data 2026-11-23T03:00:00Z shop-test_rows\n');
        return folder;
      },
      'the volume shop-test_db_data was copied to shop-test_rows, and what was stored since is there',
      gone,
    ],
    [
      'a volume that is gone',
      () => {
        const folder = upgraded();
        folder.run('sed -i s/shop-test_edge_data/shop-test_old_data/ releases/*/release');
        return folder;
      },
      'the volume shop-test_old_data is gone',
      gone,
    ],
  ])('%s', (_, made, reason, message) => {
    const folder = typeof made === 'function' ? made() : made;
    const before = folder.calls();
    const { status, out, err } = back(folder);
    expect([status, out, err]).toEqual([
      1,
      expect.stringContaining(`  migrated   ${reason}\n`),
      expect.stringContaining(message),
    ]);
    expect(back(folder, { RESTORE: 'yes' }).err).toContain(
      'RESTORE=yes restores the backup that was made before',
    );
    expect(folder.calls().slice(before.length)).not.toMatch(changes);
    expect(folder.read('docker-compose.yml')).toContain('# 1.1');
  });

  test('a backup that is gone, one of another version, and what names the backup to restore', () => {
    const folder = upgraded(migrated);
    folder.run(`sed -i 's/^backup -/backup 20261123T030000Z/' releases/${runs(folder)}/release`);
    expect(back(folder).err).toContain(
      'make rollback RESTORE=yes restores 20261123T030000Z, too: what was stored since then is lost. Nothing was changed\n',
    );
    expect(back(folder, { RESTORE: 'yes' }).err).toContain('the backup 20261123T030000Z is not in ');
    folder.write('backups/20261123T030000Z/manifest', 'stowage-backup 1\nversion 0.9\n');
    expect(back(folder, { RESTORE: 'yes' }).err).toContain(
      'the backup 20261123T030000Z is of version 0.9, and',
    );
  });

  test.each([
    ['$(touch hit)', 'is not the name of a release'],
    ['20250101T000000Z', 'the release 20250101T000000Z is not kept here any more'],
    ['../../x', 'is not the name of a release'],
  ])('RELEASE=%s', (name, message) => {
    const folder = upgraded();
    expect(back(folder, { NAME: name }, '"$NAME"').err).toContain(message);
    expect(folder.run('ls hit').status).not.toBe(0);
  });

  test('files that Compose cannot read with .env as it is', () => {
    const folder = upgraded(
      undefined,
      `*'/files/docker-compose.yml'*' config --quiet') echo 'KEY is missing' >&2; exit 1 ;;`,
    );
    expect(back(folder).err).toContain(
      `error: Compose cannot read the files of ${old} with .env as it is now\n`,
    );
  });

  test('an image that is gone, unless its digest brings it', () => {
    const folder = upgraded(
      undefined,
      `'pull --quiet example/any@'*) cat "$HOME/brought" >>"$HOME/images" ;;`,
    );
    folder.write('../images', running.replaceAll(`sha256:e1${zeros}`, `sha256:e9${zeros}`));
    folder.write('../brought', '');
    expect(back(folder).err).toContain(
      'error: the image example/shop:1.0 that web ran is neither here (sha256:e1',
    );
    folder.write('../brought', running);
    expect(back(folder)).toMatchObject({
      status: 0,
      out: expect.stringContaining(`Fetched example/any@sha256:e1${zeros}.\n`),
    });
  });
});
