import { showText } from '../../compose/text.ts';
import { isLoopback } from '../../lower/open-ports.ts';
import type { Danger } from '../danger.ts';
import type { Side } from '../side.ts';

/** A door of the host that was shut. */
export const portOpened: Danger = {
  id: 'port-opened',
  severity: 'warn',
  summary: 'A port of the host that was shut is opened by decision, and not by accident.',
  find: ({ stack, before, after }) => {
    const open = new Set(portsOf(before).map(({ door }) => door));
    return portsOf(after)
      .filter(({ door }) => !open.has(door))
      .map(({ service, door, address }) => ({
        path: stack.services.find(({ id }) => id === service)?.path ?? stack.path,
        message: `${service} opens ${door} of the host, ${isLoopback(address) ? 'for this host alone' : address === '' ? 'on every address that it has' : `at ${address}`}`,
        fix: isLoopback(address)
          ? 'see that nothing else listens there'
          : 'see who may reach it: rules of a firewall on the host do not hold for published ports',
        ...(isLoopback(address) && { severity: 'info' as const }),
      }));
  },
  about: {
    why: 'The engine writes its own rules for a published port, before those of most firewalls: what is published is reachable, whatever the firewall of the host says.',
    sources: ['https://docs.docker.com/engine/network/packet-filtering-firewalls/'],
  },
};

function portsOf({ services }: Side) {
  return [...services].flatMap(([service, { ports = [] }]) =>
    ports.flatMap(({ hostIp = [], published = [], target, protocol = ['tcp'] }) => {
      const [address, port] = [showText(hostIp), showText(published)];
      const number = port === '' ? `a port that the engine picks for ${target}` : `port ${port}`;
      return [
        {
          service,
          address,
          door: `${number}/${showText(protocol)}${address === '' ? '' : ` of ${address}`}`,
        },
      ];
    }),
  );
}
