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
  const plain = plainly(path);
  return sharedFolders.some((one) => one === plain) || isWithin(systemTrees, plain);
}

/** Trees of the system below which a project may have data of its own, such as certificates. */
const mixed: readonly string[] = ['/etc', '/usr', '/var/lib/containerd', '/var/lib/docker'];

/**
 * What a host brings along and changes itself, with all that is in it: who mounts it looks at the host, and keeps no data there.
 * @see https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html
 */
export const hostTrees: readonly string[] = [
  ...systemTrees.filter((tree) => !mixed.includes(tree)),
  ...['/usr/bin', '/usr/lib', '/usr/sbin', '/usr/share', '/usr/src', '/etc/ca-certificates', '/etc/group'],
  ...['/etc/hostname', '/etc/hosts', '/etc/localtime', '/etc/machine-id', '/etc/os-release', '/etc/passwd'],
  ...['/etc/pki', '/etc/resolv.conf', '/etc/ssl', '/etc/timezone'],
];

/** The same of these themselves: below them may be data. */
export const hostFolders = ['/', '/etc', '/tmp', '/usr', '/var', '/var/lib', '/var/log'] as const;

/** Whether it is the host's own, and no data of a project. */
export function isOfTheHost(path: string): boolean {
  const plain = plainly(path);
  return hostFolders.some((one) => one === plain) || isWithin(hostTrees, plain);
}

function plainly(path: string): string {
  return path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
}

function isWithin(trees: readonly string[], path: string): boolean {
  return trees.some((one) => one === path || path.startsWith(`${one}/`));
}

/** What a path of the host may look like that a backup holds: a word in lists, and no option of `docker run`. */
export const plainPath = '/[A-Za-z0-9_.@+-]+(/[A-Za-z0-9_.@+-]+)*';

/** Whether it looks so. */
export function isPlainPath(path: string): boolean {
  return new RegExp(`^(/|${plainPath})$`).test(path);
}
