import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fetched } from './fetched.ts';
import { must } from './tool.ts';

/** `registry password`, as bcrypt keeps it: the only form that the registry reads. */
const htpasswd = 'shop:$2b$05$ZrQ4Bp7M6Z7o79dM2TyuOuBaZAE1oVucDllBoYtvgv7tkTZFVQHsu\n';

/** A registry of its own on loopback, which asks nobody for a password, or for that of `login`. */
export class Registry {
  static readonly login = { user: 'shop', password: 'registry password' } as const;
  readonly root = mkdtempSync(join(tmpdir(), 'stowage-registry-'));
  readonly host: string;
  #server: ChildProcess | undefined;

  private constructor(port: number) {
    this.host = `127.0.0.1:${port}`;
  }

  static async start(): Promise<Registry> {
    const registry = new Registry(await freePort());
    await registry.serve();
    return registry;
  }

  /** Serves what it has, from now on with a password or without one. */
  async serve(asks: 'nothing' | 'password' = 'nothing'): Promise<void> {
    this.stop();
    const file = join(this.root, 'config.yml');
    const auth = { htpasswd: { realm: 'shop', path: join(this.root, 'htpasswd') } };
    writeFileSync(join(this.root, 'htpasswd'), htpasswd);
    writeFileSync(
      file,
      JSON.stringify({
        version: 0.1,
        storage: { filesystem: { rootdirectory: join(this.root, 'data') } },
        http: { addr: this.host },
        ...(asks === 'password' && { auth }),
      }),
    );
    const program = join(fetched('STOWAGE_REGISTRY'), 'usr/bin/docker-registry');
    this.#server = spawn(program, ['serve', file], { stdio: 'ignore' });
    const status = asks === 'password' ? 401 : 200;
    for (let tries = 0; tries < 100; tries++) {
      const answer = await fetch(`http://${this.host}/v2/`).catch(() => undefined);
      if (answer?.status === status) return;
      await setTimeout(100);
    }
    throw new Error(`the registry at ${this.host} does not answer with ${status}`);
  }

  stop(): void {
    this.#server?.kill('SIGKILL');
    this.#server = undefined;
  }

  /** An image whose file `/edition` says `edition`, kept under that name and no longer on this host; its digest. */
  push(name: string, edition: string): string {
    const files = mkdtempSync(join(this.root, 'image-'));
    mkdirSync(join(files, 'bin'));
    must('cp', [join(fetched('STOWAGE_REGISTRY'), 'bin/busybox'), join(files, 'bin/busybox')]);
    for (const applet of ['sh', 'cat', 'sleep', 'true']) symlinkSync('busybox', join(files, 'bin', applet));
    writeFileSync(join(files, 'edition'), edition);
    const image = `${this.host}/${name}`;
    must('tar', ['-cf', join(this.root, 'image.tar'), '-C', files, '.']);
    must('docker', ['import', '--change', 'CMD ["sleep", "100000"]', join(this.root, 'image.tar'), image]);
    must('docker', ['push', '--quiet', image]);
    const [, digest = ''] = must('docker', [
      'image',
      'inspect',
      '--format',
      '{{index .RepoDigests 0}}',
      image,
    ])
      .trim()
      .split('@');
    must('docker', ['image', 'rm', image]);
    return digest;
  }

  dispose(): void {
    this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Docker's own settings in a folder of its own, logged in there. */
export function loggedIn(registry: Registry, config: string): string {
  const folder = mkdtempSync(join(registry.root, 'docker-'));
  symlinkSync(join(config, 'cli-plugins'), join(folder, 'cli-plugins'));
  must('docker', ['login', '--username', Registry.login.user, '--password-stdin', registry.host], {
    input: Registry.login.password,
    env: { DOCKER_CONFIG: folder },
  });
  if (readFileSync(join(folder, 'config.json'), 'utf8').includes(Registry.login.password))
    throw new Error('a password in the clear');
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}
