/** A text as an expression that finds it and nothing else, wherever it stands outside of brackets. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
