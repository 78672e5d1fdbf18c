import { StowageError } from '../../../src/model/error.ts';
import type { Variable } from '../../core/variable.ts';

/** `import` is a directive; with a scheme or a port it is the address of a site all the same. */
const site = /^(https?:\/\/)?((\*\.)?[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*|\[[\da-f:.]+\])(:\d+)?$/iu;

/** Caddy takes it for the address of one site. */
export function checkDomain(id: string, domain: string | Variable): void {
  if (typeof domain !== 'string' || (site.test(domain) && domain !== 'import')) return;
  throw new StowageError(
    'caddy-domain',
    `the domain of "${id}" is ${JSON.stringify(domain)}, which is no host name`,
    'write the host name alone, as in shop.example.com',
  );
}

/** Its own name inside leads to it, and nowhere else. */
export function checkName(
  id: string,
  {
    domain,
    reachableInside = false,
  }: { readonly domain: string | Variable; readonly reachableInside?: boolean },
): void {
  if (!reachableInside || typeof domain !== 'string') return;
  const isName = /^(?!-)[a-z\d-]+(\.[a-z\d-]+)*$/i.test(domain);
  if (isName && !/(^|\.)localhost$/i.test(domain)) return;
  throw new StowageError(
    'caddy-name',
    isName
      ? `"${id}" cannot be reached inside as "${domain}": every container takes that name for itself`
      : `"${id}" cannot be reached inside as "${domain}": that is no host name`,
    isName
      ? 'leave reachableInside out where the domain is localhost'
      : 'write the host name alone, as in shop.example.com',
  );
}
