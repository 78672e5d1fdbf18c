import type { PortConfig } from '../../compose/attributes/ports.ts';
import { literal } from '../../compose/text.ts';
import type { Around, Body } from './body.ts';
import { spell, spellCount } from './spell.ts';

/** In the order in which the provider reads them back, so that a second plan is empty. */
export function ports(values: readonly PortConfig[], { lose }: Around): Body {
  const made = values.map(({ hostIp = ['0.0.0.0'], published, target, protocol = ['tcp'] }) => {
    if (published !== undefined && /\D/.test(literal(published) ?? '0'))
      lose(`takes a port out of ${spell(published)}, and Terraform one that is named`, 'say one port');
    return {
      internal: spellCount(target),
      ...(published !== undefined && { external: number(spell(published)) }),
      ip: spell(hostIp),
      protocol: spell(protocol),
    };
  });
  const inOrder = made.toSorted(
    (a, b) => Number(a.internal) - Number(b.internal) || (a.protocol < b.protocol ? -1 : 1),
  );
  return values.length === 0 ? {} : { ports: inOrder };
}

function number(spelled: string): number | string {
  return /^\d+$/.test(spelled) ? Number(spelled) : spelled;
}
