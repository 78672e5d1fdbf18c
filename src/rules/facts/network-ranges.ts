import { isAddress } from '../../compose/port.ts';
import type { IpamPool, NetworkConfig } from '../../compose/project.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import type { Complaint } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Range } from './ip-ranges.ts';
import { numberOf, range, spelled } from './ip-ranges.ts';

/** What it says, and the mend. */
type Fault = readonly [what: string, fix: string];

const refused = 'the engine refuses to make the network';

/** What is wrong with the ranges of addresses that networks give from. Each was tried on an engine 28 with Compose 2.40. */
export function rangesIn(
  { path, networks }: StackModel,
  all: ReadonlyMap<string, NetworkConfig>,
): readonly Complaint[] {
  const paths = new Map(networks.map((one) => [one.id, one.path]));
  const made = [...all].filter(([, { external }]) => (external ?? false) === false);
  const seen: (Range & { readonly id: string; readonly said: string })[] = [];
  return made.flatMap(([id, { ipam, driver }]) => {
    const pools = ipam?.config ?? [];
    const faults = pools.flatMap((pool) => inPool(pool));
    const ranges = pools.flatMap(({ subnet }) => {
      const said = text(subnet);
      const read = said && range(said);
      return said && read ? [{ ...read, id, said }] : [];
    });
    const [first, second] = ranges;
    if (second !== undefined && ['bridge', undefined].includes(text(driver)))
      faults.push([
        `has the ranges ${first?.said} and ${second.said}, and a bridge has one of each family: ${refused}`,
        'write one that is large enough',
      ]);
    for (const one of ranges) {
      const other = seen.find(({ first, last }) => one.first <= last && one.last >= first);
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
  const said = text(subnet);
  if (said === undefined || said === '') {
    const [also] = [
      ['gateway', text(gateway)],
      ['ip_range', text(ipRange)],
    ].filter(([, one]) => one);
    return also === undefined || (subnet !== undefined && said === undefined)
      ? []
      : [[`has the ${also[0]} ${also[1]} of no range: ${refused}`, "write its subnet, too: '10.20.0.0/24'"]];
  }
  const read = range(said);
  if (read === undefined)
    return /^[\da-f:.]+\/(?:\d|[1-9]\d|1[01]\d|12[0-8])$/i.test(said) && said.includes(':')
      ? []
      : [
          [
            `has the range ${said}, which is none: ${refused}`,
            'write an address and how many bits of it are fixed: 10.20.0.0/24',
          ],
        ];
  const bits = said.split('/')[1];
  if (read.first !== read.address)
    return [
      [
        `has the range ${said}, which does not begin there: ${refused}`,
        `write ${spelled(read.first)}/${bits}`,
      ],
    ];
  if (read.first === read.last)
    return [
      [
        `has the range ${said}, and its gateway takes the only address: no container starts on it`,
        `write ${spelled(read.first)}/24`,
      ],
    ];
  const isIn = (at: string) =>
    isAddress(at) && !at.includes(':') && numberOf(at) >= read.first && numberOf(at) <= read.last;
  const at = text(gateway);
  if (at && !isIn(at))
    return [
      [
        `has the gateway ${at}, which is not in its range ${said}: ${refused}`,
        `write gateway: '${spelled(read.first + 1)}', or leave it out`,
      ],
    ];
  if (at && (numberOf(at) === read.first || numberOf(at) === read.last) && read.last - read.first > 1)
    return [
      [
        `has the gateway ${at}, which is the first or the last of its range ${said}: ${refused}`,
        `write gateway: '${spelled(read.first + 1)}', or leave it out`,
      ],
    ];
  const part = text(ipRange);
  const within = part && range(part);
  if (
    part &&
    (!within || within.first !== within.address || within.first < read.first || within.last > read.last)
  )
    return [
      [
        `gives addresses of ${part}, which is no range of its ${said}: ${refused}`,
        `write ip_range: '${spelled(read.first)}/${Math.min(32, Number(bits) + 1)}', or leave it out`,
      ],
    ];
  return [...(auxAddresses ?? [])].flatMap(([name, address]) => {
    const kept = text(address);
    return !kept || isIn(kept)
      ? []
      : [
          [
            `keeps ${kept} for ${name}, which is not in its range ${said}: ${refused}`,
            `write an address of ${said}`,
          ],
        ];
  });
}

/** What is said in so many letters, and not by a variable. */
function text(said: Text | undefined): string | undefined {
  return said && literal(said);
}
