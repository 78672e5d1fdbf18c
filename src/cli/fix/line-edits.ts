import { diffLines } from 'diff';
import type { Rewritten } from '../../out.ts';

/** A change of some lines of a file of the author's. */
export interface LineEdit {
  readonly file: string;
  /** The first of the lines, counted from 1 in the file as it was. */
  readonly line: number;
  /** How many of its lines it takes away; 0 where it adds some before that line. */
  readonly lines: number;
  /** What these lines were, with their ends. */
  readonly old: string;
  /** What stands in their place; empty where nothing does. */
  readonly new: string;
}

/** How files differ, lines that follow each other in one edit. */
export function lineEdits(changes: readonly Rewritten[]): readonly LineEdit[] {
  return changes.flatMap(({ file, before, after }) => {
    const edits: LineEdit[] = [];
    let line = 1;
    let open: LineEdit | undefined;
    for (const { value, count = 0, added, removed } of diffLines(before.toString(), after.toString())) {
      if (!added && !removed) {
        open = undefined;
        line += count;
        continue;
      }
      if (open !== undefined) edits.pop();
      const { old, lines, new: by, line: first } = open ?? { old: '', lines: 0, new: '', line };
      open = removed
        ? { file, line: first, lines: lines + count, old: old + value, new: by }
        : { file, line: first, lines, old, new: by + value };
      edits.push(open);
      if (removed) line += count;
    }
    return edits;
  });
}
