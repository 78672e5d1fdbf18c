import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkout } from './support/operations.ts';
import { images } from './support/posthog.ts';
import { sign } from './support/restoring.ts';
import type { Outcome } from './support/tool.ts';
import { must, run, standIns } from './support/tool.ts';

const server = 'stowage-test-offsite';
const at = (hoursAgo: number) =>
  `${new Date(Date.now() - hoursAgo * 3_600_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** An operations folder with two backups of random bytes, as whole as those that `make backup` makes. */
class Folder {
  readonly path: string;
  readonly names = [at(24), at(1)] as const;
  readonly #dispose: () => void;

  constructor(settings: Readonly<Record<string, string>>) {
    const { folder, dispose } = checkout();
    this.#dispose = dispose;
    this.path = join(folder, 'a, "b" 100% c');
    must('mv', [join(folder, 'local'), this.path]);
    this.sh('scripts/init-env >/dev/null');
    for (const [name, value] of Object.entries(settings)) this.set(name, value);
    for (const name of this.names) this.#backup(name);
  }

  set(name: string, value: string): void {
    appendFileSync(join(this.path, '.env'), `${name}='${value}'\n`);
  }

  run(line: string): Outcome {
    return run('bash', ['-c', line], { cwd: this.path, timeout: 300_000 });
  }

  sh(line: string): string {
    return must('bash', ['-c', line], { cwd: this.path, timeout: 300_000 });
  }

  /** The sum of every file of the backups, and its mode. */
  content(): string {
    return this.sh("cd backups && find 2* -type f -printf '%m ' -exec sha256sum {} \\; | sort -k 3");
  }

  dispose(): void {
    run('docker', ['rm', '--force', 'posthog-local-offsite']);
    run('docker', ['volume', 'rm', '--force', 'posthog-local-offsite-cache']);
    this.#dispose();
  }

  #backup(name: string): void {
    const folder = join(this.path, 'backups', name);
    mkdirSync(join(folder, 'minio/objects'), { recursive: true });
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'config/.env'), 'SECRET_KEY=x\n', { mode: 0o600 });
    writeFileSync(join(folder, "minio/objects/it's an ü\\ \n object"), name);
    must('bash', [
      '-c',
      `head -c 8000000 /dev/urandom >${folder.replace(/[ ",%]/g, '\\$&')}/minio/objects/large`,
    ]);
    const facts = ['stack posthog', 'environment local', 'project posthog-local', 'version 1.43.0'];
    const lines = [
      'stowage-backup 1',
      `created ${name}`,
      ...facts,
      'mode online',
      'store minio 9',
      'files 5',
    ];
    writeFileSync(join(folder, 'manifest'), `${lines.join('\n')}\n`);
    sign(this.path, name);
    this.sh('chmod -R u=rwX,go= backups');
  }
}

/** Removes the backups from the host, brings them back, and compares. */
function sendAndFetch(folder: Folder): void {
  const [first, last] = folder.names;
  const before = folder.content();
  expect(folder.sh('make --silent offsite-init')).toContain('keep RESTIC_PASSWORD');
  expect(folder.sh('make --silent backup-offsite')).toContain(`${last} is off site; 2 backups lie there.`);
  expect(folder.sh('make --silent backup-offsite')).not.toContain('Sending');
  expect(folder.sh('make --silent offsite-backups')).toBe(`${first}  here, too\n${last}  here, too\n`);
  folder.sh('rm -r backups/2*');
  folder.sh('make --silent offsite-fetch BACKUP=latest');
  folder.sh(`make --silent offsite-fetch BACKUP=${first}`);
  expect(folder.content()).toBe(before);
  expect(folder.sh('make --silent offsite-check')).toContain('can be read');
}

