import { portRange } from '../../compose/port.ts';
import { publishedBy } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';

/** A port of the host leads to one container. */
export const portsDistinct: Rule = {
  id: 'ports-distinct',
  severity: 'error',
  summary: 'No port of the host is published twice, by the stacks of the environments that share it either.',
  check: ({ services, neighbours = [] }) => {
    const others = neighbours.flatMap(({ project, services: theirs }) =>
      theirs.flatMap((service) => claims(service, project)),
    );
    const ours = services.flatMap((service) => claims(service));
    const found = groupBy([...others, ...ours], ({ port, protocol }) => `${port}/${protocol}`).flatMap(
      (group) => {
        const holders = new Map<string, Claim>();
        return group.flatMap((claim) => {
          const { service, address, written, protocol, project } = claim;
          // Two addresses keep two claims apart; "every" takes them all.
          const holder =
            holders.get(address) ?? holders.get('every') ?? (address === 'every' && first(holders));
          if (!holder) {
            holders.set(address, claim);
            return [];
          }
          // That is said where the other stack is looked at.
          if (project !== undefined) return [];
          const twice =
            holder.service === service
              ? 'twice'
              : `and so does "${holder.service.id}"${holder.project === undefined ? '' : ` of ${holder.project} on the same host`}`;
          return [
            {
              path: service.path,
              message: `"${service.id}" publishes port ${written}/${protocol} of the host, ${twice}: the second one cannot start`,
              fix: `publish another port of the host for "${service.id}"`,
            },
          ];
        });
      },
    );
    // Two ranges meet at several ports.
    return [
      ...new Map(found.map((complaint) => [`${complaint.path} ${complaint.message}`, complaint])).values(),
    ];
  },
  about: {
    why: 'An address and port of the host can be bound once. The second container is made and cannot start, and which one is second may differ from start to start.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }] });
      new Service(phase, 'admin', { image: 'example.org/admin:1.0.0', port: 8000, publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }] });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }] });
      new Service(phase, 'admin', { image: 'example.org/admin:1.0.0', port: 8000, publish: [{ address: '127.0.0.1', published: 8001, target: 8000, protocol: 'tcp' }] });
    `,
    sources: ['https://docs.docker.com/reference/compose-file/services/#ports'],
  },
};

interface Claim {
  readonly service: ServiceModel;
  /** The project of another stack on the host; undefined for one of this stack. */
  readonly project: string | undefined;
  readonly address: string;
  readonly port: string;
  /** The port, or the range that it is one of. */
  readonly written: string;
  readonly protocol: string;
}

function claims(service: ServiceModel, project?: string): readonly Claim[] {
  return publishedBy(service).flatMap(({ address, port, protocol }) =>
    port === undefined
      ? []
      : spread(port).map((one) => ({
          service,
          project,
          address: address === undefined || address === '0.0.0.0' || address === '::' ? 'every' : address,
          port: one,
          written: port,
          protocol,
        })),
  );
}

/** The ports of a range, as far as a person would write one. */
function spread(port: string): readonly string[] {
  const range = portRange(port);
  if (range === undefined || range.last - range.first >= 1000) return [port];
  return Array.from({ length: range.last - range.first + 1 }, (_, i) => String(range.first + i));
}

function first(holders: ReadonlyMap<string, Claim>): Claim | undefined {
  return holders.values().next().value;
}
