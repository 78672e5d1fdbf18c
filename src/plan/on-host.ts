import type { DataFate } from './data.ts';
import type { Live } from './live.ts';
import type { ServiceStep } from './services.ts';

/** Steps as they are for what really runs on a host: who has no container there is created, and what was made of other files than those that lie there is made anew. */
export function stepsOnHost(steps: readonly ServiceStep[], live: Live): readonly ServiceStep[] {
  const containers = live.containers.filter(({ oneoff }) => !oneoff);
  const runs = new Map(containers.map((one) => [one.service, one]));
  const said = new Map(live.services.map(({ name, hash }) => [name, hash]));
  const known = new Set(steps.map(({ service }) => service));
  const told = steps.flatMap((step): readonly ServiceStep[] => {
    const container = runs.get(step.service);
    if (step.action === 'remove') return container === undefined ? [] : [step];
    // What starts only when it is asked for has no hash there, and need not run.
    const hash = said.get(step.service);
    if (container === undefined) return [hash === undefined && step.action === 'keep' ? step : created(step)];
    // Two versions may say the same in two ways: which of them does is asked elsewhere.
    const isOther = hash !== undefined && container.compose === live.compose && container.hash !== hash;
    if (!isOther || (step.action !== 'keep' && step.action !== 'restart')) return [step];
    const { only: _, ...others } = step;
    return [{ ...others, action: 'recreate', because: { kind: 'drift', of: live.project } }];
  });
  const left = [...runs.keys()].filter((service) => service !== '' && !known.has(service));
  return [
    ...told,
    ...left.map((service) => ({ service, action: 'remove' as const, changes: [], without: [] })),
  ];
}

function created({ service, path, changes, runs }: ServiceStep): ServiceStep {
  return {
    ...{ service, action: 'create', changes, without: [] },
    ...(path !== undefined && { path }),
    ...(runs && { runs }),
  };
}

/** The fates of data, with the volumes that really are on the host: of one that is not there nothing is lost, and one that nobody describes is left behind. */
export function dataOnHost(fates: readonly DataFate[], live: Live): readonly DataFate[] {
  const there = new Set(live.volumes.map(({ name }) => name));
  const told = fates.flatMap((one): readonly DataFate[] => {
    if (one.kind !== 'volume' || there.has(one.atEngine)) return [one];
    // What others made is no volume of the project, and not in the list.
    if (!one.atEngine.startsWith(`${live.project}_`)) return [one];
    if (one.fate === 'orphaned' || one.fate === 'renamed') return [];
    const { what: _, way: __, ...others } = one;
    return [{ ...others, fate: 'new', risk: false }];
  });
  const known = new Set(fates.map(({ atEngine }) => atEngine));
  const left = live.volumes.filter(({ name }) => !known.has(name));
  return [
    ...told,
    ...left.map(
      ({ name, key }): DataFate => ({
        ...{ kind: 'volume', name: key === '' ? name : key, atEngine: name, fate: 'orphaned', services: [] },
        // It was left behind before: this deploy takes nothing from it.
        risk: false,
        what: 'nothing described uses it, on the host or here',
      }),
    ),
  ];
}
