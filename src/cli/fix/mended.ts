import type { Located } from '../../api/examine.ts';
import { spellPlace } from '../../api/place.ts';
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
 * Makes the edits of findings in the author's files, and asks again. An edit after which its finding is still there, or another one has come, is taken
 * back; where nobody can say which one it was, all of them are.
 * @throws StowageError `library-missing`, `source-changed`, `source-refused`
 */
export async function mend(app: string, source: Loaded, before: Linted, dryRun: boolean): Promise<Mended> {
  const place = source.app?.place.bind(source.app) ?? (() => undefined);
  const undone: Left[] = [];
  for (;;) {
    const blamed = new Set(undone.map(({ finding }) => finding));
    const open = before.findings.filter((one) => !blamed.has(one));
    const plan = await planned(open, before.stacks, place);
    const left = [...plan.left, ...undone];
    if (dryRun || plan.changes.length === 0) return { ...plan, left, after: before };
    rewrite(plan.changes);
    const after = lint(await load(app));
    const worse = worsened(before, after, plan.mended);
    if (worse.length === 0) return { ...plan, left, after };
    rewrite(plan.changes.map(({ file, before, after }) => ({ file, before: after, after: before })));
    undone.push(...worse);
  }
}

/** The edits that it was better without; none where all did good. */
function worsened(before: Linted, after: Linted, mended: readonly Located[]): readonly Left[] {
  const all = (because: string) => mended.map((finding): Left => ({ finding, because }));
  if (after.broken !== undefined) return all(`the stack would not load: ${after.broken.message}`);
  const key = ({ rule, path, message }: Located) => JSON.stringify([rule, path, message]);
  const there = new Set(after.findings.map(key));
  /** One line makes the construct of every environment: all that have a place in common with these. */
  const at = (places: readonly Located[], because: string) => {
    const lines = new Set(places.map(({ place }) => place && spellPlace(place)));
    return all(because).filter(({ finding: { place } }) => lines.has(place && spellPlace(place)));
  };
  const still = mended.filter((one) => there.has(key(one)));
  if (still.length > 0) return at(still, 'the edit would not mend it');
  const known = new Set(before.findings.map(key));
  // Schemas are asked where no rule finds an error.
  const come = after.findings.find((one) => one.rule !== 'schema' && !known.has(key(one)));
  if (come === undefined) return [];
  const because = `it would bring another finding: ${come.message} (${come.rule})`;
  const same = at([come], because);
  return same.length > 0 ? same : all(because);
}
