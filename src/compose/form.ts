/** Keys that lead to a place in a document; positions of lists are numbers: `['services', 'web', 'ports', '0']`. */
export type At = readonly string[];

/** Something that Compose would refuse or overlook, where it stands, and the smallest edit that mends it. */
export interface Fault {
  readonly path: At;
  readonly message: string;
  readonly mend: string;
}

/**
 * How one kind of value is spelled: every form that Compose takes to the canonical one, and that one back to what is written.
 * Reading what was printed gives the same value again.
 */
export interface Form<Value> {
  /** The canonical value; undefined, and a fault, when there is none: what was written then stays as it is. */
  read(written: unknown, at: At, faults: Fault[]): Value | undefined;
  print(value: Value): unknown;
}

/** What has no place, as it was written: `x-` keys, keys that the Specification does not know, and values that cannot be read. */
export type Rest = ReadonlyMap<string, unknown>;

/** A map of the document: its keys are strings. */
export type Written = Readonly<Record<string, unknown>>;

/** Whether a value of a document is a map. */
export function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Notes a fault, and that there is no value. */
export function refuse(faults: Fault[], path: At, message: string, mend: string): undefined {
  faults.push({ path, message, mend });
  return undefined;
}

/** A value for a message: short, and on one line. */
export function shown(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
