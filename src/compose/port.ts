import type { Misspelling } from './interpolation.ts';
import { spellText } from './interpolation.ts';
import type { Text } from './text.ts';
import { joined, literal, splitText } from './text.ts';

/** One port of a container and where it is reached, as the short form says it: `127.0.0.1:8080:80/tcp`. */
export interface PortMapping {
  /** The address of the host, without brackets. @default - every address */
  readonly hostIp?: Text;
  /** The port of the host, or a range from which the engine picks one. @default - the engine picks one */
  readonly published?: Text;
  /** The port of the container; text when it depends on a variable. */
  readonly target: number | Text;
  /** In small letters. @default - not known: the variable of `target` may say it */
  readonly protocol?: Text;
}

/** A first and a last port. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The ports that `8000` or `8000-8010` names; undefined for anything else. */
export function portRange(written: string): PortRange | undefined {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(written) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return from === undefined || last < first || last > 65_535 ? undefined : { first, last };
}

/**
 * What a port in its short form says. A range of container ports becomes a mapping for each, in the order in which Compose
 * has them; against a single one, a range of the host stays: the engine picks from it.
 * @see https://docs.docker.com/reference/compose-file/services/#ports
 */
export function readPort(text: Text): readonly PortMapping[] | Misspelling {
  const [mapping = [], ...protocols] = splitText(text, '/');
  const pieces = splitInFields(mapping);
  const target = pieces.at(-1) ?? [];
  const published = pieces.at(-2) ?? [];
  const address = pieces.slice(0, -2);
  const hostIp = joined(address.flatMap((piece, i) => (i === 0 ? piece : [':', ...piece])));
  const name = literal(joined(protocols.flatMap((piece, i) => (i === 0 ? piece : ['/', ...piece]))));
  const protocol: Text | undefined =
    name === undefined
      ? protocols[0]
      : name !== ''
        ? [name.toLowerCase()]
        : literal(target) === undefined
          ? undefined
          : ['tcp'];
  const said = {
    ...(hostIp.length > 0 && { hostIp: withoutBrackets(hostIp) }),
    ...(protocol !== undefined && { protocol }),
  };
  const host = literal(said.hostIp ?? []);
  if ((host && !isAddress(host)) || (name && !transports.has(name.toLowerCase()))) return wrong(text);
  const port = literal(target);
  if (port === undefined) return [{ ...said, ...(published.length > 0 && { published }), target }];
  const inside = portRange(port);
  const outside = literal(published);
  const range = portRange(outside ?? '');
  if (inside === undefined || (outside !== undefined && outside !== '' && range === undefined))
    return wrong(text);
  const count = inside.last - inside.first + 1;
  if (count === 1) return [{ ...said, ...(published.length > 0 && { published }), target: inside.first }];
  if (outside === undefined) return [{ ...said, published, target }];
  if (range !== undefined && range.last - range.first + 1 !== count) return wrong(text);
  return Array.from({ length: count }, (_, i) => ({
    ...said,
    ...(range && { published: [String(range.first + i)] }),
    target: inside.first + i,
  })).sort((a, b) => (String(a.target) < String(b.target) ? -1 : 1));
}

/** The short form of a mapping. */
export function spellPort({ hostIp, published, target, protocol }: PortMapping): string {
  const address = hostIp === undefined ? '' : `${bracketed(hostIp)}:`;
  const outside = published === undefined ? (hostIp === undefined ? '' : ':') : `${spellText(published)}:`;
  const inside = typeof target === 'number' ? target : spellText(target);
  return `${address}${outside}${inside}${protocol === undefined ? '' : `/${spellText(protocol)}`}`;
}

/** The colons inside `[::1]` separate nothing. */
function splitInFields(mapping: Text): readonly Text[] {
  const [first] = mapping;
  const end = typeof first === 'string' && first.startsWith('[') ? first.indexOf(']') : -1;
  if (typeof first !== 'string' || end < 0) return splitText(mapping, ':');
  const [head = [], ...others] = splitText([first.slice(end + 1), ...mapping.slice(1)], ':');
  return [joined([first.slice(0, end + 1), ...head]), ...others];
}

function withoutBrackets(hostIp: Text): Text {
  const whole = literal(hostIp);
  return whole?.startsWith('[') && whole.endsWith(']') ? [whole.slice(1, -1)] : hostIp;
}

function bracketed(hostIp: Text): string {
  const whole = literal(hostIp);
  return whole?.includes(':') ? `[${whole}]` : spellText(hostIp);
}

const transports = new Set(['tcp', 'udp', 'sctp']);

/** Whether a text is an address of IPv4 or IPv6: Compose asks no one for the address of a name. */
export function isAddress(host: string): boolean {
  const byte = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
  const dotted = new RegExp(`^${byte}(\\.${byte}){3}$`);
  if (!host.includes(':')) return dotted.test(host);
  const halves = host.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = halves.flat();
  const last = groups.at(-1) ?? '';
  const size = groups.length + (last.includes('.') ? 1 : 0);
  return (
    (halves.length === 1 ? size === 8 : halves.length === 2 && size < 8) &&
    groups.every(
      (group, i) => /^[\da-f]{1,4}$/i.test(group) || (i === groups.length - 1 && dotted.test(group)),
    )
  );
}

function wrong(text: Text): Misspelling {
  return {
    at: 0,
    message: `${spellText(text) || 'an empty text'} is no port`,
    mend: 'write 8080:80, 127.0.0.1:8080:80/tcp or 8000-8010:8000-8010',
  };
}
