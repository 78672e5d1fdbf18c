import { byText } from '../compose/by-text.ts';
import type { Text } from '../compose/text.ts';
import type { ConfigFileModel } from '../model/config-file.ts';
import { commentIn } from '../model/config-file.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { saidIn } from './facts.ts';
import type { Hosts } from './hosts.ts';
import { hosts } from './hosts.ts';
import type { Kind, Mention } from './mentions.ts';
import { mentionsIn } from './mentions.ts';
import { namespaces } from './namespaces.ts';
import { addressesElsewhere } from './said.ts';
import type { GivenText } from './texts.ts';
import { byFile, filesOf, linesOf, textsOf } from './texts.ts';

/** A place where a service names a host. */
export interface Spot extends Mention {
  readonly from: ServiceModel;
  readonly use: GivenText['use'] | 'key' | 'file';
  /** As a message names it: `WEB_URL`, `its command`, `caddy/Caddyfile`. */
  readonly where: string;
}

/** A place where a service names another one as a host. */
export interface Pointer extends Spot {
  /** Id of the other service. */
  readonly to: string;
  /** The only network on which it answers to the name that was written. @default - all of its own */
  readonly network?: string;
}

interface Pointing {
  readonly pointers: readonly Pointer[];
  /** Hosts that are no service of this stack. */
  readonly strangers: readonly Spot[];
}

/** Host names that are none of ours although they end in `HOST`, and schemes whose host is no host. */
const notHosts = /(ALLOWED|TRUSTED|VIRTUAL|LISTEN|BIND|ADVERTISED?|PUBLIC|EXTERNAL)_\w*$|VHOSTS?$|^HOST$/i;
const forHosts = /(HOSTS?|SERVERS?|BROKERS?|ENDPOINTS?|UPSTREAMS?|ADDR(ESS)?(ES)?|CONNECT|URL|URI|DSN)$/i;
/** Of these the value may be a name alone; elsewhere a word without a port may be anything. */
const forNames = /(HOSTS?|SERVERS?|BROKERS?)$/i;
const notNetwork = /^(s3[an]?|gs|gcs|az|file|unix|sqlite\w*)$/i;

/**
 * Every place where one service points at another. An address says so itself. A literal says so in a URL
 * (`http://web`), where a program or a variable wants a host (`psql -h db`, `DB_HOST`), and as `web:8000` when web
 * listens there; anywhere else a word is only a word, for a database may well be called like a service.
 */
export function pointers(stack: StackModel): readonly Pointer[] {
  return pointing(stack).pointers;
}

/** Every place where a service names a host that is none of its stack; itself is none either. */
export function strangers(stack: StackModel): readonly Spot[] {
  return pointing(stack).strangers;
}

const pointing = remembered(read);

function read(stack: StackModel): Pointing {
  const files = byFile(stack);
  const names = hosts(stack);
  const { ports } = namespaces(stack);
  const pointers: Pointer[] = [];
  const strangers: Spot[] = [];
  for (const from of stack.services) {
    const seen = new Set<string>();
    const see: See = (mention, use, where) => {
      const { host, form, port } = mention;
      const key = `${typeof host === 'string' ? host : host.service}:${port}@${where}`;
      if (seen.has(key)) return;
      const target = targetOf(host, from, names);
      const weak =
        form === 'pair' && (target?.service === undefined || !ports(target.service)?.includes(port ?? 0));
      // A later mention of the same place may be a surer one.
      if (form !== 'pair') seen.add(key);
      if (target === undefined) strangers.push({ ...mention, from, use, where });
      else if (!weak && target.to !== from.id) {
        seen.add(key);
        const { to, network } = target;
        const pointer = { ...mention, from, use, where, to };
        pointers.push(network === undefined ? pointer : { ...pointer, network });
      }
    };
    inTexts(from, see);
    inKeys(from, see);
    for (const file of filesOf(from, files))
      for (const mention of mentionsInFile(file)) see(mention, 'file', file.file);
  }
  return { pointers, strangers };
}

/** Takes note of a place where a service names a host. */
type See = (mention: Mention, use: Spot['use'], where: string) => void;

function targetOf(host: Spot['host'], from: ServiceModel, names: Hosts) {
  if (typeof host !== 'string') return { to: host.service, service: undefined, network: undefined };
  const named = names.find(host, from);
  return named && { to: named.service.id, service: named.service, network: named.network };
}

