import type { IConstruct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import { Service } from './service.ts';
import { stackOf } from './stack-around.ts';
import { Address } from './value.ts';

/** Who answers, as an edge finds him: a service of its own stack, or a URL. */
export type Upstream = { readonly address: Address } | { readonly url: string };

/**
 * What stands behind a route of an edge.
 * @throws StowageError `bad-upstream`
 */
export function upstreamOf(edge: IConstruct, id: string, to: Service | Address | string): Upstream {
  if (typeof to === 'string') return { url: checked(id, to) };
  const { service, port = 80 } = isA(to, Service) ? to.address : to;
  const [stack, own] = [stackOf(service), stackOf(edge)];
  if (stack === undefined || stack === own) return { address: new Address(service, port) };
  // The name of the container, as Compose makes it: on a network of both stacks two services may be called alike.
  return { url: `http://${stack.project}-${service.node.id}-1:${port}` };
}

function checked(id: string, url: string): string {
  const [, host = '', rest = ''] =
    /^https?:\/\/([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?((?:[/?#].*)?)$/i.exec(url) ?? [];
  const fault = (message: string, fix: string) =>
    new StowageError('bad-upstream', `a route of "${id}" leads to "${url}", ${message}`, fix);
  if (host === '' || !URL.canParse(url))
    throw fault(
      'which is no address of a host',
      "write its scheme, its host and its port: 'http://192.168.1.20:8123'",
    );
  if (rest !== '')
    throw fault(
      'which has more than a host and a port: the path that is asked for comes behind it',
      `write '${url.slice(0, url.length - rest.length)}'`,
    );
  if (/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1?\]|0\.0\.0\.0)$/i.test(host))
    throw fault(
      'which is its own container',
      "pass the service itself; a program of the host is 'http://host.docker.internal:8080', with compose: { extra_hosts: ['host.docker.internal:host-gateway'] }",
    );
  return url;
}
