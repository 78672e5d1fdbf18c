import { groupBy } from '../../model/groups.ts';
import { fileOf } from '../../plan/file-label.ts';
import type { KeyChange } from '../../plan/keys.ts';
import type { StackPlan } from '../../plan.ts';
import { plural } from '../words/ink.ts';

type Step = StackPlan['services'][number];
type Fate = StackPlan['data'][number];

/** What happens, in the order in which a person wants to read it. */
const actions = ['remove', 'recreate', 'rebuild', 'create', 'restart', 'run', 'keep'] as const;

export type Heading = (typeof actions)[number];

/** The steps that are told, in that order, each under its heading; those that only follow others are told together. */
export function toldOf(services: readonly Step[]): readonly (readonly [Heading, Step])[] {
  const told = services.filter((step) => !isFollower(step));
  return actions.flatMap((heading) =>
    told.filter((step) => headingOf(step) === heading).map((step) => [heading, step] as const),
  );
}

/** Under what a step is told; undefined for one that changes nothing. */
function headingOf({ action, changes, runs }: Step): Heading | undefined {
  if (action !== 'keep') return action;
  if (runs === true) return 'run';
  return changes.length > 0 ? 'keep' : undefined;
}

const counted = {
  remove: 'removed',
  recreate: 'recreated',
  rebuild: 'rebuilt',
  create: 'created',
  restart: 'restarted',
} as const;

/** `2 recreated, 1 restarted, 54 kept; 1 at risk`. */
export function tallyOf({ services, data, isNew }: StackPlan): string {
  if (isNew)
    return `new: ${plural(services.length, 'service')}, ${plural(data.length, 'place of data', 'places of data')}`;
  const sure = services.filter(({ only }) => only === undefined);
  const kept = sure.filter(({ action }) => action === 'keep').length;
  const parts = Object.entries(counted).flatMap(([action, word]) => {
    const count = sure.filter((one) => one.action === action).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  if (sure.length < services.length)
    parts.push(`${services.length - sure.length} with some versions of Compose`);
  const risk = data.filter((one) => one.risk).length;
  if (kept > 0) parts.push(`${kept} kept`);
  return (
    (parts.join(', ') || 'nothing happens to a service') +
    (risk === 0 ? '' : `; ${plural(risk, 'place')} of data at risk`)
  );
}

/** `image`, `environment.SITE_URL`; of a file that it reads, its name. */
export function keyName({ keys }: KeyChange): string {
  const file = fileOf(keys);
  return file === undefined ? keys.join('.') : `the file ${file}`;
}

/** Why it happens to a service, where that is not what it says itself, and which versions do so. */
export function becauseOf({ because, only, action, changes, runs }: Step): readonly string[] {
  const reasons: string[] = [];
  if (because?.kind === 'restart') reasons.push(`it stops and starts with ${because.of}`);
  if (because?.kind === 'namespace')
    reasons.push(`it lives in the namespace of ${because.of}, which is made anew`);
  if (because?.kind === 'network' || because?.kind === 'volume')
    reasons.push(`the ${because.kind} ${because.of} is another one`);
  if (because?.kind === 'drift')
    reasons.push('what runs was made of other files than those that lie on the host');
  if (because?.kind === 'dependency') reasons.push(`it waits for ${because.of}, which is made anew`);
  if (because === undefined && changes.length === 0 && action === 'recreate')
    reasons.push('nothing of it changed: this version of Compose spells what it hashes otherwise');
  if (action === 'keep' && changes.length > 0)
    reasons.push('Compose does not look at that: the container stays as it is');
  if (action === 'remove') reasons.push('it is not described any more');
  if (only !== undefined) reasons.push(`only with Compose ${only.join(', ')}`);
  if (runs === true) reasons.push('it runs again');
  return reasons;
}

/** Those that only follow what they wait for, which most versions of Compose leave alone: one line for all that do so alike. */
export function followers(services: readonly Step[]): readonly string[] {
  const all = services.filter(isFollower);
  return groupBy(all, ({ because, only }) => `${because?.of}\n${only?.join()}`).map((alike) => {
    const [{ because, only }] = alike;
    const which = only === undefined ? '' : `with Compose ${only.join(', ')} alone: `;
    return `${which}${some(alike.map(({ service }) => service))} ${alike.length > 1 ? 'are' : 'is'} made anew with ${because?.of}, for which ${alike.length > 1 ? 'they wait' : 'it waits'}`;
  });
}

/** Whether nothing of it changed, and it only waits for what is made anew. */
function isFollower({ because, changes }: Step): boolean {
  return because?.kind === 'dependency' && changes.length === 0;
}

/** How long it is away, and who is without it. */
export function awayOf({ down, without }: Step): string | undefined {
  if (down === undefined) return undefined;
  const most =
    down.ready === undefined
      ? `it stops within ${span(down.stop)}`
      : `away for at most ${span(down.stop + down.ready)}`;
  return without.length === 0 ? most : `${most}; meanwhile without it: ${some(without)}`;
}

/** The first of them, and how many more there are. */
function some(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 7).join(', ')} and ${names.length - 7} more` : names.join(', ');
}

/** `2m10s`. */
function span(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return (
    [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean).join('') || '0s'
  );
}

/** What becomes of it, in a word or two. */
export const fates: Readonly<Record<Fate['fate'], string>> = {
  new: 'new',
  kept: 'kept',
  orphaned: 'left behind',
  renamed: 'replaced',
  remounted: 'moved',
  remade: 'redefined',
  major: 'other major',
  overlooked: 'overlooked',
  owner: 'other owner',
};

/** Whether it can be had back. */
export function savedOf({ saved, fate }: Fate): string | undefined {
  if (saved === 'yes' && fate !== 'new') return 'a backup holds it: make restore brings it back';
  if (saved === 'no') return 'no backup holds it';
  if (fate === 'orphaned' || fate === 'renamed')
    return 'a backup from before may hold it; those that are made from then on do not';
  return undefined;
}

/** `core (at most 3m), migrate`; and how long all of it takes. */
export function orderOf({ phases }: StackPlan): string {
  const [only] = phases;
  if (only !== undefined && phases.length === 1)
    return only.atMost === 0 ? only.phase : `${only.phase}: at most ${span(only.atMost)}, without jobs`;
  const each = phases.map(({ phase, atMost }) => (atMost === 0 ? phase : `${phase} (${span(atMost)})`));
  const whole = phases.reduce((sum, { atMost }) => sum + atMost, 0);
  return `${each.join(', then ')}${whole === 0 ? '' : `: at most ${span(whole)}, without jobs`}`;
}
