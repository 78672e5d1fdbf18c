import type { Text } from '../compose/text.ts';
import type { Sentence } from './words.ts';

/** A folder, a file or a socket of the host that containers find at a path of their own. It outlives the project, which neither makes nor removes it. */
export interface HostPathModel {
  /** Path of the construct. */
  readonly path: string;
  readonly id: string;
  /** Where it lies on the host: an absolute path, or the variable that holds one. */
  readonly host: Text;
  /** What it holds, for the runbook. */
  readonly holds: Sentence;
  readonly kind: 'folder' | 'file' | 'socket';
  /** `uid` or `uid:gid` that it must belong to. @default - nobody says */
  readonly owner?: string;
  /** No container writes to it. */
  readonly readOnly: boolean;
}

/** Folders of the system with all that is in them. What a restore brings back it empties before. */
export const systemTrees = [
  ...['/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/proc', '/run', '/sbin', '/sys', '/usr'],
  ...['/var/lib/containerd', '/var/lib/docker', '/var/run'],
] as const;

/** Folders that hold what belongs to many. */
export const sharedFolders = [
  ...['/', '/home', '/media', '/mnt', '/opt', '/root', '/srv', '/tmp', '/var'],
  ...['/var/cache', '/var/lib', '/var/log', '/var/spool', '/var/tmp'],
] as const;

/** Whether a restore must not empty it. */
export function isOfTheSystem(path: string): boolean {
  const plain = path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  return (
    sharedFolders.some((one) => one === plain) ||
    systemTrees.some((one) => one === plain || plain.startsWith(`${one}/`))
  );
}

/** What a path of the host may look like that a backup holds: a word in lists, and no option of `docker run`. */
export const plainPath = '/[A-Za-z0-9_.@+-]+(/[A-Za-z0-9_.@+-]+)*';

/** Whether it looks so. */
export function isPlainPath(path: string): boolean {
  return new RegExp(`^(/|${plainPath})$`).test(path);
}
