import type { Dialect } from '../../../src/compose/hash.ts';
import type { State } from '../../../src/plan/replaced.ts';
import { replaced } from '../../../src/plan/replaced.ts';
import { reconnected, restarted, stranded } from '../../../src/plan/restarted.ts';
import type { Change } from './change.ts';
import { Running } from './running.ts';
import { together } from './together.ts';

/** What became of a service at a step. */
export type Fate = 'made anew' | 'restarted' | 'stays';

/** What `up` did with one change. */
export interface Outcome {
  readonly key: string;
  readonly step: number;
  /** The fate of the service that the change is about. */
  readonly fate: Fate;
}

/** What `up` did with many, and where it was something else than predicted. */
export interface Compared {
  readonly outcomes: readonly Outcome[];
  readonly misses: readonly string[];
}

/** What `up` is predicted to do to the services of a project. */
function predicted(before: State, after: State, version: Dialect): ReadonlyMap<string, Fate> {
  const anew = replaced(before, after, version);
  const stuck = stranded(before, after, anew, version);
  const again = [restarted, reconnected]
    .flatMap((one) => [...one(before, after, anew, version).keys()])
    .filter((name) => !stuck.has(name));
  return new Map<string, Fate>([
    ...again.map((name) => [name, 'restarted'] as const),
    ...[...anew.keys()].map((name) => [name, 'made anew'] as const),
  ]);
}

/** The fates of services that did not stay. */
function fates({ replaced: anew, restarted: again }: Awaited<ReturnType<Running['up']>>) {
  return new Map<string, Fate>([
    ...again.map((name) => [name, 'restarted'] as const),
    ...anew.map((name) => [name, 'made anew'] as const),
  ]);
}

/** Where two say different things of a service. */
function differences(said: ReadonlyMap<string, Fate>, did: ReadonlyMap<string, Fate>): readonly string[] {
  const names = [...new Set([...said.keys(), ...did.keys()])];
  return names.flatMap((name) => {
    const [expected = 'stays', real = 'stays'] = [said.get(name), did.get(name)];
    return expected === real ? [] : [`${name}: ${real}, not ${expected}`];
  });
}

/** Makes states come true, one after the other, and says where something else became of a service than is predicted. */
export async function walked(
  running: Running,
  version: Dialect,
  states: readonly (() => State)[],
  tell: (step: number, did: ReadonlyMap<string, Fate>) => void,
): Promise<readonly string[]> {
  const misses: string[] = [];
  let before: State | undefined;
  for (const [step, become] of states.entries()) {
    const after = become();
    const done = await running.up();
    if (done.failure !== undefined) misses.push(`step ${step}: ${done.failure}`);
    if (before !== undefined) {
      const did = fates(done);
      const said = [...predicted(before, after, version)].filter(
        ([name, fate]) => fate !== 'restarted' || !done.ended.includes(name),
      );
      misses.push(...differences(new Map(said), did).map((line) => `step ${step}: ${line}`));
      tell(step, did);
    }
    before = after;
  }
  return misses;
}

/** Makes changes in one project, a step of each at a time. */
export async function compared(
  name: string,
  config: string,
  version: Dialect,
  changes: readonly Change[],
): Promise<Compared> {
  const running = new Running(name, config);
  const outcomes: Outcome[] = [];
  const steps = Math.max(...changes.map(({ states }) => states.length));
  const states = Array.from({ length: steps }, (_, step) => () => running.becomes(together(changes, step)));
  try {
    const misses = await walked(running, version, states, (step, did) => {
      for (const [i, { key, states: own }] of changes.entries())
        if (step < own.length) outcomes.push({ key, step, fate: did.get(`c${i}`) ?? 'stays' });
    });
    const named = (line: string) => line.replace(/: c(\d+)/, (_, i) => `, ${changes[Number(i)]?.key}: `);
    return { outcomes, misses: misses.map(named) };
  } finally {
    running.dispose();
  }
}
