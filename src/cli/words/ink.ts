import { styleText } from 'node:util';
import type { Severity } from '../../model/finding.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours a text, where the reader sees colours. */
export type Ink = (style: Style, text: string) => string;

/** None when the stream is no terminal, when that knows no colours, or when NO_COLOR asks for none. */
export function inkOf(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors'>): Ink {
  if (!stream.isTTY || !stream.hasColors()) return plain;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/** No colours. @internal for tests, which read words */
export const plain: Ink = (_, text) => text;

export const severityStyle: Readonly<Record<Severity, Style>> = {
  error: ['red', 'bold'],
  warn: ['yellow', 'bold'],
  info: ['cyan', 'bold'],
};

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
