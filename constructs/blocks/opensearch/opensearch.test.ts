import { expect, test } from 'vitest';
import { Match, Output } from '../../../src/testing.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { SearchProps } from '../../index.ts';
import { Elasticsearch, OpenSearch, Service } from '../../index.ts';
import { snapshot } from './backup.ts';

const products = [
  ['OpenSearch', OpenSearch, 'admin', '/usr/share/opensearch', 'OPENSEARCH_JAVA_OPTS'],
  ['Elasticsearch', Elasticsearch, 'elastic', '/usr/share/elasticsearch', 'ES_JAVA_OPTS'],
] as const;

test.each(products)(
  '%s: one node with a login, a heap by its limit, and a passage for snapshots',
  (_, Block, user, home, options) => {
    const model = searching(Block, { memory: '3gb' });
    const output = Output.of(model);
    output.hasService('web', {
      environment: { URL: `http://${user}:\${SEARCH_PASSWORD:?run make init}@search:9200` },
    });
    output.hasService('search', {
      environment: Match.objectLike({
        'discovery.type': 'single-node',
        'transport.host': '127.0.0.1',
        'path.repo': `${home}/snapshots`,
        [options]: '-Xms1536m -Xmx1536m',
        API_LOGIN: `${user}:\${SEARCH_PASSWORD:?run make init}`,
      }),
      volumes: Match.arrayWith([`search_data:${home}/data`, `search_data_snapshots:${home}/snapshots`]),
    });
    expect(model.volumes.map(({ id, kind }) => [id, kind])).toEqual([
      ['search_data', 'state'],
      ['search_data_snapshots', 'staging'],
    ]);
    expect(model.stores).toEqual([
      expect.objectContaining({
        method: snapshot,
        volumes: ['search_data'],
        words: ['search_data_snapshots', `${home}/snapshots`, expect.stringMatching(/^\^\(/)],
      }),
    ]);
  },
);

test.each(products)(
  '%s: its health check shows no password, and waits for what one node can be',
  (_, Block) => {
    const [said = ''] = authoredService(searching(Block), 'search').test ?? [];
    expect(said).toContain('wait_for_status=yellow');
    expect(said).not.toMatch(/curl[^<]*\s-u|PASSWORD/);
  },
);

test('OpenSearch reads its one user from a file that the host makes, and logs in a log', () => {
  const model = searching(OpenSearch);
  Output.of(model).hasService('search', {
    environment: Match.objectLike({
      'plugins.security.ssl.http.enabled': 'false',
      'plugins.security.audit.type': 'log4j',
    }),
  });
  Output.of(model).hasFile(
    'search/internal_users.yml.template',
    /^admin:\n {2}hash: "@\{SEARCH_PASSWORD_HASH\}"\n {2}reserved: false$/m,
  );
});

test('Elasticsearch asks for a login, without certificates of its own', () => {
  Output.of(searching(Elasticsearch)).hasService('search', {
    environment: Match.objectLike({
      ELASTIC_PASSWORD: '${SEARCH_PASSWORD:?run make init}',
      'xpack.security.enabled': 'true',
      'xpack.security.http.ssl.enabled': 'false',
    }),
  });
});

test('without a backup there is no passage, and nothing is saved', () => {
  const model = searching(OpenSearch, { backup: false });
  expect([model.stores, model.volumes.map(({ id }) => id)]).toEqual([[], ['search_data']]);
});

test('a heap that fills its container is refused', () => {
  expect(() => searching(OpenSearch, { memory: '1gb', heap: '800mb' })).toThrow(
    expect.objectContaining({
      code: 'search-heap',
      message:
        'heap of "search" is 800 MiB, and a container of 1024 MiB has no room for what OpenSearch needs beside it',
    }),
  );
});

function searching(Block: (typeof products)[number][1], props: Partial<SearchProps> = {}) {
  return authored((core, site) => {
    const search = new Block(core, 'search', { image: 'example/search:1.0', ...props });
    new Service(site, 'web', { image: 'example:1', env: { URL: search.url } });
  });
}
