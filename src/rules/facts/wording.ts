/** `a`, `a and b`, `a, b and c`; a long list is cut: `a, b, c and 4 more`. */
export function enumerated(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const shown = distinct.length > 4 ? [...distinct.slice(0, 3), `${distinct.length - 3} more`] : distinct;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The ids in quotes, as the author typed them. */
export function quoted(ids: readonly string[]): string {
  return enumerated(ids.map((id) => `"${id}"`));
}

/** An id as the const that an author would call it: `minio-setup` is `minioSetup`. */
export function asConst(id: string): string {
  return id.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
}
