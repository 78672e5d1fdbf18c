import type { Located } from '../../api/examine.ts';
import type { Linted, Loaded } from '../../api.ts';
import { lint, load } from '../../api.ts';
import type { Rewritten } from '../../out.ts';
import { rewrite } from '../../out.ts';
import type { Left, Planned } from './planned.ts';
import { planned } from './planned.ts';

/** What was mended, or would be; what was not although it can be, and why; and what is found now. */
export interface Mended extends Pick<Planned, 'mended' | 'left'> {
  readonly after: Linted;
  /** How the files differ. */
  readonly changes: readonly Rewritten[];
}

/**
 * Makes the edits of findings in the author's files, and asks again. Where a finding is still there, or another one has come, all of them are what
 * they were.
 * @throws StowageError `library-missing`, `source-changed`, `source-refused`
 */
export async function mend(app: string, source: Loaded, before: Linted, dryRun: boolean): Promise<Mended> {
  const place = source.app?.place.bind(source.app) ?? (() => undefined);
  const plan = await planned(before.findings, before.stacks, place);
  if (dryRun || plan.changes.length === 0) return { ...plan, after: before };
  rewrite(plan.changes);
  const after = lint(await load(app));
  const because = worse(before, after, plan.mended);
  if (because === undefined) return { ...plan, after };
  rewrite(plan.changes.map(({ file, before, after }) => ({ file, before: after, after: before })));
  const undone = plan.mended.map((finding): Left => ({ finding, because }));
  return { ...{ changes: [], mended: [], left: [...plan.left, ...undone] }, after: before };
}

/** Why it was better before; undefined where it was not. */
function worse(before: Linted, after: Linted, mended: readonly Located[]): string | undefined {
  if (after.broken !== undefined) return `the stack would not load: ${after.broken.message}`;
  const key = ({ rule, path, message }: Located) => JSON.stringify([rule, path, message]);
  const there = new Set(after.findings.map(key));
  const still = mended.find((one) => there.has(key(one)));
  if (still !== undefined) return 'the edit would not mend it';
  const known = new Set(before.findings.map(key));
  // Schemas are asked where no rule finds an error.
  const come = after.findings.find((one) => one.rule !== 'schema' && !known.has(key(one)));
  return come && `it would bring another finding: ${come.message} (${come.rule})`;
}
