import { rangeFault } from '../../src/model/address-range.ts';
import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import { Variable } from './variable.ts';

/**
 * Its own name inside leads to an edge, and nowhere else.
 * @param code of the error, which is the product's
 * @throws StowageError
 */
export function checkNameInside(id: string, code: string, domain: string | Variable): void {
  if (isA(domain, Variable)) return;
  const isName = /^(?!-)[a-z\d-]+(\.[a-z\d-]+)*$/i.test(domain);
  if (isName && !/(^|\.)localhost$/i.test(domain)) return;
  throw new StowageError(
    code,
    isName
      ? `"${id}" cannot be reached inside as "${domain}": every container takes that name for itself`
      : `"${id}" cannot be reached inside as "${domain}": that is no host name`,
    isName
      ? 'leave reachableInside out where the domain is localhost'
      : 'write the host name alone, as in shop.example.com',
  );
}

/**
 * Only those are trusted that can be told from a visitor.
 * @param code of the error, which is the product's
 * @throws StowageError
 */
export function checkTrusted(id: string, code: string, ranges: readonly string[]): void {
  for (const range of ranges) {
    const fault = rangeFault(range);
    if (fault !== undefined)
      throw new StowageError(
        code,
        `"${id}" is to trust "${range}", which ${fault}`,
        "write the proxy's own addresses: '192.0.2.7', '10.0.0.0/8', '2001:db8::/32', or 'private_ranges'",
      );
  }
}
