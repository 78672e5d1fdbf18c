import { inRanges, isLoopback } from '../../lower/open-ports.ts';
import type { Published } from '../../lower/runs.ts';
import { networkModeOf, publishedBy } from '../../lower/runs.ts';
import type { EnvironmentModel } from '../../model/environment.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { isInside, isStore } from '../facts/stores.ts';

/** One door, and it is the edge. */
export const onlyEdgePublishes: Rule = {
  id: 'only-edge-publishes',
  severity: 'error',
  summary:
    'Only the edge is reachable from beyond the host, and ports that are said to be no HTTP; any other service publishes on loopback or not at all, and no store where data are guarded.',
  check: ({ services, environment }) =>
    services
      // A store is no edge, whatever it is called.
      .filter((service) => !service.edge || isInside(service))
      .flatMap((service) => [
        ...openPorts(service),
        ...(environment.guarded ? storesOnLoopback(service, environment) : []),
        ...hostNetwork(service),
      ]),
  about: {
    why: 'A published port is open on every address of the host, and the engine opens it in front of the firewall rules of the host. Whoever finds it talks to the service without the TLS, the limits and the hidden paths of the edge.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, publish: [{ published: 8000, target: 8000, protocol: 'tcp' }] });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }] });
    `,
    sources: [
      'https://docs.docker.com/engine/network/port-publishing/',
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
    ],
  },
};

function openPorts(service: ServiceModel): readonly Complaint[] {
  return inRanges(publishedBy(service).filter((port) => !isMeant(service, port)))
    .filter(({ address }) => !isLoopback(address))
    .map(({ address, port }) => {
      const store = isInside(service) ? (service.known?.product ?? '') : '';
      const what = port === undefined ? 'a port that the engine picks' : `port ${port}`;
      const where = address === undefined ? 'every address of the host' : `"${address}"`;
      return {
        path: service.path,
        message: `"${service.id}" publishes ${what} on ${where}: ${store === '' ? 'others reach it past the edge, without its TLS' : `whoever finds ${store} there ${isStore(service) ? 'tries passwords until one opens it' : 'is asked for no password'}`}`,
        fix:
          store === ''
            ? `leave the port out and add a route to the edge, or publish it with address: '127.0.0.1'; what is no HTTP says its purpose: '…'`
            : `leave ${service.edge ? 'edge and ' : ''}the port out: services reach it on their networks, and a person through ssh, on a port with address: '127.0.0.1'`,
      };
    });
}

/** On it an engine answers whoever asks: https://docs.docker.com/engine/security/protect-access/ */
const engine = 2375;

/** A store is nobody's to reach from outside, nor is an engine, whatever is said of the port. */
function isMeant(service: ServiceModel, { port, protocol, target }: Published): boolean {
  const { opens = [] } = service;
  if (isInside(service) || target === engine || port === String(engine)) return false;
  const number = Number(port);
  return opens.some((one) => one.protocol === protocol && one.first <= number && number <= one.last);
}

/** For a person who develops that is handy; on a guarded host it is a second way to the data. */
function storesOnLoopback(service: ServiceModel, { name }: EnvironmentModel): readonly Complaint[] {
  const { path, id, known } = service;
  if (known === undefined || !isStore(service)) return [];
  return publishedBy(service)
    .filter(({ address }) => isLoopback(address))
    .map(({ port }) => ({
      path,
      severity: 'warn' as const,
      message: `"${id}" publishes ${port === undefined ? 'a port' : `port ${port}`} on loopback in "${name}", which is guarded: every user and program of that host reaches ${known.product} past its networks`,
      fix: `leave publish of "${id}" out in "${name}" (environment.pick keeps it elsewhere), and go in with docker compose exec`,
    }));
}

function hostNetwork(service: ServiceModel): readonly Complaint[] {
  if (networkModeOf(service) !== 'host') return [];
  return [
    {
      path: service.path,
      message: `"${service.id}" has network_mode: host, so every port that it opens is open to whoever reaches the host`,
      fix: `remove network_mode from the raw keys of "${service.id}", or acknowledge it with the reason`,
    },
  ];
}
