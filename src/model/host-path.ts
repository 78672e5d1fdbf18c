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
