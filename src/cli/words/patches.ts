import type { Ink } from './ink.ts';

/** Unified diffs, as git colours them. */
export function coloured(patches: readonly string[], ink: Ink): string {
  return patches
    .map((patch) =>
      patch.replace(/^([-+@]).*$/gm, (line, sign: string) => {
        if (/^(\+\+\+|---) /.test(line)) return ink('bold', line);
        return ink(sign === '+' ? 'green' : sign === '-' ? 'red' : 'cyan', line);
      }),
    )
    .join('');
}
