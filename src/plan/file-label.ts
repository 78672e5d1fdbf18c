/** The generated file of which a label holds the digest, or the word that is drawn anew with it. */
export function fileOf([key, label = '']: readonly string[]): string | undefined {
  return key === 'labels' ? /^stowage\.(?:digest\/)?(.+)$/.exec(label)?.[1] : undefined;
}
