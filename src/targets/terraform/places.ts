import type { ExtraHosts } from '../../compose/attributes/extra-hosts.ts';
import type { LoggingConfig } from '../../compose/attributes/logging.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import type { Around, Body, Teller } from './body.ts';
import type { Parts } from './parts.ts';
import { tellLost } from './parts.ts';
import type { Say } from './saying.ts';
import { many, spelled, unescaped } from './saying.ts';
import { spell } from './spell.ts';

/** Paths in memory, each with its options. */
export function tmpfs(values: readonly Text[], { lose }: Teller): Body {
  const places = values.flatMap((value): readonly (readonly [string, string])[] => {
    const [path = '', ...options] = literal(value)?.split(':') ?? [];
    if (path === '') lose('depends on a variable', 'write the path itself');
    return path === '' ? [] : [[spell([path]), spell([options.join(':')])]];
  });
  return places.length === 0 ? {} : { tmpfs: Object.fromEntries(places) };
}

/** Lines of `/etc/hosts`. The provider reads one back as far as its second colon. */
export function hosts(values: ExtraHosts, { lose }: Teller): Body {
  const lines = [...values].flatMap(([host, addresses]) =>
    addresses.map((ip) => ({ host: spell([unescaped(host)]), ip: spell(ip) })),
  );
  for (const { host, ip } of lines)
    if (!ip.includes('${') && ip.includes(':'))
      lose(
        `gives ${host} the address ${ip}, and the provider would make the container anew at every plan`,
        'give it an IPv4 address',
      );
  return lines.length === 0 ? {} : { host: lines };
}

/** The provider has a set where the order counts. */
export function ordered(name: string): Say<readonly Text[]> {
  return (values, { lose }) => {
    if (values.length > 1) lose('has an order, which the provider does not keep', 'say one alone', false);
    return many(name)(values);
  };
}

/** A namespace, which may be that of another service. */
export function shared(name: string): Say<Text> {
  return (value, around) => ({ [name]: namespaceOf(value, around) });
}

/** @returns `container:ID` for that of another service */
function namespaceOf(value: Text, { lose, container }: Pick<Around, 'lose' | 'container'>): string {
  const [, kind, of = ''] = /^(service|container):(.*)$/.exec(literal(value) ?? '') ?? [];
  const address = kind === 'service' ? container(of) : undefined;
  if (address !== undefined) return `container:\${${address}.id}`;
  if (kind === 'service') lose(`is that of ${of}, which Terraform does not make`, 'take it away');
  if (kind === 'container')
    lose(
      `is that of the container ${of}, which the provider reads back by its id: it would make this one anew at every plan`,
      'name a service: service:…',
    );
  return spell(value);
}

const ofLogging: Parts<LoggingConfig> = { driver: 'said', options: 'said' };

export function logging(logging: LoggingConfig, around: Teller): Body {
  const { driver, options } = logging;
  tellLost(logging, ofLogging, around);
  return {
    ...(driver && { log_driver: spell(driver) }),
    ...(options && { log_opts: spelled(options) }),
  };
}
