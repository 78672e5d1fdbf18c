import { expect, test } from 'vitest';
import { challengesIn } from '../../src/registry/token.ts';

const read = (header: string) =>
  challengesIn(header).map(({ scheme, values }) => [scheme, Object.fromEntries(values)]);

test.each([
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/postgres:pull"',
    [
      [
        'bearer',
        {
          realm: 'https://auth.docker.io/token',
          service: 'registry.docker.io',
          scope: 'repository:library/postgres:pull',
        },
      ],
    ],
  ],
  ['bearer realm = "https://a/t" , service=b', [['bearer', { realm: 'https://a/t', service: 'b' }]]],
  ['Basic realm="a \\"quoted\\" one, with Bearer"', [['basic', { realm: 'a "quoted" one, with Bearer' }]]],
  [
    'Basic realm="x", Bearer realm="https://a/t"',
    [
      ['basic', { realm: 'x' }],
      ['bearer', { realm: 'https://a/t' }],
    ],
  ],
  ['Basic', [['basic', {}]]],
  ['Negotiate', []],
  ['', []],
])('%s', (header, challenges) => {
  expect(read(header)).toEqual(challenges);
});

test('a long one ends', () => {
  expect(challengesIn(`Bearer ${'a='.repeat(50_000)}`).length).toBeLessThan(2);
  expect(challengesIn(`Bearer ${' ,'.repeat(50_000)}`)).toHaveLength(1);
});
