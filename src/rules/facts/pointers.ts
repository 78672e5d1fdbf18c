import type { ConfigFileModel } from '../../model/config-file.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Text } from '../../model/text.ts';
import { byFile, filesOf, textsOf } from './texts.ts';
import { listensOf } from './wiring.ts';

/** A place where a service names another one as a host. */
export interface Pointer {
  readonly from: ServiceModel;
  /** Id of the other service. */
  readonly to: string;
  readonly port?: number;
  /** As a message names it: `WEB_URL`, `its command`, `caddy/Caddyfile`. */
  readonly where: string;
}

type Target = Pick<Pointer, 'to' | 'port'>;

/** Host names that are none of ours although they end in `HOST`, and schemes whose host is no host. */
const notHosts = /(ALLOWED_|TRUSTED_|VIRTUAL_|V)HOSTS?$|^HOST$/i;
const notNetwork = /^(s3[an]?|gs|gcs|az|file|unix|sqlite\w*)$/i;

/**
 * Every place where one service points at another. An address says so itself. A literal says so in a URL
 * (`http://web`), as `web:8000` when web listens there, and as the whole value of a variable `…_HOST`; anywhere
 * else a word is only a word, for a database may well be called like a service.
 */
export function pointers(stack: StackModel): readonly Pointer[] {
  const ports = new Map(stack.services.map((service) => [service.id, listensOf(service)]));
  const files = byFile(stack);
  return stack.services.flatMap((from) => {
    const texts = textsOf(from).flatMap(({ use, where, text }) => [
      ...targets(text, ports).map((target) => ({ from, where, ...target })),
      ...(use === 'env' ? hostVariable(where, text, ports) : []).map((to) => ({ from, where, to })),
    ]);
    const inFiles = filesOf(from, files).flatMap((file) =>
      fileTexts(file).flatMap((text) =>
        targets(text, ports).map((target) => ({ from, where: file.file, ...target })),
      ),
    );
    return distinct([...texts, ...inFiles].filter(({ to }) => to !== from.id));
  });
}

function targets(text: Text, ports: ReadonlyMap<string, readonly number[]>): readonly Target[] {
  const addresses = text.flatMap((part, i): Target[] => {
    if (typeof part === 'string' || part.kind !== 'address') return [];
    const after = text[i + 1];
    const written = typeof after === 'string' ? /^:(\d{1,5})\b/.exec(after)?.[1] : undefined;
    const port = part.port ?? (written === undefined ? undefined : Number(written));
    return [{ to: part.service, ...(port === undefined ? {} : { port }) }];
  });
  // What is not literal becomes a character that no host name has.
  const literal = text.map((part) => (typeof part === 'string' ? part : '\uFFFC')).join('');
  const urls = [...literal.matchAll(/:\/\/(?:[^\s/@]*@)?([\w.-]+)(?::(\d{1,5}))?(?![\w.\uFFFC-])/g)].flatMap(
    (match): Target[] => {
      const [, to = '', port] = match;
      const scheme = /[a-z][a-z0-9+.-]*$/i.exec(
        literal.slice(Math.max(0, match.index - 20), match.index),
      )?.[0];
      if (scheme === undefined || notNetwork.test(scheme) || !ports.has(to)) return [];
      return [{ to, ...(port === undefined ? {} : { port: Number(port) }) }];
    },
  );
  const pairs = [
    ...literal.matchAll(/(?<=^|[\s,;="'`(@|[>])([\w-][\w.-]*):(\d{1,5})(?![\w.\uFFFC-])/g),
  ].flatMap(([, to = '', port]): Target[] =>
    ports.get(to)?.includes(Number(port)) ? [{ to, port: Number(port) }] : [],
  );
  return [...addresses, ...urls, ...pairs];
}

function hostVariable(
  name: string,
  text: Text,
  ports: ReadonlyMap<string, readonly number[]>,
): readonly string[] {
  const [value, ...more] = text;
  const exact = typeof value === 'string' && more.length === 0 && ports.has(value);
  return exact && /HOSTS?$/i.test(name) && !notHosts.test(name) ? [value] : [];
}

/** The texts of a generated file in which a host may stand; comments are no such place. */
function fileTexts({ content }: ConfigFileModel): readonly Text[] {
  if (content.kind === 'caddyfile') return content.routes.map(({ upstream }) => [upstream]);
  if (content.kind === 'clickhouse-cluster') return [[content.zookeeper]];
  if (content.kind !== 'text') return [];
  const { text, comment } = content;
  const lines = text.split('\n');
  return lines.filter((line) => !comment || !line.trimStart().startsWith(comment)).map((line) => [line]);
}

function distinct(pointers: readonly Pointer[]): readonly Pointer[] {
  const byKey = new Map(
    pointers.map((pointer) => [`${pointer.to}:${pointer.port}@${pointer.where}`, pointer]),
  );
  return [...byKey.values()];
}
