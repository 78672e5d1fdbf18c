import { mayBeExternal } from '../../compose/project.ts';
import { networksOf } from '../../graph/wiring.ts';
import { resourcesOf } from '../../lower.ts';
import type { Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** Of the 31 ranges that an engine hands out when nobody says others, one is that of its own bridge. */
const ranges = 30;

/** The engine has an address range for each network. */
export const networksFit: Rule = {
  id: 'networks-fit',
  severity: 'warn',
  summary:
    'The networks of a host are no more than its engine has address ranges for, while a restore is rehearsed, too.',
  check: (stack) => {
    const own = ownRanges(stack);
    const beside = (stack.neighbours ?? []).reduce((sum, { services }) => sum + named(services).size, 0);
    const rehearsed = stack.stores.length > 0 ? own : 0;
    const all = own + beside + rehearsed;
    if (all <= ranges) return [];
    const parts = [
      `${own} of "${stack.project}"`,
      ...(beside > 0 ? [`${beside} of those beside it on the host`] : []),
      ...(rehearsed > 0 ? [`${rehearsed} more while a restore is rehearsed`] : []),
    ];
    return [
      {
        path: stack.path,
        message: `the host needs ${all} networks (${parts.join(', ')}), and its engine has ${ranges} address ranges: the last ones cannot be made`,
        fix: 'let services share networks, or give the engine smaller ranges (default-address-pools in its daemon.json) and acknowledge this',
      },
    ];
  },
  about: {
    why: 'Each network of a bridge takes a range of addresses. An engine that nobody told otherwise has 31 of them, one for its own bridge; the next network fails with "all predefined address pools have been fully subnetted" (an older engine: "could not find an available, non-overlapping IPv4 address pool"), and so does the start of whatever needs it. A rehearsal of a restore makes every network once more.',
    wrong: `
      for (let i = 0; i < 31; i++) {
        const shop = new Network(stack, \`shop\${i}\`, { purpose: 'A shop' });
        new Service(phase, \`web\${i}\`, { image: 'example.org/shop:1.0.0', networks: [shop] });
      }
    `,
    right: `
      const shops = new Network(stack, 'shops', { purpose: 'All shops' });
      for (let i = 0; i < 31; i++) new Service(phase, \`web\${i}\`, { image: 'example.org/shop:1.0.0', networks: [shops] });
    `,
    sources: [
      'https://docs.docker.com/engine/network/#automatic-subnet-allocation',
      'https://github.com/moby/moby/blob/master/daemon/libnetwork/ipamutils/utils.go',
    ],
  },
};

/** Its networks that take a range which the engine picks: not those of others, and not those that say one. */
function ownRanges(stack: StackModel): number {
  const { networks } = resourcesOf(stack);
  return [...named(stack.services)].filter((id) => {
    const network = networks?.get(id) ?? {};
    return !mayBeExternal(network) && network.ipam === undefined;
  }).length;
}

function named(services: readonly ServiceModel[]): ReadonlySet<string> {
  return new Set(services.flatMap((service) => networksOf(service) ?? []));
}
