import { StowageError } from '../../src/model/error.ts';
import type { Port } from '../../src/model/quantity.ts';
import type { ListenModel, OpenedModel, PublishedPort } from '../../src/model/service.ts';
import type { Sentence } from '../../src/model/words.ts';

/**
 * Ports that follow one another.
 * @form a first and a last port
 * @pattern \d{1,5}-\d{1,5}
 * @example '10000-10100'
 */
export type Ports = `${number}-${number}`;

/** A port of the host that leads to one of the container's; or as many of each. */
export interface Publish {
  /**
   * Address of the host.
   * @form an IP address
   * @pattern \[?[0-9A-Fa-f.:]+\]?
   * @example '127.0.0.1'
   * @default - every address
   */
  readonly address?: string;
  /** The port of the host; of several each is a line of the compose file, and a process of the engine. */
  readonly published: Port | Ports;
  /** The port of the container; as many as are published. */
  readonly target: Port | Ports;
  /** TCP or UDP. */
  readonly protocol: 'tcp' | 'udp';
  /**
   * What is spoken there, for the runbook, where it is not HTTP: with it a service that is no store may be reached past the edge.
   * @default - nothing: beyond loopback only the edge may have it
   */
  readonly purpose?: Sentence;
}

interface Listening {
  readonly port?: Port;
  readonly otherPorts?: Readonly<Record<Port, string>>;
  readonly publish?: readonly Publish[];
}

function checkPublish(id: string, publish: readonly Publish[]): void {
  for (const { published, target } of publish) {
    const [outside, inside] = [spread(published), spread(target)];
    if (outside.length > 0 && outside.length === inside.length) continue;
    throw new StowageError(
      'bad-prop',
      `publish of "${id}" leads ${published} to ${target}: ${outside.length === 0 || inside.length === 0 ? 'one of them is no range of ports' : `${outside.length} ports to ${inside.length}`}`,
      "write as many ports on both sides: { published: '10000-10100', target: '10000-10100', … }",
    );
  }
}

/**
 * Where it listens, and where the host leads to it.
 * @throws StowageError `bad-prop` for ranges that are none, or of two sizes
 */
export function portsOf(
  id: string,
  { port, otherPorts = {}, publish = [] }: Listening,
): {
  readonly listens: readonly ListenModel[];
  readonly ports: readonly PublishedPort[];
  readonly opens?: readonly OpenedModel[];
} {
  checkPublish(id, publish);
  const opens = publish.flatMap(({ published, protocol, purpose }) => {
    const all = spread(published);
    return purpose === undefined ? [] : [{ first: all[0] ?? 0, last: all.at(-1) ?? 0, protocol, purpose }];
  });
  return {
    listens: [
      ...(port === undefined ? [] : [{ port, purpose: 'main' }]),
      ...Object.entries(otherPorts).map(([other, purpose]) => ({ port: Number(other), purpose })),
    ],
    ports: publish.flatMap(({ address, published, target, protocol }) => {
      const inside = spread(target);
      return spread(published).map((one, i) => ({
        ...(address !== undefined && { address }),
        published: one,
        target: inside[i] ?? one,
        protocol,
      }));
    }),
    ...(opens.length > 0 && { opens }),
  };
}

function spread(ports: Port | Ports): readonly number[] {
  if (typeof ports === 'number') return [ports];
  const [first = 0, last = 0] = ports.split('-').map(Number);
  if (first < 1 || last > 65_535 || last < first) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
