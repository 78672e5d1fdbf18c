import { isAddress } from '../../compose/port.ts';

/** Addresses of IPv4 as numbers, from one to another. */
export interface Range {
  /** As it was written: the first one, where that is right. */
  readonly address: number;
  readonly first: number;
  readonly last: number;
}

/** A range of IPv4; undefined for what is none. */
export function range(written: string): Range | undefined {
  const [, dotted = '', bits = ''] = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(written) ?? [];
  if (bits === '' || !isAddress(dotted)) return undefined;
  const address = numberOf(dotted);
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(address / size) * size;
  return { address, first, last: first + size - 1 };
}

/** An address of IPv4 as a number. */
export function numberOf(dotted: string): number {
  return dotted.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

/** And back. */
export function spelled(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
