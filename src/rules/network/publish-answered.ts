import { namespaces } from '../../graph/namespaces.ts';
import { byFile } from '../../graph/texts.ts';
import { networkModeOf, publishedBy } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import type { ServiceModel } from '../../model/service.ts';
import { saysPort } from '../facts/ports.ts';
import { enumerated } from '../facts/wording.ts';

/** What is published leads somewhere. */
export const publishAnswered: Rule = {
  id: 'publish-answered',
  severity: 'warn',
  summary: 'Each published port leads to one that its service listens on, where it is known on which.',
  check: eachService((stack) => {
    const { ports, members } = namespaces(stack);
    const files = byFile(stack);
    return (service) => {
      const published = publishedBy(service);
      // The engine publishes nothing of a container on the host's network.
      if (published.length === 0 || networkModeOf(service) === 'host') return [];
      const own = ports(service);
      // What expose says are some of them.
      const partly = members(service).some(
        (one) => one.listens.length === 0 && (configOf(one).expose ?? []).length > 0,
      );
      if (own === undefined || partly) return [];
      const silent = published.flatMap(({ target, port, protocol }) =>
        opens(service, Number(port)) ||
        target === undefined ||
        protocol !== 'tcp' ||
        own.includes(target) ||
        mayListen(service, target) ||
        members(service).some((one) => saysPort(one, target, () => true, files))
          ? []
          : [target],
      );
      if (silent.length === 0) return [];
      const { path, id } = service;
      return [
        {
          path,
          message: `"${id}" publishes its port ${enumerated(silent.map(String))}, and all that it is known to listen on is ${enumerated(own.map(String))}: whoever connects is refused`,
          fix: `write target: ${nearest(String(silent[0]), own.map(String))[0] ?? own[0]}, or say that it listens there: otherPorts: { ${silent[0]}: '…' }`,
        },
      ];
    };
  }),
  about: {
    why: 'The engine takes a port of the host and hands its connections on, whether anybody listens in the container or not: the deploy succeeds, and each visitor is refused. The two sides of a mapping are easily mistaken, and a program that moved to another port keeps the old mapping.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        port: 80,
        publish: [{ address: '127.0.0.1', published: 8080, target: 8080, protocol: 'tcp' }],
      });
    `,
    right: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        port: 80,
        publish: [{ address: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }],
      });
    `,
    sources: ['https://docs.docker.com/engine/network/port-publishing/'],
  },
};

/** Whether somebody has said what that port of the host is for. */
function opens({ opens = [] }: ServiceModel, port: number): boolean {
  return opens.some(({ first, last }) => first <= port && port <= last);
}

/** Beside the port of its pages a program has others that nobody lists: those with a meaning of their own, as SSH's, and those of its image. */
function mayListen({ listens, known }: ServiceModel, port: number): boolean {
  if (known?.reach?.ports?.includes(port) === true) return true;
  return listens.length > 0 && port < 1024 && port !== 80 && port !== 443;
}
