import { Dependable } from 'constructs';

/** A class of the vocabulary, or one that an author derives from it. */
export type Class = { readonly name: string; readonly prototype: object };

// Of the registry of symbols, so that every copy of the package in one tree has the same one.
const brand = Symbol.for('stowage.class');

/** Writes its name on a class of ours: there each copy of the package finds it, where `instanceof` knows its own classes alone. */
export function brandClass(own: Class): void {
  if (!isBranded(own)) Object.defineProperty(own.prototype, brand, { value: own.name });
}

/** Whether a class is of the vocabulary itself, not derived from it. It is so from its first instance on. */
export function isBranded({ prototype }: Class): boolean {
  return Object.hasOwn(prototype, brand);
}

/** Whether it is made by one of our classes, or by one that is derived from it. */
export function isA<Made>(value: unknown, kind: abstract new (...args: never[]) => Made): value is Made {
  return isOf(value, kind.name);
}

/** The same for the name of a class. */
export function isOf(value: unknown, name: string): boolean {
  return someBrand(value, (said) => said === name);
}

/** Whether any of our classes made it. */
export function isOurs(value: unknown): boolean {
  return someBrand(value, () => true);
}

function someBrand(value: unknown, is: (name: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (let one = Object.getPrototypeOf(value); one !== null; one = Object.getPrototypeOf(one))
    if (Object.hasOwn(one, brand) && is(Reflect.get(one, brand))) return true;
  return false;
}

/** Whether it can be waited for, known by what the package `constructs` has written on it. */
export function isDependable(value: unknown): boolean {
  try {
    return typeof value === 'object' && value !== null && Dependable.of(value) !== undefined;
  } catch {
    return false;
  }
}
