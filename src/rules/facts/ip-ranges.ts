import { isAddress } from '../../compose/port.ts';

/** Addresses from one to another, as numbers. */
export interface Range {
  /** Of IPv6, else of IPv4. */
  readonly six: boolean;
  /** How many bits of them are fixed. */
  readonly bits: number;
  /** As it was written: the first one, where that is right. */
  readonly address: bigint;
  readonly first: bigint;
  readonly last: bigint;
}

/** A range as it is written, `10.20.0.0/24`; undefined for what is none. */
export function range(written: string): Range | undefined {
  const [, at = '', prefix = ''] = /^([\da-f.:]+)\/(\d|[1-9]\d{1,2})$/i.exec(written) ?? [];
  const six = at.includes(':');
  const bits = Number(prefix);
  if (!isAddress(at) || bits > length(six)) return undefined;
  const address = numberOf(at);
  const size = 1n << BigInt(length(six) - bits);
  const first = address - (address % size);
  return { six, bits, address, first, last: first + size - 1n };
}

/** Whether it is an address, and one of these. */
export function isOf(at: string, { six, first, last }: Range): boolean {
  if (!isAddress(at) || at.includes(':') !== six) return false;
  const number = numberOf(at);
  return number >= first && number <= last;
}

/** An address as a number. */
export function numberOf(at: string): bigint {
  if (!at.includes(':')) return joined(at.split('.').map(Number), 8n);
  const [head = '', tail = ''] = at.split('::');
  const [front, back] = [groupsOf(head), groupsOf(tail)];
  const zeros = at.includes('::') ? Array.from({ length: 8 - front.length - back.length }, () => 0) : [];
  return joined([...front, ...zeros, ...back], 16n);
}

/** And back. */
export function spelled(number: bigint, six: boolean): string {
  if (!six) return groups(number, 4, 8n).join('.');
  const all = groups(number, 8, 16n).map((group) => group.toString(16));
  // What a URL says of it has its zeros left out.
  return new URL(`http://[${all.join(':')}]/`).hostname.slice(1, -1);
}

function length(six: boolean): number {
  return six ? 128 : 32;
}

/** IPv6 may end like IPv4. */
function groupsOf(half: string): readonly number[] {
  if (half === '') return [];
  return half.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function joined(all: readonly number[], bits: bigint): bigint {
  return all.reduce((sum, group) => (sum << bits) + BigInt(group), 0n);
}

function groups(number: bigint, count: number, bits: bigint): readonly number[] {
  return Array.from({ length: count }, (_, i) =>
    Number((number >> (BigInt(count - 1 - i) * bits)) & ((1n << bits) - 1n)),
  );
}