const kindOf = byText(
  (variable): Kind => (forHosts.test(variable) && !notHosts.test(variable) ? 'hosts' : 'value'),
);

function inTexts(from: ServiceModel, see: See): void {
  const texts = textsOf(from);
  for (const { use, where, text } of texts) {
    if (use !== 'env') continue;
    for (const mention of mentionsIn(text, kindOf(where))) {
      const { form, host, port, scheme } = mention;
      const onlyAWord = form === 'list' && typeof host === 'string' && port === undefined;
      if (onlyAWord ? !forNames.test(where) : notNetwork.test(scheme ?? '')) continue;
      const whole = withSiblings(mention, where, texts);
      const both = whole.port === port ? where : `${where} and ${where.replace(/HOST(NAME)?$/, 'PORT')}`;
      see(whole, use, both);
    }
  }
  for (const { use, where, text } of linesOf(from))
    for (const mention of mentionsIn(text, 'words'))
      if (!notNetwork.test(mention.scheme ?? '')) see(mention, use, where);
}

/** Raw keys that no container sees, where an address says by itself that it is one. */
function inKeys(from: ServiceModel, see: See): void {
  for (const { where, text } of addressesElsewhere(from))
    for (const mention of mentionsIn(text, 'words'))
      if (typeof mention.host !== 'string') see(mention, 'key', where);
}

/** `DB_HOST` has its port in `DB_PORT`, and who logs in there in `DB_USER` and `DB_PASSWORD`. */
function withSiblings(mention: Mention, name: string, texts: readonly GivenText[]): Mention {
  const prefix = prefixOf(name);
  if (prefix === '') return mention;
  const isBeside = ({ use, where }: GivenText) => use === 'env' && where !== name && where.startsWith(prefix);
  if (!texts.some(isBeside)) return mention;
  const beside = texts.filter(isBeside);
  const env = (end: string) => beside.findLast(({ where }) => where === `${prefix}${end}`)?.text;
  if (mention.form === 'url') {
    // A client that has a variable for the port puts both together.
    const { implied, ...others } = mention;
    return env('PORT') === undefined ? mention : others;
  }
  const sibling = (...ends: readonly string[]) =>
    ends.map(env).find((text) => text !== undefined && text.length > 0);
  const [number, ...others] = sibling('PORT') ?? [];
  const user = sibling('USER', 'USERNAME');
  const password = sibling('PASSWORD', 'PASS');
  return {
    ...mention,
    ...(mention.port === undefined &&
      others.length === 0 &&
      typeof number === 'string' &&
      /^\d{1,5}$/.test(number) && { port: Number(number) }),
    ...(user && { user }),
    ...(password && { password }),
  };
}

const prefixOf = byText((name) => /^(.*?)(HOST(NAME)?|URL|URI)$/.exec(name)?.[1] ?? '');

/** Once for each file, for many may read it. */
const mentionsInFile = remembered((file: ConfigFileModel): readonly Mention[] =>
  fileTexts(file).flatMap(({ text, kind }) =>
    mentionsIn(text, kind)
      .filter(({ scheme }) => !notNetwork.test(scheme ?? ''))
      // Without a port it may be a name of the file's own: `upstream web { … }` of nginx.
      .map(({ implied, ...mention }) => mention),
  ),
);

/** The texts of a generated file in which a host may stand; comments are no such place. */
function fileTexts({ content }: ConfigFileModel): readonly { readonly text: Text; readonly kind: Kind }[] {
  if (content.kind === 'text') return literals(content.text, content.comment);
  const filled = saidIn(content).texts.map((text) => ({ text, kind: 'words' as const }));
  const comment = commentIn(content.format);
  if (content.kind === 'placed') {
    const around = content.pieces.map((piece) => (typeof piece === 'string' ? piece : gap)).join('');
    return [...filled, ...literals(around, content.comment ?? comment)];
  }
  return [...filled, ...literals(content.template.replace(/\{\{[\s\S]*?\}\}/g, gap), comment)];
}

/** In the place of what a template is filled with: no host name has it. */
const gap = '\uF8FF';

function literals(text: string, comment: string | undefined) {
  if (/^[\s\uF8FF]*</.test(text))
    return [{ text: [text.replace(/<!--[\s\S]*?-->/g, '')], kind: 'xml' as const }];
  const lines = text.split('\n');
  const shown = lines.filter((line) => !comment || !line.trimStart().startsWith(comment));
  return shown.map((line) => ({ text: [line], kind: 'words' as const }));
}
