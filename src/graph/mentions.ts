import { byText } from '../compose/by-text.ts';
import type { AddressPart, Text } from '../compose/text.ts';
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
const inLiteral = {
  value: byText((text) => read([text], 'value')),
  hosts: byText((text) => read([text], 'hosts')),
  words: byText((text) => read([text], 'words')),
  xml: byText((text) => read([text], 'xml')),
};

/** Everything in a text that is, or looks like, a host. */
export function mentionsIn(text: Text, kind: Kind): readonly Mention[] {
  const [first] = text;
  if (text.length !== 1 || typeof first !== 'string') return text.length === 0 ? none : read(text, kind);
  // Most texts are a number or a word.
  if (kind === 'value' && !first.includes(':')) return none;
  return inLiteral[kind](first);
}

function read(text: Text, kind: Kind): readonly Mention[] {
  const flat = flatten(text);
  const hasColon = flat.includes(':');
  const found: Mention[] = [];
  if (hasColon && flat.includes('://')) inUrls(flat, text, found);
  if (kind === 'words' && mayNameOne.test(flat))
    for (const [i, form] of places.entries())
      if (signs[i]?.test(flat))
        for (const [, name = '', a, b] of flat.matchAll(form)) add(found, text, name, a || b, 'tool');
  if (kind === 'xml')
    for (const [, name = '', , number] of flat.matchAll(xmlHost)) add(found, text, name, number, 'xml');
  if (kind === 'hosts')
    for (const item of flat.split(',')) {
      if (item.includes('/')) continue;
      const [, name = '', number] = inList.exec(item.trim()) ?? [];
      add(found, text, name, number, 'list');
    }
  if (hasColon && /:\d/.test(flat))
    for (const [, name = '', number] of matches(flat, pair)) add(found, text, name, number, 'pair');
  addAddresses(found, text);
  return found;
}

const authorities = /:\/\/([^\s/?#,;"'`<>\\(){}|]*)((?:,[\w.-]+:\d{1,5}(?!\w))*)/g;

function inUrls(flat: string, text: Text, found: Mention[]): void {
  for (const { index, 1: authority = '', 2: others = '' } of matches(flat, authorities)) {
    const scheme = /[a-z][a-z0-9+.-]*$/i.exec(flat.slice(Math.max(0, index - 20), index))?.[0].toLowerCase();
    if (scheme === undefined) continue;
    const [, userinfo, name = '', number] = url.exec(authority) ?? [];
    const mention = at(text, name, number, 'url');
    if (mention !== undefined) {
      const saysNone = mention.port === undefined && !authority.includes(':', userinfo?.length ?? 0);
      const implied = saysNone ? usualPorts.get(scheme) : undefined;
      const whole = implied === undefined ? { ...mention, scheme } : { ...mention, scheme, implied };
      found.push(userinfo === undefined ? whole : { ...whole, ...login(userinfo, text) });
    }
    for (const other of others === '' ? [] : others.split(',')) {
      const [, next = '', its] = more.exec(other) ?? [];
      add(found, text, next, its, 'pair');
    }
  }
}

/** As `matchAll`, which makes an expression anew for each text: here most have one match or none. */
function matches(flat: string, form: RegExp): readonly RegExpExecArray[] {
  const all: RegExpExecArray[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(flat); match !== null; match = form.exec(flat)) all.push(match);
  return all;
}

function add(
  found: Mention[],
  text: Text,
  name: string,
  number: string | undefined,
  form: Mention['form'],
): void {
  const mention = at(text, name, number, form);
  if (mention !== undefined) found.push(mention);
}

function at(
  text: Text,
  found: string,
  number: string | undefined,
  form: Mention['form'],
): Mention | undefined {
  const host = hostOf(found, text);
  if (host === undefined || Number(number) > 65_535) return undefined;
  return numbered(host, (typeof host === 'string' ? undefined : host.port?.toString()) ?? number, form);
}

/** Addresses say by themselves what they are, wherever they stand. */
function addAddresses(found: Mention[], text: Text): void {
  if (text.every((part) => typeof part === 'string' || part.kind !== 'address')) return;
  const seen = found.map(({ host }) => host);
  for (let i = 0; i < text.length; i++) {
    const part = text[i];
    if (typeof part !== 'object' || part.kind !== 'address' || seen.includes(part)) continue;
    const after = text[i + 1];
    const written = typeof after === 'string' ? /^:(\d{1,5})\b/.exec(after)?.[1] : undefined;
    found.push(numbered(part, part.port?.toString() ?? written, 'address'));
  }
}

function numbered(host: Mention['host'], port: string | undefined, form: Mention['form']): Mention {
  return port === undefined || port === '' ? { host, form } : { host, port: Number(port), form };
}

function hostOf(found: string, text: Text): string | AddressPart | undefined {
  if (found === '') return undefined;
  if (!standIn.test(found)) return found;
  const [part, ...others] = unflatten(found, text);
  if (part === undefined || others.length > 0) return undefined;
  return typeof part === 'string' || part.kind === 'address' ? part : undefined;
}

function login(userinfo: string, text: Text): Pick<Mention, 'user' | 'password'> {
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

const standIn = /[\uE000-\uF8FF]/;

function flatten(text: Text): string {
  let flat = '';
  for (let i = 0; i < text.length; i++) {
    const part = text[i] ?? '';
    if (typeof part !== 'string') flat += lowest + i > highest ? other : String.fromCharCode(lowest + i);
    else flat += standIn.test(part) ? part.replace(/[\uE000-\uF8FF]/g, other) : part;
  }
  return flat;
}

function unflatten(piece: string, text: Text): Text {
  if (!standIn.test(piece)) return piece === '' ? [] : [piece];
  // Nearly always it is one variable, or one address.
  if (piece.length === 1) return partAt(piece, text);
  return piece.split(/([\uE000-\uF8FF])/).flatMap((word) => partAt(word, text));
}

function partAt(word: string, text: Text): Text {
  const part = /^[\uE000-\uF8FE]$/.test(word) ? text[word.charCodeAt(0) - lowest] : word;
  return part === undefined || part === '' ? [] : [part];
}
