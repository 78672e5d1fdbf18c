// Both of the registry, so that every copy of the package knows them.
const mark = Symbol.for('stowage.replace');
const none = Symbol.for('stowage.nothing');

/** Marks a list or a map: merged, it takes the place of what stands there. The value itself stays as it was. */
export function replace<Value extends object>(value: Value): Value {
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  Object.defineProperty(copy, mark, { value: true });
  // The same list or map but for a mark that nothing else sees.
  return copy as Value;
}

/** Takes the place of a value and is nothing: what `!reset` says in a file. */
export const nothing: object = Object.freeze({ [none]: true });

/** Whether it is that, of whichever copy of the package. */
export function isNothing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, none);
}

/** Whether a value takes the place of what stands there. */
export function replaces(value: unknown): boolean {
  return isNothing(value) || (typeof value === 'object' && value !== null && mark in value);
}
