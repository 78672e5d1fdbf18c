import { waits } from '../../graph/waits.ts';
import { waitsOf } from '../../graph/wiring.ts';
import { profilesOf } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** There is an order in which everything can start. */
export const orderPossible: Rule = {
  id: 'order-possible',
  severity: 'error',
  summary: 'No loop in who waits for whom, and whoever is waited for starts too.',
  check: (stack) => [...loops(stack), ...absent(stack)],
  about: {
    why: 'Compose starts services in the order of depends_on. A loop has no order, and a service that only a profile starts is not there for one that always starts: Compose refuses the whole project in both cases.',
    wrong: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', health: { exec: ['shop', 'ready'] } });
      const worker = new Service(phase, 'worker', { image: 'example.org/shop:1.0.0', health: { exec: ['shop', 'ready'] } });
      web.waitFor(worker);
      worker.waitFor(web);
    `,
    right: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', health: { exec: ['shop', 'ready'] } });
      const worker = new Service(phase, 'worker', { image: 'example.org/shop:1.0.0', health: { exec: ['shop', 'ready'] } });
      worker.waitFor(web);
    `,
    sources: [
      'https://docs.docker.com/compose/how-tos/startup-order/',
      'https://docs.docker.com/compose/how-tos/profiles/',
    ],
  },
};

function loops(stack: StackModel): readonly Complaint[] {
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const phases = new Map(stack.phases.map(({ id }, i) => [id, i]));
  const phaseOf = (id: string | undefined) => phases.get(byId.get(id ?? '')?.phase ?? '') ?? 0;
  return waits(stack).loops.map((loop) => {
    const early = loop.findIndex((id, i) => i + 1 < loop.length && phaseOf(id) < phaseOf(loop[i + 1]));
    const [id = '', next = ''] = early < 0 ? [loop[0]] : loop.slice(early);
    return {
      path: byId.get(loop[0] ?? '')?.path ?? stack.path,
      message:
        loop.length === 2
          ? `"${id}" waits for itself: Compose refuses the project`
          : `${loop.join(' -> ')} wait for each other: Compose refuses the project`,
      fix:
        // In one phase nobody waits but who says so.
        early < 0
          ? `drop ${loop.length === 2 ? 'that wait' : 'one of these waits'}`
          : `move "${id}" to the phase "${byId.get(next)?.phase ?? ''}", or do not let it wait for "${next}", which is in a later one`,
    };
  });
}

function absent({ services }: StackModel): readonly Complaint[] {
  const profiles = new Map(services.map((service) => [service.id, profilesOf(service)]));
  const found: Complaint[] = [];
  for (const service of services)
    for (const wait of waitsOf(service)) {
      const theirs = profiles.get(wait.service);
      if (theirs === undefined) found.push(nobody(service, wait.service, [...profiles.keys()]));
      else if (theirs.length > 0 && wait.optional !== true)
        found.push(...asleep(service, wait.service, theirs));
    }
  return found;
}

function nobody({ path, id }: ServiceModel, other: string, all: readonly string[]): Complaint {
  const [meant] = nearest(
    other,
    all.filter((one) => one !== id),
  );
  return {
    path,
    message: `"${id}" waits for "${other}", but no phase of this stack has such a service: Compose refuses the project`,
    fix:
      meant === undefined
        ? `make "${other}" in a phase of this stack, or do not wait for it`
        : `write "${meant}" in place of "${other}"`,
  };
}

/** For every set of profiles: what one of mine alone does not leave out, no set of them leaves out. */
function asleep(service: ServiceModel, other: string, theirs: readonly string[]): readonly Complaint[] {
  const mine = profilesOf(service);
  const alone = mine.find((profile) => !theirs.includes(profile));
  if (mine.length > 0 && alone === undefined) return [];
  const when = alone === undefined ? '' : ` with the profile "${alone}" alone`;
  return [
    {
      path: service.path,
      message: `"${service.id}" waits for "${other}", which starts only with the profile ${theirs.map((profile) => `"${profile}"`).join(' or ')}: Compose refuses the project${when}`,
      fix: `take the profile off "${other}", or do not wait for it`,
    },
  ];
}
