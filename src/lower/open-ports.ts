import type { ServiceModel } from '../model/service.ts';
import type { Published } from './runs.ts';
import { networkModeOf, publishedBy } from './runs.ts';

/** Whether only programs of the host itself reach that address. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const bare = address.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return /^(::ffff:)?127(\.\d{1,3}){3}$/.test(bare) || /^(0{0,4}:){2,7}0{0,3}1$/.test(bare);
}

/** Whether others than programs of the host reach a port of a service on the host. */
export function isOpen(service: ServiceModel): boolean {
  return (
    networkModeOf(service) === 'host' || publishedBy(service).some(({ address }) => !isLoopback(address))
  );
}

/** The same ports, with those that follow one another on both sides as one range. */
export function inRanges(ports: readonly Published[]): readonly Published[] {
  const ranges: { readonly first: Published; last: Published }[] = [];
  for (const port of ports) {
    const before = ranges.at(-1);
    if (before !== undefined && follows(before.last, port)) before.last = port;
    else ranges.push({ first: port, last: port });
  }
  return ranges.map(({ first, last }) =>
    first === last ? first : { ...first, port: `${first.port}-${last.port}` },
  );
}

function follows(one: Published, other: Published): boolean {
  return (
    one.address === other.address &&
    one.protocol === other.protocol &&
    one.target !== undefined &&
    one.target + 1 === other.target &&
    Number(one.port) + 1 === Number(other.port)
  );
}
