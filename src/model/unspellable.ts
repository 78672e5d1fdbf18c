const brand = Symbol.for('stowage.unspellable');

/** A text that a format cannot carry, however it is quoted. What throws it says so with `@throws`. */
export class Unspellable extends RangeError {
  override readonly name = 'Unspellable';
  /** The text, as it was to be written. */
  readonly text: string;
  /** The smallest edit that mends it. */
  readonly fix: string;

  /** @param why what is said after the text: `cannot stand in a shell word: it has a NUL byte` */
  constructor(
    text: string,
    why: string,
    fix = 'write it in another way: no quoting of that format keeps it',
  ) {
    const shown = JSON.stringify(text);
    super(`${shown.length > 80 ? `${shown.slice(0, 80)}…"` : shown} ${why}`);
    this.text = text;
    this.fix = fix;
  }

  /** @internal Known by it also to another copy of the package: a target may come from one. */
  get [brand](): true {
    return true;
  }
}

/** Whether it is one, of whichever copy of the package. */
export function isUnspellable(error: unknown): error is Unspellable {
  return error instanceof Error && brand in error;
}
