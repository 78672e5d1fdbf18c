import { devices } from './attributes/devices.ts';
import { envFiles } from './attributes/env-file.ts';
import { extraHosts } from './attributes/extra-hosts.ts';
import { fileReferences } from './attributes/files.ts';
import { mounts } from './attributes/mounts.ts';
import { ports } from './attributes/ports.ts';
import type { Form, Written } from './form.ts';
import { isWritten } from './form.ts';
import { listOf, oneOrMore } from './forms/collections.ts';
import { labels, pairs } from './forms/named.ts';
import { scalar, text } from './forms/scalars.ts';
import { spellText } from './interpolation.ts';
import { own } from './own.ts';
import { isNothing } from './replace.ts';
import type { Text } from './text.ts';

type MergeMaps = (base: Written, over: Written, path: readonly string[]) => Written;

/** How two values of one key become one, where their shapes alone do not say it. */
type Rule = (base: unknown, over: unknown, path: readonly string[], mergeMaps: MergeMaps) => unknown;

/** The rule of a place: `*` stands for any name. */
export function ruleFor(path: readonly string[]): Rule | undefined {
  const [top = '', , ...keys] = path;
  return keys.length === 0
    ? undefined
    : rules.get([top, ...keys].join('.').replace(/^(services\.(?:networks|ulimits))\.[^.]+/, '$1.*'));
}

const replacing: Rule = (_, over) => over;

/** Values by name, in a map or a list: of two values of one name the later one stays. */
function byName<Value>(form: Form<ReadonlyMap<string, Value>>): Rule {
  return (base, over) => {
    const dropped = isWritten(over) ? Object.keys(over).filter((name) => isNothing(own(over, name))) : [];
    const said = isWritten(over)
      ? Object.fromEntries(Object.entries(over).filter(([name]) => !dropped.includes(name)))
      : over;
    const [first, second] = [form.read(base, [], []), form.read(said, [], [])];
    // What cannot be read is refused; until then nothing of it is lost.
    if (first === undefined || second === undefined)
      return isWritten(base) && isWritten(said) ? { ...base, ...said } : said;
    const left = [...first].filter(([name]) => !dropped.includes(name));
    return form.print(new Map([...left, ...second]));
  };
}

/** Lists of which each item has a name of its own: a later item takes the place of the first one of its name. */
function listed<Item>(form: Form<readonly Item[]>, nameOf: (item: Item) => string): Rule {
  return (base, over) => {
    const [first, second] = [form.read(base, [], []), form.read(over, [], [])];
    if (first === undefined || second === undefined) return over;
    return form.print([...new Map([...first, ...second].map((item) => [nameOf(item), item])).values()]);
  };
}

/** A list of names, or a map with more to say of each: the maps are merged. */
function spread(plain: unknown): Rule {
  return (base, over, path, mergeMaps) => {
    const [first, second] = [spreadOut(base, plain), spreadOut(over, plain)];
    return first === undefined || second === undefined ? over : mergeMaps(first, second, path);
  };
}

function spreadOut(value: unknown, plain: unknown): Written | undefined {
  if (!Array.isArray(value)) return isWritten(value) ? value : undefined;
  const names = value.filter((name) => typeof name === 'string');
  return names.length === value.length ? Object.fromEntries(names.map((name) => [name, plain])) : undefined;
}

/** Options of another driver mean nothing to this one. */
const logging: Rule = (base, over, path, mergeMaps) => {
  if (!isWritten(base) || !isWritten(over)) return over;
  const other = base.driver !== undefined && over.driver !== undefined && base.driver !== over.driver;
  return other ? over : mergeMaps(base, over, path);
};

const build: Rule = (base, over, path, mergeMaps) => {
  const long = (value: unknown): Written => (isWritten(value) ? value : { context: value });
  return mergeMaps(long(base), long(over), path);
};

/** A host may have several addresses: only the same one is not said twice. */
const hosts: Rule = (base, over) => {
  const [first, second] = [extraHosts.read(base, [], []), extraHosts.read(over, [], [])];
  if (first === undefined || second === undefined) return over;
  const merged = new Map(first);
  for (const [host, addresses] of second)
    merged.set(host, distinct([...(merged.get(host) ?? []), ...addresses]));
  return extraHosts.print(merged);
};

const pools: Rule = (base, over, path, mergeMaps) => {
  if (!Array.isArray(base) || !Array.isArray(over)) return over;
  const merged = new Map<unknown, Written>();
  for (const pool of [...base, ...over].filter(isWritten)) {
    const first = merged.get(pool.subnet);
    merged.set(pool.subnet, first === undefined ? pool : mergeMaps(first, pool, path));
  }
  return [...merged.values()];
};

function distinct(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((one) => [spellText(one), one])).values()];
}

const spelled = (one: Text | undefined) => (one === undefined ? '' : spellText(one));
const beforeEquals = (one: Text) => spelled(one).split('=')[0] ?? '';
const texts = listed(oneOrMore(text), beforeEquals);
const exact = listed(listOf(scalar), spelled);
const started = { condition: 'service_started' };

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    'services.command': replacing,
    'services.entrypoint': replacing,
    'services.healthcheck.test': replacing,
    'services.ulimits.*': replacing,

    'services.environment': byName(pairs),
    'services.labels': byName(labels),
    'services.annotations': byName(labels),
    'services.sysctls': byName(labels),
    'services.deploy.labels': byName(labels),
    'services.build.labels': byName(labels),
    'services.build.args': byName(pairs),
    'services.build.additional_contexts': byName(labels),
    'networks.labels': byName(labels),
    'volumes.labels': byName(labels),
    'configs.labels': byName(labels),
    'secrets.labels': byName(labels),

    'services.ports': listed(ports, ({ hostIp, published, target, protocol }) =>
      [spelled(hostIp) || '0.0.0.0', spelled(published), JSON.stringify(target), spelled(protocol)].join(' '),
    ),
    'services.volumes': listed(mounts, ({ target }) => spelled(target)),
    'services.devices': listed(devices, ({ source, target }) => spelled(target ?? source)),
    'services.configs': listed(
      fileReferences,
      ({ source, target }) => spelled(target) || `/${spelled(source)}`,
    ),
    'services.secrets': listed(
      fileReferences,
      ({ source, target }) => spelled(target) || `/run/secrets/${spelled(source)}`,
    ),
    'services.build.secrets': listed(fileReferences, ({ source, target }) => spelled(target ?? source)),
    'services.env_file': listed(envFiles, ({ path }) => spelled(path)),
    'services.expose': exact,
    'services.security_opt': exact,
    'services.group_add': exact,
    'services.cap_add': texts,
    'services.cap_drop': texts,
    'services.dns': texts,
    'services.dns_opt': texts,
    'services.dns_search': texts,
    'services.label_file': texts,
    'services.links': texts,
    'services.profiles': texts,
    'services.tmpfs': texts,
    'services.networks.*.aliases': texts,
    'services.networks.*.link_local_ips': texts,
    'services.build.tags': texts,

    'services.depends_on': spread(started),
    'services.networks': spread(null),
    'services.models': spread(null),
    'services.logging': logging,
    'services.build': build,
    'services.extra_hosts': hosts,
    'services.build.extra_hosts': hosts,
    'networks.ipam.config': pools,
  }),
);
