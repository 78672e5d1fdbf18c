import { visibleLines } from '../../model/visible.ts';
import type { Reader } from './reader.ts';

/** Unified diffs, as git colours them; for a person what a terminal would obey is spelled. */
export function coloured(patches: readonly string[], { ink, exact }: Omit<Reader, 'link'>): string {
  return patches
    .map((patch) => (exact ? patch : visibleLines(patch)))
    .map((patch) =>
      patch.replace(/^([-+@]).*$/gm, (line, sign: string) => {
        if (/^(\+\+\+|---) /.test(line)) return ink('bold', line);
        return ink(sign === '+' ? 'green' : sign === '-' ? 'red' : 'cyan', line);
      }),
    )
    .join('');
}
