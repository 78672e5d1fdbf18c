import type { AddressPart, Part, Text } from '../compose/text.ts';
import { hostClients, hostOptions, usualPorts } from './protocols.ts';

/** A place in a text where something stands that may be a host. */
export interface Mention {
  /** The name as it was written, or an address. */
  readonly host: string | AddressPart;
  readonly port?: number;
  /** Of a URL. */
  readonly scheme?: string;
  /** The port that a URL means when it says none. */
  readonly implied?: number;
  readonly user?: Text;
  readonly password?: Text;
  /**
   * What says that it is a host. A `pair` only looks like one: `web:8000` may be a tag of an image.
   */
  readonly form: 'address' | 'url' | 'list' | 'tool' | 'xml' | 'pair';
}

/** Where a text stands: the value of a variable, or of one for hosts; words that somebody runs or reads; XML. */
export type Kind = 'value' | 'hosts' | 'words' | 'xml';

const host = '([a-z0-9_][\\w.-]*|[\\uE000-\\uF8FE]|\\[[0-9a-f:]+\\])';
const port = '(?::(\\d{1,5}))?';
const end = '(?![\\w.:\\uE000-\\uF8FF-])';

const url = new RegExp(`^(?:([^@]*)@)?${host}(?::(\\d{1,5})|:[\\uE000-\\uF8FF])?$`, 'i');
const more = new RegExp(`^${host}:(\\d{1,5})$`, 'i');
const pair = /(?<=^|[\s,;="'`(@|[>])([\w-][\w.-]*):(\d{1,5})(?![\w.:\uE000-\uF8FF-])/g;

/** `--upstream web:8000`, `reverse_proxy web:8000`, `pg_isready -h db -p 5432`, `nc -z db 5432`. */
const places = [
  `(?<![\\w-])--?(?:[a-z]+[-_.])*(?:${hostOptions})[= ]${host}${port}${end}(?:\\s+(?:-p|--port)[= ](\\d{1,5})\\b)?`,
  `(?<=^|\\s)(?:reverse_proxy|server|(?:proxy|fastcgi|uwsgi|grpc)_pass|(?:\\S*/)?wait-for(?:-it)?(?:\\.sh)?)\\s+${host}:(\\d{1,5})${end}()`,
  `\\b(?:${hostClients})\\s(?:[^|;&\\n]{0,80}?\\s)?-h\\s*${host}${end}()(?:\\s[^|;&\\n]{0,80}?-[pP]\\s*(\\d{1,5})\\b)?`,
  `\\bnc\\s(?:-\\w+\\s+(?:\\d+\\s+)?)*${host}()\\s+(\\d{1,5})\\b`,
].map((form) => new RegExp(form, 'gi'));

/** What a text has in which one of these stands, in their order. */
const signs = [/-.*[= ]/s, /server|proxy|_pass|wait-for/i, /-h/i, /\bnc\s/i];

const mayNameOne = new RegExp(`-h|serve|${hostOptions}|proxy|_pass|wait-for|\\bnc\\s`, 'i');

const inList = new RegExp(`^${host}${port}$`, 'i');
const xmlHost = new RegExp(
  `<host(?:name)?>\\s*${host}\\s*</host(?:name)?>()(?:\\s*<port>(\\d{1,5})</port>)?`,
  'gi',
);

const none: readonly Mention[] = [];

/** Of texts that are one literal: the environments of a system say the same ones. */
const known = new Map<Kind, Map<string, readonly Mention[]>>();

/** Everything in a text that is, or looks like, a host. */
export function mentionsIn(text: Text, kind: Kind): readonly Mention[] {
  const [first] = text;
  if (text.length !== 1 || typeof first !== 'string') return text.length === 0 ? none : read(text, kind);
  // Most texts are a number or a word.
  if (kind === 'value' && !first.includes(':')) return none;
  const those = known.get(kind) ?? new Map<string, readonly Mention[]>();
  known.set(kind, those);
  const found = those.get(first) ?? read(text, kind);
  if (those.size < 1000) those.set(first, found);
  return found;
}

function read(text: Text, kind: Kind): readonly Mention[] {
  const flat = flatten(text);
  const anywhere = kind === 'hosts' || kind === 'xml' || flat.includes(':') || mayNameOne.test(flat);
  if (!anywhere) return addressesOutside([], text);
  const found = [
    ...(flat.includes('://')
      ? [...flat.matchAll(/:\/\/([^\s/?#,;"'`<>\\(){}|]*)((?:,[\w.-]+:\d{1,5}(?!\w))*)/g)]
      : []
    ).flatMap(({ index, 1: authority = '', 2: others = '' }): readonly Mention[] => {
      const scheme = /[a-z][a-z0-9+.-]*$/i
        .exec(flat.slice(Math.max(0, index - 20), index))?.[0]
        .toLowerCase();
      if (scheme === undefined) return [];
      const [, userinfo, name = '', number] = url.exec(authority) ?? [];
      return [
        ...at(text, name, number, 'url').map((mention) => ({
          ...mention,
          scheme,
          ...(mention.port === undefined &&
            !authority.slice(userinfo?.length ?? 0).includes(':') &&
            implied(scheme)),
          ...login(userinfo, text),
        })),
        ...others.split(',').flatMap((other) => {
          const [, next = '', its] = more.exec(other) ?? [];
          return at(text, next, its, 'pair');
        }),
      ];
    }),
    ...(kind === 'words' && mayNameOne.test(flat) ? places : []).flatMap((form, i) =>
      (signs[i]?.test(flat) ? [...flat.matchAll(form)] : []).flatMap(([, name = '', a, b]) =>
        at(text, name, a || b, 'tool'),
      ),
    ),
    ...(kind === 'xml' ? [...flat.matchAll(xmlHost)] : []).flatMap(([, name = '', , number]) =>
      at(text, name, number, 'xml'),
    ),
    ...(kind === 'hosts' ? flat.split(',') : []).flatMap((item) => {
      const [, name = '', number] = inList.exec(item.trim()) ?? [];
      return at(text, name, number, 'list');
    }),
    ...(flat.includes(':') ? [...flat.matchAll(pair)] : []).flatMap(([, name = '', number]) =>
      at(text, name, number, 'pair'),
    ),
  ];
  return [...found, ...addressesOutside(found, text)];
}

function at(
  text: Text,
  found: string,
  number: string | undefined,
  form: Mention['form'],
): readonly Mention[] {
  const part = hostOf(found, text);
  if (part === undefined || Number(number) > 65_535) return [];
  const own = typeof part === 'string' ? undefined : part.port?.toString();
  return [{ host: part, ...numbered(own ?? number), form }];
}

/** Addresses say by themselves what they are, wherever they stand. */
function addressesOutside(found: readonly Mention[], text: Text): readonly Mention[] {
  if (text.every((part) => typeof part === 'string' || part.kind !== 'address')) return [];
  const seen = new Set(found.map((mention) => mention.host));
  return text.flatMap((part, i): readonly Mention[] => {
    if (typeof part === 'string' || part.kind !== 'address' || seen.has(part)) return [];
    const after = text[i + 1];
    const written = typeof after === 'string' ? /^:(\d{1,5})\b/.exec(after)?.[1] : undefined;
    return [{ host: part, ...numbered(part.port?.toString() ?? written), form: 'address' }];
  });
}

function hostOf(found: string, text: Text): string | AddressPart | undefined {
  if (found === '') return undefined;
  const [part, ...others] = unflatten(found, text);
  if (part === undefined || others.length > 0) return undefined;
  return typeof part === 'string' || part.kind === 'address' ? part : undefined;
}

function implied(scheme: string): Pick<Mention, 'implied'> {
  const port = usualPorts.get(scheme);
  return port === undefined ? {} : { implied: port };
}

function numbered(port: string | undefined): Pick<Mention, 'port'> {
  return port === undefined || port === '' ? {} : { port: Number(port) };
}

function login(userinfo: string | undefined, text: Text): Pick<Mention, 'user' | 'password'> {
  if (userinfo === undefined) return {};
  const colon = userinfo.indexOf(':');
  if (colon < 0) return { user: unflatten(userinfo, text) };
  return {
    ...(colon > 0 && { user: unflatten(userinfo.slice(0, colon), text) }),
    password: unflatten(userinfo.slice(colon + 1), text),
  };
}

// What is not literal becomes one character of a range that no host name has, and that says which part it was.
const lowest = 0xe000;
const highest = 0xf8fe;
const other = '\uF8FF';

function flatten(text: Text): string {
  return text
    .map((part, i) =>
      typeof part === 'string'
        ? part.replace(/[\uE000-\uF8FF]/g, other)
        : lowest + i > highest
          ? other
          : String.fromCharCode(lowest + i),
    )
    .join('');
}

function unflatten(piece: string, text: Text): Text {
  if (!/[\uE000-\uF8FF]/.test(piece)) return piece === '' ? [] : [piece];
  return piece.split(/([\uE000-\uF8FF])/).flatMap((word): readonly Part[] => {
    const part = /^[\uE000-\uF8FE]$/.test(word) ? text[word.charCodeAt(0) - lowest] : word;
    return part === undefined || part === '' ? [] : [part];
  });
}
