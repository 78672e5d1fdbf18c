import { oneOrMore } from '../forms/collections.ts';
import { byName } from '../forms/pairs.ts';
import { text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';
import { literal, splitText } from '../text.ts';

/** Addresses by the host name that leads to them inside the container, without brackets. */
export type ExtraHosts = ReadonlyMap<string, readonly Text[]>;

const addresses = oneOrMore(text);

/** A map, or a list of `host=address`, `host:address` and `host=address,address`. */
export const extraHosts = byName<readonly Text[]>({
  inMap: {
    read: (written, at, faults) => addresses.read(written, at, faults)?.map(withoutBrackets),
    print: addresses.print,
  },
  inList: {
    separators: ['=', ':'],
    of: (said) => said && splitText(said, ',').map(withoutBrackets),
    print: (value) => value,
  },
  asList: () => true,
  also: (first, second) => [...first, ...second],
});

function withoutBrackets(address: Text): Text {
  const plain = literal(address);
  return plain !== undefined && /^\[.+\]$/.test(plain) ? [plain.slice(1, -1)] : address;
}
