import type { IpamPool, NetworkConfig } from '../../compose/project.ts';
import { mayBeExternal } from '../../compose/project.ts';
import { literal } from '../../compose/text.ts';
import type { Complaint } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Range } from './ip-ranges.ts';
import { isOf, numberOf, range, spelled } from './ip-ranges.ts';

/** What it says, and the mend. */
type Fault = readonly [what: string, fix: string];

const refused = 'the engine refuses to make the network';

/** What is wrong with the ranges of addresses that networks give from. Each was tried on an engine 28 with Compose 2.40. */
export function rangesIn(
  { path, networks }: StackModel,
  all: ReadonlyMap<string, NetworkConfig>,
): readonly Complaint[] {
  const paths = new Map(networks.map((one) => [one.id, one.path]));
  const made = [...all].filter(([, network]) => !mayBeExternal(network));
  const seen: (Range & { readonly id: string; readonly said: string })[] = [];
  return made.flatMap(([id, { ipam, driver }]) => {
    const pools = ipam?.config ?? [];
    const faults = pools.flatMap((pool) => inPool(pool));
    const ranges = pools.flatMap(({ subnet }) => {
      const said = literal(subnet);
      const read = said && range(said);
      return said && read ? [{ ...read, id, said }] : [];
    });
    if (['bridge', ''].includes(literal(driver ?? []) ?? 'of a variable'))
      for (const [first, second] of [ranges.filter(({ six }) => six), ranges.filter(({ six }) => !six)])
        if (second !== undefined)
          faults.push([
            `has the ranges ${first?.said} and ${second.said}, and a bridge has one of each family: ${refused}`,
            'write one that is large enough',
          ]);
    for (const one of ranges) {
      const other = seen.find(
        ({ six, first, last }) => six === one.six && one.first <= last && one.last >= first,
      );
      if (other !== undefined && other.id !== id)
        faults.push([
          `has the range ${one.said}, and "${other.id}" has addresses of it: ${refused}`,
          `write one that begins behind that of "${other.id}"`,
        ]);
      seen.push(one);
    }
    return faults.map(([what, fix]) => ({ path: paths.get(id) ?? path, message: `"${id}" ${what}`, fix }));
  });
}

function inPool({ subnet, gateway, ipRange, auxAddresses }: IpamPool): Fault[] {
  const said = literal(subnet);
  if (said === undefined || said === '') {
    const [also] = [
      ['gateway', literal(gateway)],
      ['ip_range', literal(ipRange)],
    ].filter(([, one]) => one);
    return also === undefined || (subnet !== undefined && said === undefined)
      ? []
      : [[`has the ${also[0]} ${also[1]} of no range: ${refused}`, "write its subnet, too: '10.20.0.0/24'"]];
  }
  const read = range(said);
  if (read === undefined)
    return [
      [
        `has the range ${said}, which is none: ${refused}`,
        'write an address and how many bits of it are fixed: 10.20.0.0/24',
      ],
    ];
  const { six, bits, first, last } = read;
  const shown = (number: bigint) => spelled(number, six);
  if (first !== read.address)
    return [
      [`has the range ${said}, which does not begin there: ${refused}`, `write ${shown(first)}/${bits}`],
    ];
  if (first === last)
    return [
      [
        `has the range ${said}, and its gateway takes the only address: no container starts on it`,
        `write ${shown(first)}/${six ? 64 : 24}`,
      ],
    ];
  const at = literal(gateway);
  if (at && !isOf(at, read))
    return [
      [
        `has the gateway ${at}, which is not in its range ${said}: ${refused}`,
        `write gateway: '${shown(first + 1n)}', or leave it out`,
      ],
    ];
  const isEnd = (number: bigint) => number === first || (number === last && !six);
  if (at && isEnd(numberOf(at)) && last - first > 1n)
    return [
      [
        `has the gateway ${at}, which is the first or the last of its range ${said}: ${refused}`,
        `write gateway: '${shown(first + 1n)}', or leave it out`,
      ],
    ];
  const part = literal(ipRange);
  const within = part && range(part);
  if (
    part &&
    (!within ||
      within.six !== six ||
      within.first !== within.address ||
      within.first < first ||
      within.last > last)
  )
    return [
      [
        `gives addresses of ${part}, which is no range of its ${said}: ${refused}`,
        `write ip_range: '${shown(first)}/${bits + 1}', or leave it out`,
      ],
    ];
  return [...(auxAddresses ?? [])].flatMap(([name, address]) => {
    const kept = literal(address);
    return !kept || isOf(kept, read)
      ? []
      : [
          [
            `keeps ${kept} for ${name}, which is not in its range ${said}: ${refused}`,
            `write an address of ${said}`,
          ],
        ];
  });
}
