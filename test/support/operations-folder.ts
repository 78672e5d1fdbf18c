import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StackModel } from '../../src/model/stack.ts';
import { operations } from '../../src/targets/operations/index.ts';
import { configured } from './configured.ts';

/** How a command ended. */
export interface Ending {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The folder of one environment as an operator has it, with a `docker` that answers what the test tells it to. */
export interface OperationsFolder {
  readonly path: string;
  write(file: string, content: string): void;
  read(file: string): string;
  /** Runs a line of bash in the folder. */
  run(line: string, env?: Readonly<Record<string, string>>): Ending;
  /** Every call of `docker` so far, one a line. */
  calls(): string;
}

/**
 * @param answers cases of a shell `case "$*" in`: what `docker` prints for which arguments. Beyond them it only knows
 *   what `compose config` says of the generated file; everything else fails with 97.
 */
export function operationsFolder(stack: StackModel, answers = ''): OperationsFolder {
  const root = mkdtempSync(join(tmpdir(), 'operations-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  // The path of a repository may hold a space.
  const path = join(root, 'the folder');
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  };
  for (const artifact of operations().stackFiles(stack)) {
    write(artifact.path, artifact.content);
    if (artifact.executable) chmodSync(join(path, artifact.path), 0o755);
  }
  write('.env', 'GREETING=hello\n');
  const described = configured(readFileSync(join(path, 'docker-compose.yml'), 'utf8'), stack.project);
  writeFileSync(join(root, 'config.json'), described);
  write(
    '../bin/docker',
    `#!/bin/bash\nprintf '%s\\n' "$*" >>${JSON.stringify(join(root, 'calls'))}\ncase "$*" in\n${answers}\n*' config --format json') cat ${JSON.stringify(join(root, 'config.json'))} ;;\n*) exit 97 ;;\nesac\n`,
  );
  chmodSync(join(root, 'bin', 'docker'), 0o755);
  writeFileSync(join(root, 'calls'), '');
  return {
    path,
    write,
    read: (file) => readFileSync(join(path, file), 'utf8'),
    run(line, env = {}) {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
        cwd: path,
        encoding: 'utf8',
        env: { PATH: `${join(root, 'bin')}:${process.env.PATH ?? ''}`, HOME: root, ...env },
      });
      return { status, out: stdout, err: stderr };
    },
    calls: () => readFileSync(join(root, 'calls'), 'utf8'),
  };
}

/** What signs the backups of these tests. */
const backupKey = 'a0'.repeat(32);

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const hmac = (content: string) =>
  createHmac('sha256', Buffer.from(backupKey, 'hex')).update(content).digest('hex');

/** Puts a backup into the folder as `scripts/backup` writes it: these files, a manifest, the checksums and a signature. */
export function putBackup(
  folder: OperationsFolder,
  name: string,
  manifest: string,
  files: Readonly<Record<string, string>>,
): void {
  folder.write('.backup-keys', `${backupKey}\n`);
  chmodSync(join(folder.path, '.backup-keys'), 0o600);
  const all: Record<string, string> = {
    manifest: `${manifest}\nfiles ${Object.keys(files).length + 2}\n`,
    ...files,
  };
  const sums = Object.entries(all).map(([file, content]) => {
    folder.write(`backups/${name}/${file}`, content);
    return `${sha256(content)}  ./${file}\n`;
  });
  const text = `stowage backup\nname ${name}\nmanifest ${sha256(all.manifest ?? '')}\nsums ${sha256(sums.join(''))}\n`;
  const signature = `stowage-signature 1 ${hmac('stowage backup key\n').slice(0, 16)} ${hmac(text)}\n`;
  folder.write(`backups/${name}/SIGNATURE`, signature);
  folder.write(`backups/${name}/SHA256SUMS`, `${sums.join('')}${sha256(signature)}  ./SIGNATURE\n`);
}