describe('off site, on S3', () => {
  let folder: Folder;
  beforeAll(() => {
    const login = ['--env', 'MINIO_ROOT_USER=offsite', '--env', 'MINIO_ROOT_PASSWORD=offsite-secret-1'];
    run('docker', ['rm', '--force', '--volumes', server]);
    must('docker', ['run', '--detach', '--name', server, ...login, images.minio, 'server', '/data']);
    const address = must('docker', [
      'inspect',
      '--format',
      '{{.NetworkSettings.Networks.bridge.IPAddress}}',
      server,
    ]);
    folder = new Folder({
      OFFSITE_REPOSITORY: `s3:http://${address.trim()}:9000/copies/local`,
      OFFSITE_S3_ACCESS_KEY_ID: 'offsite',
      OFFSITE_S3_SECRET_ACCESS_KEY: 'offsite-secret-1',
    });
  });
  afterAll(() => {
    folder.dispose();
    run('docker', ['rm', '--force', '--volumes', server]);
  });

  it('brings everything back as it was', () => sendAndFetch(folder));

  it('goes on after a kill, and nothing of it is damaged', () => {
    const [first] = folder.names;
    for (const [i, moment] of ['1.2', '1.8', '2.4', '3'].entries()) {
      const name = at(20 - i);
      // Another time, other bytes: there is something to send.
      folder.sh(
        `cp -r backups/${first} backups/${name} && cd backups/${name} && head -c 8000000 /dev/urandom >minio/objects/large && sed -i s/${first}/${name}/ manifest`,
      );
      sign(folder.path, name);
      folder.run(`timeout --signal KILL ${moment} scripts/offsite send`);
    }
    const { code, out, err } = folder.run('make --silent backup-offsite');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('6 backups lie there.');
    const before = folder.content();
    folder.sh(
      'rm -r backups/2*; for name in $(make --silent offsite-backups); do scripts/offsite fetch "$name"; done',
    );
    expect(folder.content()).toBe(before);
    folder.sh('make --silent offsite-check');
  });

  it('shows no secret, and says what a wrong password is', () => {
    const { RESTIC_PASSWORD = '' } = Object.fromEntries(
      readFileSync(join(folder.path, '.env'), 'utf8')
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    );
    expect(RESTIC_PASSWORD).toMatch(/^[0-9a-f]{64}$/);
    const said = folder.run(
      'bash -x scripts/offsite list 2>/dev/null; scripts/offsite send 2>&1; scripts/offsite check 2>&1',
    ).out;
    expect(said).not.toMatch(new RegExp(`${RESTIC_PASSWORD}|offsite-secret-1`));
    folder.set('RESTIC_PASSWORD', 'another-one');
    const { code, err } = folder.run('scripts/offsite send');
    expect(code).toBe(1);
    expect(err).toContain('error: RESTIC_PASSWORD does not open the repository\n');
    expect(folder.run('scripts/offsite init').err).toContain('does not open the repository');
  });
});

describe('off site, in a folder', () => {
  let folder: Folder;
  let repository = '';
  beforeAll(() => {
    folder = new Folder({});
    repository = join(folder.path, '../another, disk');
    mkdirSync(repository);
    folder.set('OFFSITE_REPOSITORY', repository);
  });
  afterAll(() => folder.dispose());

  it('is not made by accident: the disk may not be mounted', () => {
    expect(folder.run('scripts/offsite send').err).toContain(
      'error: there is no repository at OFFSITE_REPOSITORY\n',
    );
    expect(readdirSync(repository)).toEqual([]);
  });

  it('brings everything back as it was', () => sendAndFetch(folder));

  it('finds a flipped byte', () => {
    const flip = `file=$(find "${repository}/data" -type f -size +1M | sort | head -n 1); chmod u+w "$file"; printf '\\377' | dd of="$file" bs=1 seek=500000 conv=notrunc status=none`;
    folder.sh(flip);
    const { code, err } = folder.run('scripts/offsite check');
    expect(code).toBe(1);
    expect(err).toContain('error: the repository is damaged, or could not be read to its end\n');
    rmSync(repository, { recursive: true });
  });
});

describe.skipIf(!standIns)('off site, over SFTP', () => {
  let folder: Folder;
  beforeAll(() => {
    run('docker', ['rm', '--force', server]);
    folder = new Folder({});
    folder.sh('mkdir offsite-ssh');
    const ssh = `mkdir -p /root/.ssh && ssh-keygen -q -t ed25519 -N '' -f /root/id && cp /root/id.pub /root/.ssh/authorized_keys && exec /usr/sbin/sshd -D -e`;
    must('docker', ['run', '--detach', '--name', server, '--entrypoint', 'bash', images.restic, '-c', ssh]);
    const address = must('docker', [
      ...['inspect', '--format', '{{.NetworkSettings.Networks.bridge.IPAddress}}', server],
    ]).trim();
    folder.sh(
      `for i in $(seq 30); do docker exec ${server} bash -c 'echo >/dev/tcp/127.0.0.1/22' 2>/dev/null && break; sleep 0.5; done
      docker exec ${server} cat /root/id >offsite-ssh/id && chmod 600 offsite-ssh/id
      docker exec ${server} cat /etc/ssh/ssh_host_ed25519_key.pub | sed 's/^/${address} /' >offsite-ssh/known_hosts`,
    );
    folder.set('OFFSITE_REPOSITORY', `sftp://root@${address}/copies`);
  });
  afterAll(() => {
    folder.dispose();
    run('docker', ['rm', '--force', server]);
  });

  it('brings everything back as it was', () => sendAndFetch(folder));

  it('talks to no host that it does not know', () => {
    folder.sh('sed -i "s/ AAAA/ BAAA/" offsite-ssh/known_hosts');
    expect(folder.run('scripts/offsite list').code).toBe(1);
  });
});
