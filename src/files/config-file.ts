import { createHash } from 'node:crypto';
import type { ConfigFileModel, PlacedText } from '../model/config-file.ts';
import { remembered } from '../model/remembered.ts';
import type { StackModel } from '../model/stack.ts';
import { placed, placedBare } from '../syntax/placed.ts';
import { filled } from './filled.ts';
import { notice } from './notice.ts';

/** A generated file that a service reads, as it is written; of one that is made on the host, its template. */
export function renderConfigFile(stack: StackModel, file: ConfigFileModel): string {
  const known = rendered(stack);
  const text = known.get(file) ?? render(stack, file);
  known.set(file, text);
  return text;
}

/** The file itself, the digests of who mounts it and the name of an image that has it: all ask for the text. */
const rendered = remembered((_: StackModel) => new Map<ConfigFileModel, string>());

function render(stack: StackModel, { content }: ConfigFileModel): string {
  if (content.kind === 'template') return filled(content, notice(stack));
  const text = content.kind === 'text' ? content.text : pieces(content);
  return content.comment === undefined ? text : `${content.comment} ${notice(stack)}\n${text}`;
}

function pieces({ format, pieces: all }: PlacedText): string {
  return all
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return piece.bare ? placedBare(piece.value) : placed(format, piece.value);
    })
    .join('');
}

/** The first 12 hexadecimal digits of the SHA-256 of some contents: enough to see that something changed. */
export function digest(...contents: readonly string[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(`${Buffer.byteLength(content)}\n${content}`);
  return hash.digest('hex').slice(0, 12);
}
