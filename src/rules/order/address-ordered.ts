import type { Pointer } from '../../graph/pointers.ts';
import { pointers } from '../../graph/pointers.ts';
import { waits } from '../../graph/waits.ts';
import { isChecked } from '../../lower/readiness.ts';
import { imageOf, isOfStack, profilesOf } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import { asConst, enumerated } from '../facts/wording.ts';

/** Nobody calls a service that is not there yet. */
export const addressOrdered: Rule = {
  id: 'address-ordered',
  severity: 'error',
  summary: 'What points at a service waits until it is ready.',
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const order = waits(stack);
    const all = pointers(stack);
    const directions = new Set(all.map(({ from, to }) => `${from.id} ${to}`));
    // Members of a cluster name each other, and no order suits them all; nor two of which one waits.
    const mutual = ({ from, to }: Pointer, target: ServiceModel) =>
      directions.has(`${to} ${from.id}`) &&
      (imageOf(target) === imageOf(from) || order.waitsFor(to, from.id));
    const early = all.flatMap((pointer) => {
      const target = byId.get(pointer.to);
      return target === undefined ||
        mutual(pointer, target) ||
        order.waitsUntilReady(pointer.from.id, pointer.to)
        ? []
        : [{ ...pointer, target }];
    });
    return groupBy(early, ({ from, to }) => `${from.path} ${to}`).map((group) => {
      const [{ from, to, target }] = group;
      return order.waitsFor(from.id, to)
        ? tooShort(group)
        : never(group, target, order.waitsFor(to, from.id));
    });
  },
  about: {
    why: 'A service that calls another before it is there gets a connection refused, or a name that does not resolve. Some programs retry; many exit, or cache the failure for as long as they live.',
    wrong: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['shop', 'ready'] } });
      new Service(phase, 'cron', { image: 'example.org/shop:1.0.0', env: { WEB: web.address } });
    `,
    right: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['shop', 'ready'] } });
      new Service(phase, 'cron', { image: 'example.org/shop:1.0.0', env: { WEB: web.address } }).waitFor(web);
    `,
    sources: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  },
};

type Early = Pointer & { readonly target: ServiceModel };

function never(group: readonly [Pointer, ...Pointer[]], target: ServiceModel, backwards: boolean): Complaint {
  const [{ from, to }] = group;
  // What stands among the raw keys of the stack is no construct that can be passed.
  const fixes =
    from.bare === true || isOfStack(target)
      ? `let the raw depends_on of "${from.id}" say "${to}": { condition: '${isChecked(target) ? 'service_healthy' : 'service_started'}' }`
      : backwards
        ? `move "${from.id}" to a phase after that of "${to}", for now "${to}" waits for it`
        : `move "${from.id}" to a later phase, or call ${asConst(from.id)}.waitFor(${asConst(to)})`;
  const asleep = profilesOf(target).length > 0 && profilesOf(from).length === 0;
  return {
    path: from.path,
    message: `"${from.id}" points at "${to}" in ${places(group)}, but nothing makes it wait: it may start first, and find nobody there`,
    fix: asleep ? `take the profile off "${to}", and ${fixes}` : fixes,
  };
}

function tooShort(group: readonly [Early, ...Early[]]): Complaint {
  const [{ from, to, target }] = group;
  return {
    path: from.path,
    severity: 'warn',
    message: `"${from.id}" points at "${to}" in ${places(group)}, but waits only until it is started: its first connections are refused`,
    fix: mendOf(from, target),
  };
}

function mendOf(from: ServiceModel, target: ServiceModel): string {
  const { id, bare } = target;
  if (!isChecked(target))
    return `say how "${id}" proves that it is ready, ${bare === true ? 'healthcheck: { test' : 'health: { exec'}: […] }: whoever waits for it then waits for that`;
  const raw = `let the raw depends_on of "${from.id}" say "${id}": { condition: 'service_healthy' }`;
  return from.bare === true
    ? raw
    : `${raw}, or leave it and 'started' out and call ${asConst(from.id)}.waitFor(${asConst(id)})`;
}

function places(group: readonly Pointer[]): string {
  return enumerated(group.map(({ where }) => where));
}
