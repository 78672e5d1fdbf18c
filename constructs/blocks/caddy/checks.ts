import { rangeFault } from '../../../src/model/address-range.ts';
import { StowageError } from '../../../src/model/error.ts';
import { imageName } from '../../../src/model/image-name.ts';
import { isInRange } from '../../../src/model/version.ts';
import type { Variable } from '../../core/variable.ts';
import type { CaddyProps } from './props.ts';

/** Its own name inside leads to it, and nowhere else. */
export function checkName(id: string, domain: string | Variable): void {
  if (typeof domain !== 'string') return;
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

/** Only those are trusted that can be told from a visitor. */
export function checkProxies(id: string, { image, trustedProxies = [] }: CaddyProps): void {
  for (const range of trustedProxies) {
    const fault = rangeFault(range);
    if (fault !== undefined)
      throw new StowageError(
        'caddy-proxies',
        `"${id}" is to trust "${range}", which ${fault}`,
        "write the proxy's own addresses: '192.0.2.7', '10.0.0.0/8', '2001:db8::/32', or 'private_ranges'",
      );
  }
  const { version = '' } = imageName(image);
  if (trustedProxies.length > 0 && version.includes('.') && !isInRange(version, '>=2.8'))
    throw new StowageError(
      'caddy-proxies',
      `"${id}" is to trust proxies, and Caddy ${version} takes the first address that they say, which is what a visitor claims`,
      'take Caddy 2.8 or later',
    );
}
