import type { Outcome } from './tool.ts';
import { must, run } from './tool.ts';

const name = 'stowage-test-host';

/**
 * A host of its own in a container, with one operations folder in it: what is installed there, this machine does not see.
 * Its `docker` refuses everything. `dispose` removes it.
 */
export class Host {
  readonly #folder: string;

  /**
   * @param first its first process: systemd, or a program with its arguments
   * @param folder where the operations folder lies
   */
  constructor(first: readonly string[], folder: string, content: string) {
    this.#folder = folder;
    this.dispose();
    const memory = ['/run', '/run/lock', '/tmp'].flatMap((path) => ['--tmpfs', path]);
    must('docker', [
      ...['run', '--detach', '--name', name, '--network', 'none', '--privileged', '--cgroupns', 'private'],
      ...[...memory, 'stowage-test/host', ...first],
    ]);
    must('docker', ['exec', name, 'mkdir', '-p', folder]);
    must('docker', ['cp', '--quiet', `${content}/.`, `${name}:${folder}`]);
    this.sh('printf "#!/bin/sh\\nexit 1\\n" >/usr/local/bin/docker; chmod 755 /usr/local/bin/docker');
  }

  /** A line of its shell in the folder, as root. */
  run(line: string): Outcome {
    return run('docker', ['exec', '--workdir', this.#folder, name, 'bash', '-c', line]);
  }

  sh(line: string): string {
    return must('docker', ['exec', '--workdir', this.#folder, name, 'bash', '-c', line]);
  }

  /** Asks again until the line succeeds. */
  until(line: string, seconds: number): string {
    return this.sh(`for i in $(seq ${seconds}); do if ${line}; then exit 0; fi; sleep 1; done; exit 1`);
  }

  dispose(): void {
    run('docker', ['rm', '--force', '--volumes', name]);
  }
}
