import type { Rule } from '../model/finding.ts';
import type { ServiceModel } from '../model/service.ts';
import { groupBy } from './facts/groups.ts';
import { publishedBy } from './facts/ports.ts';

/** A port of the host leads to one container. */
export const portsDistinct: Rule = {
  id: 'ports-distinct',
  severity: 'error',
  summary: 'No port of the host is published twice.',
  check: ({ services }) =>
    groupBy(services.flatMap(claims), ({ port, protocol }) => `${port}/${protocol}`).flatMap((group) => {
      const holders = new Map<string, ServiceModel>();
      return group.flatMap(({ service, address, port, protocol }) => {
        // Two addresses keep two claims apart; "every" takes them all.
        const holder =
          holders.get(address) ?? holders.get('every') ?? (address === 'every' && first(holders));
        if (!holder) {
          holders.set(address, service);
          return [];
        }
        const twice = holder.id === service.id ? 'twice' : `and so does "${holder.id}"`;
        return [
          {
            path: service.path,
            message: `"${service.id}" publishes port ${port}/${protocol} of the host, ${twice}: the second one cannot start`,
            fix: `publish another port of the host for "${service.id}"`,
          },
        ];
      });
    }),
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

function claims(service: ServiceModel) {
  return publishedBy(service).flatMap(({ address, port, protocol }) =>
    port === undefined
      ? []
      : [
          {
            service,
            address: address === undefined || address === '0.0.0.0' ? 'every' : address,
            port,
            protocol,
          },
        ],
  );
}

function first(holders: ReadonlyMap<string, ServiceModel>): ServiceModel | undefined {
  return holders.values().next().value;
}
