import type { Rule } from '../model/finding.ts';
import { groupBy } from './facts/groups.ts';
import { pointers } from './facts/pointers.ts';
import { waits } from './facts/waits.ts';
import { profilesOf } from './facts/wiring.ts';
import { asConst, listed } from './facts/wording.ts';

/** Nobody calls a service that is not there yet. */
export const addressOrdered: Rule = {
  id: 'address-ordered',
  severity: 'error',
  summary: 'What points at a service waits for it.',
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const order = waits(stack);
    const unordered = pointers(stack).filter(({ from, to }) => byId.has(to) && !order.waitsFor(from.id, to));
    return groupBy(unordered, ({ from, to }) => `${from.path} ${to}`).map((group) => {
      const [{ from, to }] = group;
      const where = listed(group.map((pointer) => pointer.where));
      const target = byId.get(to);
      const sleeping = target === undefined ? [] : profilesOf(target);
      const fixes = order.waitsFor(to, from.id)
        ? `move "${from.id}" to a phase after that of "${to}", for now "${to}" waits for it`
        : `move "${from.id}" to a later phase, or call ${asConst(from.id)}.waitFor(${asConst(to)})`;
      return {
        path: from.path,
        message: `"${from.id}" points at "${to}" in ${where}, but nothing makes it wait`,
        fix:
          sleeping.length > 0 && profilesOf(from).length === 0
            ? `take the profile off "${to}", and ${fixes}`
            : fixes,
      };
    });
  },
};
