/**
 * Something that all copies of Stowage in one process have in common: the command line of one of them may load a stack that is written
 * with another, and a package of constructs may bring a third.
 */
export function shared<Made extends object>(name: string, make: () => Made): Made {
  const key = Symbol.for(`stowage.${name}`);
  const known: Made | undefined = Reflect.get(globalThis, key);
  if (known !== undefined) return known;
  const made = make();
  Object.defineProperty(globalThis, key, { value: made });
  return made;
}
