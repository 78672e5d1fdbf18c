import type { Hosts } from '../../graph/hosts.ts';
import { hosts } from '../../graph/hosts.ts';
import { namespaces } from '../../graph/namespaces.ts';
import type { Spot } from '../../graph/pointers.ts';
import { strangers } from '../../graph/pointers.ts';
import { networkSchemes } from '../../graph/protocols.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { asConst, enumerated } from '../facts/wording.ts';

/** A host name is that of somebody. */
export const hostKnown: Rule = {
  id: 'host-known',
  severity: 'error',
  summary:
    'Each host name without a dot is that of a service, or of something outside that the service is told of.',
  about: {
    why: "Docker's name server knows the services of a project by their ids, container names, host names and aliases. Any other short name does not resolve: the program logs that the host is unknown, or tries again for ever. A slip of the hand is enough, or a URL copied from a project where the database had another name.",
    wrong: `const health = { exec: ['check'] };
new Service(phase, 'database', { image: 'example.org/db:1.0.0', port: 5432, health });
new Service(later, 'web', { image: 'example.org/web:1.0.0', env: { DB_URL: 'postgres://databse:5432/shop' } });`,
    right: `const health = { exec: ['check'] };
new Service(phase, 'database', { image: 'example.org/db:1.0.0', port: 5432, health });
new Service(later, 'web', { image: 'example.org/web:1.0.0', env: { DB_URL: 'postgres://database:5432/shop' } });`,
    sources: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'https://docs.docker.com/engine/network/#dns-services',
    ],
  },
  check: (stack) => {
    const names = hosts(stack);
    const meant = meaning(stack, names);
    const unknown = strangers(stack).filter(
      ({ host, from, use, form, port }) =>
        typeof host === 'string' &&
        isShortName(host) &&
        !names.elsewhere(host, from) &&
        // In a file it may be a name of the file's own: `upstream web { … }` of nginx.
        (use !== 'file' || form === 'xml' || port !== undefined),
    );
    return groupBy(unknown, ({ from, host }) => `${from.path} ${host}`).flatMap((group): Complaint[] => {
      const [{ from, host }] = group;
      const likely = group.flatMap((spot) => meant(spot) ?? []).find((service) => service !== from);
      const sure = group.filter((spot) => likely !== undefined || isSure(spot));
      const where = enumerated((sure.length > 0 ? sure : group).map((spot) => spot.where));
      if (likely === undefined && sure.length === 0) return [];
      return [
        {
          path: from.path,
          ...(likely === undefined && { severity: 'warn' as const }),
          message: `"${from.id}" points at "${host}" in ${where}, but no service of this stack is called that: the name does not resolve`,
          fix:
            likely === undefined
              ? `name a service of this stack, or tell "${from.id}" of it: compose: { extra_hosts: ['${host}:<its address>'] }`
              : `write "${likely.id}", or better ${asConst(likely.id)}.host: a service that is renamed then stays known`,
        },
      ];
    });
  },
};

/** Names with a dot are of the outside; a name in capital letters or of digits alone is a placeholder. */
function isShortName(host: string): boolean {
  return /^[a-z][a-z0-9_-]*$/.test(host) && host !== 'localhost';
}

function isSure({ form, scheme, use }: Spot): boolean {
  return form === 'url' && use !== 'file' && networkSchemes.test(scheme ?? '');
}

/** The service that somebody had in mind: the name is nearly its own, that of its image, or the port is its alone. */
function meaning(stack: StackModel, names: Hosts): (spot: Spot) => ServiceModel | undefined {
  const { ports } = namespaces(stack);
  const byPort = new Map<number, ServiceModel | 'several'>();
  for (const service of stack.services)
    for (const port of new Set(ports(service) ?? []))
      byPort.set(port, byPort.has(port) ? 'several' : service);
  return (spot) => {
    const { host, port, form, from, scheme } = spot;
    if (typeof host !== 'string') return undefined;
    const near = names.names.nearest(host);
    const alike = near === undefined ? undefined : names.find(near, from)?.service;
    const only = port === undefined ? undefined : byPort.get(port);
    const listener = only === 'several' ? undefined : only;
    // A pair of a word and a number is a host only when that port answers there.
    if (form === 'pair') return alike !== undefined && ports(alike)?.includes(port ?? 0) ? alike : undefined;
    const [image, ...others] = names.byImage(host);
    const byImage = others.length === 0 ? image : undefined;
    const byScheme = isSure(spot) && !/^(https?|wss?)$/.test(scheme ?? '') ? listener : undefined;
    return alike ?? byImage ?? byScheme;
  };
}
