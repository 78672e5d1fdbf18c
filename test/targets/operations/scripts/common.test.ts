import { describe, expect, test } from 'vitest';
import { scripts } from '../../../../src/targets/operations/scripts/scripts.ts';
import { stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const source = '. scripts/common.sh;';

test('says which scripts there are, and which of them run', () => {
  expect(scripts(stack()).map(({ path, executable }) => `${path}${executable ? '*' : ''}`)).toEqual([
    'scripts/common.sh',
    'scripts/env.sh',
    'scripts/readable.sh',
    'scripts/leftovers.sh',
    'scripts/places.sh',
    'scripts/networks.sh',
    'scripts/live.sh',
    'scripts/changes.sh',
    'scripts/live-json.sh',
    'scripts/compose*',
    'scripts/init-env*',
    'scripts/doctor*',
    'scripts/start*',
    'scripts/run-job*',
    'scripts/disk-usage*',
    'scripts/plan*',
    'scripts/drift*',
    'scripts/firewall*',
    'scripts/destroy*',
  ]);
});

describe('the facts of the stack', () => {
  test('are quoted', () => {
    const version = `1.0'; touch touched; "$(id)"`;
    const folder = operationsFolder(stack({ version }));
    expect(folder.run(`${source} printf '%s' "$VERSION"`).out).toBe(version);
    expect(folder.run('ls touched').status).not.toBe(0);
  });

  test('are not for Compose to read, also when make has exported them', () => {
    const { out } = operationsFolder(stack(), `'compose '*) env ;;`).run(`${source} compose ps`, {
      VERSION: '9',
    });
    expect(out).not.toMatch(/^(VERSION|PROJECT|STACK|ENVIRONMENT|GUARDED)=/m);
  });
});

test('compose decides itself what runs, whatever the shell says of it', () => {
  const folder = operationsFolder(stack(), `'compose '*) env ;;`);
  const evil =
    'FILE PATH_SEPARATOR ENV_FILES DISABLE_ENV_FILE PROJECT_NAME PROFILES COMPATIBILITY REMOVE_ORPHANS IGNORE_ORPHANS STATUS_STDOUT';
  const shell = Object.fromEntries(evil.split(' ').map((name) => [`COMPOSE_${name}`, 'evil']));
  const said = folder.run('scripts/compose ps', { ...shell, COMPOSE_PARALLEL_LIMIT: '1' }).out;
  expect(said.match(/^COMPOSE_.*$/gm)?.sort()).toEqual([
    'COMPOSE_COMPATIBILITY=false',
    'COMPOSE_DISABLE_ENV_FILE=false',
    'COMPOSE_ENV_FILES=',
    'COMPOSE_FILE=docker-compose.yml',
    'COMPOSE_IGNORE_ORPHANS=false',
    'COMPOSE_PARALLEL_LIMIT=1',
    'COMPOSE_PATH_SEPARATOR=:',
    'COMPOSE_PROFILES=',
    'COMPOSE_PROJECT_NAME=shop-test',
    'COMPOSE_REMOVE_ORPHANS=false',
    'COMPOSE_STATUS_STDOUT=false',
  ]);
  expect(folder.calls()).toBe('compose --project-name shop-test ps\n');
});

test('compose goes by what PROJECT holds', () => {
  const folder = operationsFolder(stack(), `'compose '*) ;;`);
  folder.run(`${source} compose ps; PROJECT=drill; compose ps`, { COMPOSE_PROJECT_NAME: 'another' });
  expect(folder.calls()).toBe('compose --project-name shop-test ps\ncompose --project-name drill ps\n');
});

test('the shell’s environment comes before .env, and the default last', () => {
  const folder = operationsFolder(stack());
  folder.write('.env', 'A=file\nEMPTY=\n');
  const line = `${source} env_value A; env_value EMPTY other; env_value NONE; env_value NONE other; env_value B`;
  expect(folder.run(line, { B: 'shell' }).out).toBe('file\nother\n\nother\nshell\n');
  expect(folder.run(`${source} env_value A`, { A: 'shell' }).out).toBe('shell\n');
});

describe('lock', () => {
  const holder = `bash -c '${source} lock; touch held; exec sleep 9' & until [ -e held ]; do sleep 0.05; done;`;

  test('lets one at a time in', () => {
    const folder = operationsFolder(stack());
    const { out, err } = folder.run(`${holder} bash -c '${source} lock' || echo refused; kill %1`);
    expect(out).toBe('refused\n');
    expect(err).toContain('error: another backup, restore or upgrade is running\n');
  });

  test('is shared with the scripts that its holder calls', () => {
    const folder = operationsFolder(stack());
    expect(folder.run(`${source} lock; bash -c '${source} lock; echo inside'`).out).toBe('inside\n');
  });

  test('is not claimed by the environment, nor by another file that is open', () => {
    const folder = operationsFolder(stack());
    const claims = [`STOWAGE_LOCK="$PWD" bash -c '${source} lock'`, `bash -c '${source} lock' 9>other`];
    for (const claim of claims) {
      const { out, err } = folder.run(`rm -f held; ${holder} ${claim} || echo refused; kill %1`);
      expect({ claim, out }).toEqual({ claim, out: 'refused\n' });
      expect(err).toContain('error: another backup, restore or upgrade is running\n');
    }
  });

  test('is taken where the file is open already, and nobody holds it', () => {
    const folder = operationsFolder(stack());
    const line = `exec 9<>.lock; bash -c '${source} lock; flock --nonblock .lock true || echo held'`;
    expect(folder.run(line).out).toBe('held\n');
  });

  test.each([
    ['a link', 'ln -s precious .lock'],
    ['a link out of the folder', 'ln -s ../precious .lock'],
    ['a link to nowhere', 'ln -s ../made .lock'],
    ['a folder', 'mkdir .lock'],
    ['a pipe', 'mkfifo .lock'],
  ])('is no %s, and what that leads to stays', (_, make) => {
    const folder = operationsFolder(stack());
    folder.write('precious', 'keep\n');
    folder.write('../precious', 'keep\n');
    const { status, err } = folder.run(`${make}; ${source} lock`);
    expect({ status, err }).toEqual({
      status: 1,
      err: `error: ${folder.path}/.lock is no plain file, and these scripts keep one there\n       see what it is, then move it away: ls -l .lock\n`,
    });
    expect(folder.run('cat precious ../precious; ls -A .. | grep -c made').out).toBe('keep\nkeep\n0\n');
  });

  test('keeps what somebody wrote into its file', () => {
    const folder = operationsFolder(stack());
    folder.write('.lock', 'mine\n');
    expect(folder.run(`${source} lock; cat .lock`).out).toBe('mine\n');
  });

  test.each([
    '.unfinished-restore',
    '.set-aside-20261123T030000Z',
    '.adoption',
    '.known-volumes',
    '.last-backup',
  ])('lets nothing go on while backups/%s is a link', (state) => {
    const folder = operationsFolder(stack());
    folder.write('precious', 'keep\n');
    const { status, err } = folder.run(
      `mkdir -p backups; ln -s ../precious backups/${state}; ${source} lock`,
    );
    expect({ status, err }).toMatchObject({ status: 1 });
    expect(err).toContain(`/backups/${state} is no plain file, and these scripts keep one there\n`);
  });

  test('is gone with its holder, however it ends', () => {
    const folder = operationsFolder(stack());
    const line = `bash -c '${source} lock; kill -9 $$'; bash -c '${source} lock; echo free'`;
    expect(folder.run(line).out).toBe('free\n');
  });
});

describe('a file of state', () => {
  test('is written whole, and not through a link in its place or in that of the half one', () => {
    const folder = operationsFolder(stack());
    folder.write('precious', 'keep\n');
    folder.run('ln -s precious state.new');
    expect(folder.run(`${source} printf 'a\\nb\\n' | write_whole state; cat state`).out).toBe('a\nb\n');
    const { status, err } = folder.run(
      `ln -sf precious state; ${source} echo c | write_whole state; echo on`,
    );
    expect({ status, err }).toMatchObject({ status: 1 });
    expect(err).toContain('/state is no plain file');
    expect(folder.read('precious')).toBe('keep\n');
  });
});

describe('what is said', () => {
  const words = 'é 日本 “x” 🙂\ttab';
  test.each([
    ['plain words', words, words],
    ['an escape', 'a\u001b[31mb', 'a?[31mb'],
    ['a bell, a backspace, a carriage return', 'a\u0007\b\rb\u007f', 'a???b?'],
    ['an escape of eight bits', 'a\u009b31mb\u0085', 'a?31mb?'],
    ['a text that runs backwards', 'a\u202eb\u2066c\u200b\u2028', 'a?b?c??'],
  ])('shows %s as they are, or as ?', (_, text, shown) => {
    const folder = operationsFolder(stack());
    const line = `${source} say "$TEXT"; warn "$TEXT"; fail "$TEXT" "$TEXT"`;
    expect(folder.run(line, { TEXT: text })).toEqual({
      status: 1,
      out: `${shown}\n`,
      err: `warning: ${shown}\nerror: ${shown}\n       ${shown}\n`,
    });
  });
});
