import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Running } from './running.ts';
import { must, run } from './tool.ts';

/** What the scripts take for a complete backup. */
export const backupsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^\d{8}T\d{6}Z$/.test(name))
    .sort();

/** What restores put aside, by its moment. */
export const setAsideIn = (folder: string) =>
  readdirSync(folder)
    .flatMap((name) => /^\.set-aside-(.*)$/.exec(name)?.[1] ?? [])
    .sort();

/** What a restore says before it asks, when nobody answers. */
export const planOf = (system: Running, backup: string) =>
  run('make', ['restore', `BACKUP=${backup}`], {
    cwd: system.folder,
    env: { ...system.scriptEnv, CONFIRM: '' },
  });

/** Something in each volume that no backup holds. */
export function leaveMarks(system: Running): void {
  system.exec('redis', 'redis-cli', 'SET', 'stowage-mark', 'there');
  system.exec('redis', 'sh', '-c', 'echo there >/elsewhere/mark');
  system.exec('kafka', 'sh', '-c', 'echo there >/bitnami/kafka/mark');
  system.exec('zookeeper', 'sh', '-c', 'echo there >/data/mark');
  system.exec('caddy', 'sh', '-c', 'echo there >/config/mark');
}

export function marks(system: Running) {
  const file = (service: string, path: string) =>
    system.exec(service, 'sh', '-c', `cat ${path} 2>/dev/null || true`);
  return {
    redis: system.exec('redis', 'redis-cli', 'EXISTS', 'stowage-mark'),
    kafka: file('kafka', '/bitnami/kafka/mark'),
    zookeeper: file('zookeeper', '/data/mark'),
    cache: file('caddy', '/config/mark'),
    elsewhere: file('redis', '/elsewhere/mark'),
  };
}

/** What a restore says that it will do to each volume; each line has a size. */
export function actions(said: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...said.matchAll(/^ {2}(replaced|emptied|left) +(\S+) +[\d.]+ [KMG]iB {2}(.*)$/gm)].map(
      ([, action, volume = '', why]) => [volume, `${action}: ${why}`],
    ),
  );
}

/** The same backup as it would be, had there been one store only. */
export function only(from: string, to: string, store: string): void {
  cpSync(from, to, { recursive: true });
  for (const entry of readdirSync(to, { withFileTypes: true }))
    if (entry.isDirectory() && entry.name !== store && entry.name !== 'config')
      rmSync(join(to, entry.name), { recursive: true });
  const files = readdirSync(to, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'SHA256SUMS',
  );
  const manifest = readFileSync(join(to, 'manifest'), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('store ') || line.startsWith(`store ${store} `))
    .map((line) =>
      line
        .replace(/^created .*/, `created ${to.split('/').at(-1)}`)
        .replace(/^files .*/, `files ${files.length}`),
    );
  writeFileSync(join(to, 'manifest'), manifest.join('\n'));
  sign(dirname(dirname(to)), basename(to));
}

/** Writes the checksums of a backup and signs it, as `scripts/backup` does, with the key of this folder. */
export function sign(folder: string, name: string): void {
  const words = '. scripts/common.sh; . scripts/stores.sh; draw_backup_key; read_backup_keys';
  const line = `${words}; write_sums "backups/$0"; sign_backup "backups/$0" "$0"`;
  must('bash', ['-euc', line, name], { cwd: folder });
}
