import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

/** A folder whose other scripts only note down that they ran, and end as the test says. */
function scheduled(codes: Readonly<Record<string, number>> = {}): OperationsFolder {
  const folder = operationsFolder(
    shop({ schedule: { at: '03:00', keepDays: 14, offsite: { image: 'restic/restic:0.18.1' } } }),
  );
  for (const script of ['prune-backups', 'backup', 'restore-drill', 'offsite'])
    folder.write(
      `scripts/${script}`,
      `#!/bin/bash\necho ${script} $* >>ran\n[ /proc/self/fd/9 -ef .lock ] && echo shared >lock\nexit ${codes[script] ?? 0}\n`,
    );
  return folder;
}

/** A service that waits for signs of life: the paths that were called, in order. */
async function watcher(status = 200) {
  const called: string[] = [];
  const server = createServer((request, response) => {
    called.push(request.url ?? '');
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { called, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Beside this process, which answers the calls meanwhile. */
function run(folder: OperationsFolder, line: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', line], {
      cwd: folder.path,
      env: { PATH: `${join(folder.path, '../bin')}:${process.env.PATH ?? ''}`, HOME: folder.path },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    child.on('close', (code) => resolve({ code, said }));
  });
}

const remembered = (folder: OperationsFolder, kind: string) =>
  folder.read(`backups/.last-${kind}`).replace(/^\d+ \d+ /, '');

describe('a scheduled backup', () => {
  test('removes what is old before it needs room, under one lock', async () => {
    const folder = scheduled();
    expect(await run(folder, 'scripts/scheduled backup')).toMatchObject({ code: 0 });
    expect(folder.read('ran')).toBe('prune-backups\nbackup\n');
    expect(folder.read('lock')).toBe('shared\n');
    expect(remembered(folder, 'backup')).toBe('0\n');
  });

  test('goes elsewhere where the operator said so', async () => {
    const folder = scheduled();
    folder.write('.env', 'OFFSITE_REPOSITORY=/mnt/nas\n');
    await run(folder, 'scripts/scheduled backup');
    expect(folder.read('ran')).toBe('prune-backups\nbackup\noffsite send\n');
  });

  test.each(['prune-backups', 'backup', 'offsite'])(
    'tries the rest when %s fails, and fails',
    async (failing) => {
      const { called, url } = await watcher();
      const folder = scheduled({ [failing]: 3 });
      folder.write('.env', `OFFSITE_REPOSITORY=/mnt/nas\nBACKUP_PING_URL=${url}/uuid\n`);
      const { code, said } = await run(folder, 'scripts/scheduled backup');
      expect(code).toBe(1);
      expect(said).toContain(`warning: backup of shop-test failed: ${failing}\n`);
      expect(folder.read('ran')).toBe('prune-backups\nbackup\noffsite send\n');
      expect(remembered(folder, 'backup')).toBe('1\n');
      expect(called).toEqual(['/uuid/fail']);
    },
  );

  test('waits for a restore, and gives up with a failure', async () => {
    const { called, url } = await watcher();
    const folder = scheduled();
    folder.write('.env', `BACKUP_PING_URL=${url}/uuid\n`);
    const waited = await run(
      folder,
      'exec 7>.lock; flock 7; (exec 7>&-; SCHEDULE_WAIT=1 scripts/scheduled backup)',
    );
    expect(waited.code).toBe(1);
    expect(waited.said).toContain('error: another backup, restore or upgrade did not end in time\n');
    expect(called).toEqual(['/uuid/fail']);
    const line = '(flock 7; sleep 1) 7>.lock & sleep 0.3; SCHEDULE_WAIT=20 scripts/scheduled backup';
    expect(await run(folder, line)).toMatchObject({ code: 0 });
    expect(called).toEqual(['/uuid/fail', '/uuid']);
  });

  test('that is ended says so', async () => {
    const { called, url } = await watcher();
    const folder = scheduled();
    folder.write('.env', `BACKUP_PING_URL=${url}/uuid\n`);
    folder.write('scripts/backup', '#!/bin/bash\nkill -TERM $PPID\nsleep 0.5\n');
    const { code, said } = await run(folder, 'scripts/scheduled backup');
    expect(code).toBe(143);
    expect(said).toContain('warning: backup of shop-test failed: it was ended with 143\n');
    expect(remembered(folder, 'backup')).toBe('143\n');
    expect(called).toEqual(['/uuid/fail']);
  });
});

describe('a scheduled drill', () => {
  test('calls nobody when it is good, and somebody when it is not', async () => {
    const { called, url } = await watcher();
    const good = scheduled();
    good.write('.env', `OFFSITE_REPOSITORY=/mnt/nas\nBACKUP_PING_URL=${url}/uuid\n`);
    expect(await run(good, 'scripts/scheduled drill')).toMatchObject({ code: 0 });
    expect(good.read('ran')).toBe('restore-drill latest\noffsite check --sample\n');
    expect(called).toEqual([]);
    const bad = scheduled({ 'restore-drill': 1 });
    bad.write('.env', `BACKUP_PING_URL=${url}/uuid\n`);
    expect(await run(bad, 'scripts/scheduled drill')).toMatchObject({ code: 1 });
    expect(remembered(bad, 'drill')).toBe('1\n');
    expect(called).toEqual(['/uuid/fail']);
  });
});

describe('the address that is called', () => {
  test.each([
    ['/uuid', '/uuid', '/uuid/fail'],
    ['/key/shop/?create=1&x=%20y', '/key/shop/?create=1&x=%20y', '/key/shop/fail?create=1&x=%20y'],
    ["/a'b$c[1-3]{x,y}", "/a'b$c[1-3]{x,y}", "/a'b$c[1-3]{x,y}/fail"],
  ])('%s', async (path, good, failed) => {
    const { called, url } = await watcher();
    for (const code of [0, 1]) {
      const folder = scheduled({ backup: code });
      folder.write('.env', `BACKUP_PING_URL="${`${url}${path}`.replaceAll('$', '\\$')}"\n`);
      await run(folder, 'scripts/scheduled backup');
    }
    expect(called).toEqual([good, failed]);
  });

  test('is in no argument and in no output, also when the call fails', async () => {
    const { url } = await watcher(404);
    const folder = scheduled();
    folder.write('.env', `BACKUP_PING_URL=${url}/topsecret\n`);
    folder.write('../bin/curl', '#!/bin/bash\nprintf "%s\\n" "$*" >>arguments\nexec /usr/bin/curl "$@"\n');
    folder.run('chmod 755 ../bin/curl');
    const { code, said } = await run(folder, 'scripts/scheduled backup');
    expect(code).toBe(0);
    expect(said).toContain('warning: BACKUP_PING_URL could not be called: curl ended with 22\n');
    expect(said + folder.read('arguments')).not.toMatch(/topsecret|127\.0\.0\.1/);
  });

  test.each(['ftp://host/x', 'file:///etc/passwd', 'host/x', 'http://h/"\\nurl=x', 'http://a b'])(
    '%s is refused and not called',
    async (url) => {
      const folder = scheduled();
      folder.write('.env', `BACKUP_PING_URL='${url}'\n`);
      folder.write('../bin/curl', '#!/bin/bash\ntouch called\n');
      folder.run('chmod 755 ../bin/curl');
      const { code, said } = await run(folder, 'scripts/scheduled backup; ls called');
      expect(said).toContain(
        'warning: BACKUP_PING_URL is no address that begins with https:// or http://: nobody was told\n',
      );
      expect(said).not.toContain(url);
      expect(code).toBe(2);
    },
  );
});

test('the log of cron stays small', async () => {
  const folder = scheduled();
  await run(folder, 'scripts/scheduled --log backup');
  expect(folder.read('backups/.schedule.log')).toMatch(
    /^backup of shop-test begins at .*\nbackup of shop-test ended at .* with 0\.\n$/,
  );
  expect(
    await run(folder, 'head -c 2000000 /dev/zero >backups/.schedule.log; scripts/scheduled --log backup'),
  ).toEqual({
    code: 0,
    said: '',
  });
  expect(folder.run('stat -c %s backups/.schedule.log.1').out).toBe('2000000\n');
  expect(folder.read('backups/.schedule.log')).toMatch(/ended at/);
});

test.each(['', 'both', 'backup drill'])('"%s" is nothing that it runs', (words) => {
  expect(scheduled().run(`scripts/scheduled ${words}`)).toMatchObject({ status: 1, out: '' });
});
