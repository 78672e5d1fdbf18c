import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import { Variable } from './variable.ts';

const label = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?';
const name = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[\\da-f:.]+\\])$`, 'iu');

/** What must be known of the edge to say whether it can answer there. */
export interface Answering {
  /** Id of the edge. */
  readonly id: string;
  /** It can have a certificate for all names below one. */
  readonly wildcards: boolean;
  /** How its author has it show an authority that a name is his. @default - it cannot by DNS */
  readonly byDns?: string;
}

/**
 * One host name, and nothing else; of a variable its default is one, if it has any.
 * @throws StowageError `bad-domain`
 */
export function checkDomain({ id, ...edge }: Answering, domain: string | Variable): void {
  if (isA(domain, Variable)) {
    const { name, default: unless } = domain.model;
    const fault = unless === undefined ? undefined : (emptyFault(unless) ?? domainFault(unless, edge));
    if (fault === undefined) return;
    throw new StowageError(
      'bad-domain',
      `the domain of "${id}" is ${name}, whose default is ${JSON.stringify(unless)}, which ${fault[0]}`,
      fault[1],
    );
  }
  const fault = domainFault(domain, edge);
  if (fault === undefined) return;
  throw new StowageError(
    'bad-domain',
    `the domain of "${id}" is ${JSON.stringify(domain)}, which ${fault[0]}`,
    fault[1],
  );
}

function emptyFault(domain: string): readonly [what: string, mend: string] | undefined {
  return domain === '' ? ['is no host name', 'leave the default out: make init asks for it then'] : undefined;
}

function domainFault(
  domain: string,
  { wildcards, byDns }: Omit<Answering, 'id'>,
): readonly [what: string, mend: string] | undefined {
  const [, below] = /^\*\.(.+)$/.exec(domain) ?? [];
  if (name.test(below ?? domain) && domain !== 'import') {
    return below === undefined || wildcards
      ? undefined
      : [
          'stands for many names: an authority signs for those only after a DNS challenge',
          `name each host in a site of its own, or ${byDns === undefined ? '' : `say ${byDns}, or `}take tls: internal`,
        ];
  }
  const parts = domain.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length > 1 && parts.every((part) => name.test(part)))
    return [
      `are ${parts.length} names`,
      `write a site for each: sites: [${parts.map((part) => `{ domain: '${part}', … }`).join(', ')}]`,
    ];
  const [, scheme = '', rest = domain] = /^([a-z][a-z\d+.-]*:\/\/)(.*)$/i.exec(domain) ?? [];
  const [, host = '', port = '', path = ''] = /^([^/:]*|\[[^\]]*\])(:\d+)?(\/.*)?$/.exec(rest) ?? [];
  if (name.test(host)) {
    if (scheme !== '') return ['begins with a scheme', `write '${host}' alone: tls says whether it is HTTPS`];
    if (path !== '')
      return [
        'has a path',
        `write domain: '${host}', and the path in its routes: '${path.replace(/\/?$/, '/*')}'`,
      ];
    if (port !== '')
      return ['has a port', `write '${host}' alone: ports says which ports of the host are taken`];
  }
  const tidied = domain.trim().replace(/\.$/, '');
  return [
    'is no host name',
    `write ${tidied !== domain && name.test(tidied) ? `'${tidied}'` : 'the host name alone, as in shop.example.com'}`,
  ];
}
