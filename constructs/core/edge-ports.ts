import type { Port } from '../../src/model/quantity.ts';
import type { PublishedPort } from '../../src/model/service.ts';

/** The ports of the host that lead to an edge. */
export interface EdgePorts {
  /**
   * For plain HTTP.
   * @default 80
   */
  readonly http?: Port;
  /**
   * For HTTPS, of Caddy over TCP and UDP.
   * @default 443
   */
  readonly https?: Port;
  /**
   * The address of the host, where it has several.
   * @form an IP address
   * @pattern \[?[0-9A-Fa-f.:]+\]?
   * @example '192.168.1.5'
   * @default - every address; without TLS 127.0.0.1
   */
  readonly address?: string;
}

/** What an edge publishes. Without TLS it stays on loopback, unless its author says where else. */
export function edgePorts(
  hasTls: boolean,
  { http = 80, https = 443, address = hasTls ? undefined : '127.0.0.1' }: EdgePorts,
  protocols: readonly ('tcp' | 'udp')[],
): readonly PublishedPort[] {
  const at = address === undefined ? {} : { address };
  const plain: PublishedPort = { ...at, published: http, target: 80, protocol: 'tcp' };
  if (!hasTls) return [plain];
  return [plain, ...protocols.map((protocol) => ({ ...at, published: https, target: 443, protocol }))];
}
