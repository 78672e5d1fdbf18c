import type { Rewritten } from '../../out.ts';
import type { Literal, Source } from './literals.ts';

/** A string of the source that says an image. */
export interface Spot extends Literal {
  readonly file: string;
}

/** Where the source says this image, and nothing else. */
export function spotsOf(image: string, sources: readonly Source[]): readonly Spot[] {
  return sources.flatMap(({ file, literals }) =>
    literals.filter(({ value }) => value === image).map((literal) => ({ ...literal, file })),
  );
}

/** The files with other images in them: each string keeps its quotes, and everything around it stays to the byte. */
export function edited(
  sources: readonly Source[],
  pinned: ReadonlyMap<string, string>,
): readonly Rewritten[] {
  return sources.flatMap(({ file, bytes, text, literals }) => {
    const pieces: string[] = [];
    let done = 0;
    for (const { value, start, end } of literals) {
      const by = pinned.get(value);
      if (by === undefined || by === value) continue;
      pieces.push(text.slice(done, start + 1), by);
      done = end - 1;
    }
    return done === 0
      ? []
      : [{ file, before: bytes, after: Buffer.from([...pieces, text.slice(done)].join('')) }];
  });
}
