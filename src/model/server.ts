import type { Text } from '../compose/text.ts';
import type { Sentence } from './words.ts';

/** A database or another server that somebody else runs: services reach it, and nothing here starts, stops or saves it. */
export interface ServerModel {
  /** Path of the construct. */
  readonly path: string;
  readonly id: string;
  /** Its name or address, or the variable that holds one. */
  readonly host: Text;
  readonly port: number;
  /** What it is, for the runbook. */
  readonly description: Sentence;
}
