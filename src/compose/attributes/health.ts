import type { Rest } from '../form.ts';
import { alsoAs, fields, listOf } from '../forms/collections.ts';
import type { Count, Flag, Span } from '../forms/scalars.ts';
import { count, flag, span, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** How the engine finds out whether a container does its work. */
export interface Healthcheck {
  /** `CMD` and a program with its arguments, `CMD-SHELL` and a line for the container's shell, or `NONE`. */
  readonly test?: readonly Text[];
  readonly interval?: Span;
  readonly timeout?: Span;
  readonly retries?: Count;
  /** Failures do not count until then. */
  readonly startPeriod?: Span;
  readonly startInterval?: Span;
  readonly disable?: Flag;
  readonly rest?: Rest;
}

export const healthcheck = fields<Healthcheck>({
  test: alsoAs<readonly Text[]>(listOf(text), {
    read(written, at, faults) {
      if (typeof written !== 'string') return 'long';
      const line = text.read(written, at, faults);
      return line && [['CMD-SHELL'], line];
    },
    print: () => undefined,
  }),
  interval: span,
  timeout: span,
  retries: count,
  startPeriod: span,
  startInterval: span,
  disable: flag,
});
