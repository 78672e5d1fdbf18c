const mark = Symbol('replace');

/**
 * Says that a raw list or map takes the place of what stands there, where it would be added to it: what `!override` says in a
 * file. `compose: { volumes: replace(['./data:/data']) }` mounts that and nothing else.
 * @see https://docs.docker.com/reference/compose-file/merge/#replace-value
 */
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
