const mark = Symbol('replace');

/** Marks a list or a map: merged, it takes the place of what stands there. The value itself stays as it was. */
export function replace<Value extends object>(value: Value): Value {
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  Object.defineProperty(copy, mark, { value: true });
  // The same list or map but for a mark that nothing else sees.
  return copy as Value;
}

/** Takes the place of a value and is nothing: what `!reset` says in a file. */
export const nothing: object = Object.freeze({ [Symbol('nothing')]: true });

/** Whether a value takes the place of what stands there. */
export function replaces(value: unknown): boolean {
  return value === nothing || (typeof value === 'object' && value !== null && mark in value);
}
