import { readFileSync } from 'node:fs';

/** A file, which begins with its own name, or a command with what it says. */
export type Step =
  | { readonly file: string; readonly content: string }
  | { readonly command: string; readonly says: string };

/** What a page tells its reader to write and to type, in order. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  return blocks.flatMap(([, kind, text = '']): readonly Step[] => {
    if (kind !== 'console') {
      const [, file = ''] = /^(?:\/\/|#) (\S+)\n/.exec(text) ?? [];
      return [{ file, content: text }];
    }
    return [...text.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)].map(([, command = '', says = '']) => ({
      ...{ command, says },
    }));
  });
}
