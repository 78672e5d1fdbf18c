/** The ranges of RFC 1918 and 4193, and loopback, by the name that Caddy has for them. */
const privateRanges = 'private_ranges';

/** Ranges as any other product takes them: that name is the ranges themselves. */
export function spelledOut(ranges: readonly string[]): readonly string[] {
  return ranges.flatMap((range) =>
    range === privateRanges
      ? ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', 'fd00::/8', '::1/128']
      : [range],
  );
}

/**
 * What is wrong with an address or a range of them (`10.0.0.0/8`, `2001:db8::/32`, `192.0.2.7`) as something that may
 * be trusted; undefined when nothing is.
 */
export function rangeFault(range: string): string | undefined {
  if (range === privateRanges) return undefined;
  const [, address = '', prefix] = /^([\da-f.:]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(range) ?? [];
  const bits = isV4(address) ? 32 : isV6(address) ? 128 : 0;
  if (bits === 0 || Number(prefix ?? 0) > bits) return 'is no address and no range of addresses';
  if (prefix === '0')
    return 'is every address there is, and whoever is trusted may say that he is somebody else';
  if (isMapped(address)) return 'is never met: a visitor with an IPv4 address is compared as one';
  return undefined;
}

function isV4(address: string): boolean {
  const numbers = address.split('.');
  return numbers.length === 4 && numbers.every((one) => /^(0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256);
}

function isV6(address: string): boolean {
  return address.includes(':') && URL.canParse(`http://[${address}]/`);
}

/** An IPv4 address written as an IPv6 one: `::ffff:10.0.0.1`. */
function isMapped(address: string): boolean {
  return isV6(address) && new URL(`http://[${address}]/`).hostname.startsWith('[::ffff:');
}
