import { StowageError } from '../../src/model/error.ts';

/**
 * A name at the engine.
 * @form the name of a network or a volume
 * @pattern [A-Za-z0-9][A-Za-z0-9_.-]*
 * @example 'proxy'
 */
export type EngineName = string;

/** What stands beside this system, and is neither made nor removed with it. */
export interface External {
  /** What the engine calls it. */
  readonly name: EngineName;
  /**
   * `make init` makes it where it is missing: for one that nobody else makes.
   * @default false
   */
  readonly create?: boolean;
}

/** The same as data; a name alone is enough. */
export function externalOf(external: EngineName | External | undefined): Required<External> | undefined {
  if (external === undefined) return undefined;
  return typeof external === 'string'
    ? { name: external, create: false }
    : { name: external.name, create: external.create ?? false };
}

/** @throws StowageError `bad-prop`: Compose refuses what says how one is made that it does not make. */
export function checkExternal(id: string, external: unknown, internal: unknown): void {
  if (external !== undefined && internal !== undefined)
    throw new StowageError(
      'bad-prop',
      `"${id}" is external, and says whether it is internal: whoever makes it decides that`,
      'leave internal out',
    );
}
