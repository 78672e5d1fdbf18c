import { describe, expect, test } from 'vitest';
import type { Answering } from '../../../constructs/core/domain.ts';
import { checkDomain } from '../../../constructs/core/domain.ts';
import { Variable } from '../../../constructs/index.ts';

const edge: Answering = { id: 'edge', wildcards: false };

describe('the default of a variable that holds a domain', () => {
  const holding = (unless: string) => new Variable('DOMAIN', { description: 'x', default: unless });

  test.each([
    ['', 'is no host name', 'leave the default out: make init asks for it then'],
    [
      'https://shop.example.com',
      'begins with a scheme',
      "write 'shop.example.com' alone: tls says whether it is HTTPS",
    ],
  ])('%j is none', (unless, what, fix) => {
    expect(() => checkDomain(edge, holding(unless))).toThrow(
      expect.objectContaining({
        code: 'bad-domain',
        message: `the domain of "edge" is DOMAIN, whose default is ${JSON.stringify(unless)}, which ${what}`,
        fix,
      }),
    );
  });

  test('a host name is one, and a label has 63 characters at the most', () => {
    expect(() => checkDomain(edge, holding('shop.example.com'))).not.toThrow();
    expect(() => checkDomain(edge, `${'a'.repeat(63)}.org`)).not.toThrow();
    expect(() => checkDomain(edge, `${'a'.repeat(64)}.org`)).toThrow();
  });
});

describe('a domain is one host name, and what it is instead is said', () => {
  test.each<readonly [domain: string, what: string, fix: string]>([
    ['', 'is no host name', 'write the host name alone, as in shop.example.com'],
    [' ', 'is no host name', 'write the host name alone, as in shop.example.com'],
    [
      'a.example.com, b.example.com',
      'are 2 names',
      "write a site for each: sites: [{ domain: 'a.example.com', … }, { domain: 'b.example.com', … }]",
    ],
    ['a b', 'are 2 names', "write a site for each: sites: [{ domain: 'a', … }, { domain: 'b', … }]"],
    [
      'https://shop.example.com',
      'begins with a scheme',
      "write 'shop.example.com' alone: tls says whether it is HTTPS",
    ],
    [
      'shop.example.com/wiki',
      'has a path',
      "write domain: 'shop.example.com', and the path in its routes: '/wiki/*'",
    ],
    ['shop.example.com/', 'has a path', "write domain: 'shop.example.com', and the path in its routes: '/*'"],
    [
      'shop.example.com:8443',
      'has a port',
      "write 'shop.example.com' alone: ports says which ports of the host are taken",
    ],
    [
      '*.example.com',
      'stands for many names: an authority signs for those only after a DNS challenge',
      'name each host in a site of its own, or take tls: internal',
    ],
    ['shop.example.com.', 'is no host name', "write 'shop.example.com'"],
    [' shop.example.com', 'is no host name', "write 'shop.example.com'"],
    ...[
      'a}',
      'a {',
      '@x',
      'import',
      '(x)',
      '{$X}',
      '<<EOF',
      '#',
      '-a.b\n:80',
      'a..b',
      '-a',
      'a-',
      '*',
      'a.*.b',
    ].map(
      (domain) => [domain, 'is no host name', 'write the host name alone, as in shop.example.com'] as const,
    ),
  ])('%j', (domain, what, fix) => {
    expect(() => checkDomain(edge, domain)).toThrow(
      expect.objectContaining({
        code: 'bad-domain',
        message: `the domain of "edge" is ${JSON.stringify(domain)}, which ${what}`,
        fix,
      }),
    );
  });

  test.each(['localhost', 'shop.example.com', '10.0.0.1', '[::1]', 'bücher.example', '_acme.example.com'])(
    '%j is one',
    (domain) => {
      expect(() => checkDomain(edge, domain)).not.toThrow();
    },
  );

  test('all names below one, where a certificate for them can be had', () => {
    expect(() => checkDomain({ ...edge, wildcards: true }, '*.example.com')).not.toThrow();
  });
});
