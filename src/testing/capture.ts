import { like } from './like.ts';
import { Matcher, shown } from './pattern.ts';

/**
 * Keeps the value that stands at its place once the whole pattern holds: `const url = new Capture(); …hasService('web', { environment: { URL:
 * url } }); url.value`.
 */
export class Capture extends Matcher {
  readonly #values: unknown[] = [];

  /** @param pattern what the value must be. @default - anything that is there */
  constructor(pattern?: unknown) {
    super(pattern === undefined ? 'new Capture()' : `new Capture(${shown(pattern)})`, (actual) => {
      const { differences, ...rest } =
        pattern === undefined && actual !== undefined
          ? { differences: [], actual, expected: actual }
          : like(actual, pattern ?? absent);
      return { ...rest, differences, kept: [...(rest.kept ?? []), () => void this.#values.push(actual)] };
    });
  }

  /** The one that was kept last. @throws Error when there is none */
  get value(): unknown {
    if (this.#values.length === 0)
      throw new Error('nothing was captured: no pattern with this Capture has held');
    return this.#values.at(-1);
  }

  /** All of them, in the order in which they were kept. */
  get values(): readonly unknown[] {
    return [...this.#values];
  }
}

/** What nothing is like. */
const absent = new Matcher('something', (actual) => ({
  ...{ actual, expected: 'something' },
  differences: [{ at: [], says: 'wanted something to capture, and there is nothing' }],
}));
