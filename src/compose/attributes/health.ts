import type { Form, Rest } from '../form.ts';
import { refuse, shown } from '../form.ts';
import { fields, listOf } from '../forms/collections.ts';
import type { Count, Flag, Span } from '../forms/scalars.ts';
import { count, flag, span, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';
import { literal } from '../text.ts';

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

const list = listOf(text);

const test: Form<readonly Text[]> = {
  read(written, at, faults) {
    if (typeof written === 'string') {
      const line = text.read(written, at, faults);
      return line && [['CMD-SHELL'], line];
    }
    const words = list.read(written, at, faults);
    const kind = literal(words?.[0] ?? ['NONE']);
    if (words === undefined || kind === undefined || ['NONE', 'CMD', 'CMD-SHELL'].includes(kind))
      return words;
    return refuse(
      faults,
      at,
      `a list that begins with ${shown(kind)}, not with CMD, CMD-SHELL or NONE`,
      `write ['CMD', ${shown(kind)}, …] for a program, or one text for a shell`,
    );
  },
  print: list.print,
};

export const healthcheck = fields<Healthcheck>({
  test,
  interval: span,
  timeout: span,
  retries: count,
  startPeriod: span,
  startInterval: span,
  disable: flag,
});
