import type { TakeoverMethod } from '../../src/model/adoption.ts';
import type { BackupMethod } from '../../src/model/backup.ts';
import { StowageError } from '../../src/model/error.ts';
import type { MajorMethod } from '../../src/model/major.ts';

/** What brings shell functions. */
export type Method = BackupMethod | TakeoverMethod | MajorMethod;

/**
 * A word of the files that a backup consists of.
 * @pattern [A-Za-z0-9][A-Za-z0-9_.-]*
 * @form a name of letters, digits, "_", "." and "-"
 * @example 'orders'
 */
type StoreName = string;

/**
 * How something is saved and brought back: by a method of a product, or one of your own.
 * @throws StowageError `method-functions` when the method lacks a function
 */
export interface Saved {
  /** Shell functions and what is to be known of them. */
  readonly method: BackupMethod;
  /**
   * The name of its folder in a backup.
   * @default - the id of the service, or of the volume
   */
  readonly name?: StoreName;
  /**
   * What the functions of the method are told after FOLDER NAME SERVICE.
   * @default - nothing
   */
  readonly words?: readonly string[];
  /**
   * Days after which a backup is a full one again, where the method saves only what is new. For the runbook: the method's functions
   * see it when it is one of the words, too.
   * @whole 1..365
   * @example 7
   * @default - each backup is a full one
   */
  readonly fullEvery?: number;
}

/** @throws StowageError `method-functions` when the method lacks a function */
export function checkSaved(id: string, { method }: Saved): void {
  checkFunctions('method', method, ['save', 'tidy', 'check', 'load', 'count', 'compare'], id);
}

/** @throws StowageError `method-functions` */
export function checkFunctions(what: string, method: Method, verbs: readonly string[], id: string): void {
  for (const verb of verbs) checkFunction(what, method, method.script, `${verb}_${method.name}`, id);
}

/** @throws StowageError `method-functions` */
export function checkFunction(
  what: string,
  { name }: Method,
  script: string,
  wanted: string,
  id: string,
): void {
  if (new RegExp(`^${wanted} *\\(\\)`, 'm').test(script)) return;
  throw new StowageError(
    'method-functions',
    `the ${what} "${name}" of "${id}" has no function ${wanted}`,
    `write it into its script, from the start of a line: ${wanted}() { …; }`,
  );
}
