import { expect, test } from 'vitest';
import { startOn } from '../../../test/support/starts.ts';
import { Elasticsearch, OpenSearch } from '../../index.ts';

const products = { opensearch: OpenSearch, elasticsearch: Elasticsearch };
const starts = (
  product: keyof typeof products,
  files: Readonly<Record<string, Uint8Array>>,
  version: string,
) =>
  startOn({
    author: (core) => void new products[product](core, 'search', { image: `example/${product}:${version}` }),
    service: 'search',
    volume: 'shop-test_search_data',
    files,
    tools: { [product]: 'exit 1' },
    env: 'SEARCH_PASSWORD=x\nSEARCH_PASSWORD_HASH=x',
    beside: ['9.12.1', '10.1.0']
      .map((one) => `../lib/lucene-core-${one}.jar`)
      .concat(`../lib/${product}-${version}.jar`, `../lib/${product}-core-1.0.jar`),
  });

/** What Lucene 9.12 wrote of an index with the state of a cluster, as a node of OpenSearch 2.19.1 says it. */
const written = Buffer.from(
  'P9dsFwhzZWdtZW50cwAAAAqQMVkEJjcAdi5/X1xAMEIJATEJDAEJAAAAAAAAAAUBAAAAAQkMAQJfMJAxWQQmNwB2Ln9fXEAwQgYJTHVjZW5lOTEy//////////8AAAAA/////////////////////wAAAAABkDFZBCY3AHYuf19cQDBCCAAAAAAABQxub2RlX3ZlcnNpb24JMTM2NDA3OTI3FWxhc3RfYWNjZXB0ZWRfdmVyc2lvbgI1NwxjbHVzdGVyX3V1aWQBeAxjdXJyZW50X3Rlcm0BMwdub2RlX2lkFnE4ZEoybTFmVHJHNnhxMGNXMVp4M0HAKJPoAAAAAAAAAABzSb7+',
  'base64',
);
/** The same of another number, before which stands how long it is. */
const state = (number: string) => {
  const [before = '', after = ''] = written.toString('latin1').split('\x09136407927');
  return Buffer.from(`${before}${String.fromCharCode(number.length)}${number}${after}`, 'latin1');
};
const open = 'nodes/0/_state/segments_';
const elastic = '_state/segments_';

test.each([
  ['opensearch', 'of the same', { [`${open}4`]: written }, '2.19.3'],
  [
    'opensearch',
    'whose newest state counts',
    { [`${open}z`]: state('135438547'), [`${open}10`]: state('137217827') },
    '3.0.0',
  ],
  ['elasticsearch', 'of the same', { [`${elastic}4`]: state('8190799') }, '8.19.9'],
  ['elasticsearch', 'where 7 has them', { [`${open}4`]: state('7172899') }, '7.17.29'],
  ['elasticsearch', 'that are none', {}, '9.1.0'],
  ['elasticsearch', 'of which nobody knows', { [`${elastic}4`]: Buffer.from('torn') }, '9.1.0'],
] as const)('%s starts on data %s', (product, _, files, version) => {
  expect(starts(product, files, version)).not.toContain('error: ');
});

test.each([
  ['opensearch', 'OpenSearch', { [`${open}4`]: written }, '3.2.0', '2', '3'],
  ['elasticsearch', 'Elasticsearch', { [`${elastic}4`]: state('8190799') }, '9.1.0', '8', '9'],
] as const)(
  '%s of the next major version is refused, with what an operator does',
  (product, title, files, version, from, to) => {
    const said = starts(product, files, version);
    expect(said).toContain(
      `error: the data of search are of ${title} ${from}, and example/${product}:${version} is ${title} ${to}\n`,
    );
    expect(said).toContain('First go to the last release of the old major version');
    expect(said).toContain('scripts/compose up --detach --wait --no-deps with the name of the service');
  },
);

test('one that skips a version, goes back, or reads those of the other product is refused', () => {
  expect(starts('elasticsearch', { [`${open}4`]: state('7172899') }, '9.1.0')).toContain(
    'none that is older\n       go one major version at a time',
  );
  expect(starts('elasticsearch', { [`${elastic}4`]: state('9010099') }, '8.19.7')).toContain(
    'take the files with Elasticsearch 9 again',
  );
  expect(starts('elasticsearch', { [`${open}4`]: written }, '8.19.7')).toContain(
    'they are of OpenSearch\n       bring its indices over by a snapshot',
  );
  expect(starts('opensearch', { [`${open}4`]: state('7100299') }, '2.19.1')).toContain(
    'they are of Elasticsearch\n',
  );
});
