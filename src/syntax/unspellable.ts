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
}
