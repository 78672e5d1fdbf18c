import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must } from './support/tool.ts';

const system = new System('words');
const source = sourceOf(
  'words',
  ['OpenSearch', 'Service'],
  `const search = new OpenSearch(core, 'search', { image: '${blockImages.opensearch}', memory: '900mb', heap: '400mb', compose: { ulimits: { nofile: { soft: 16384, hard: 16384 } } } });
  const health = { exec: ['true'], interval: '1s' } as const;
  new Service(last, 'web', { image: '${images.posthog}', entrypoint: ['sleep', 'infinity'], memory: '64mb', health, init: true, env: { SEARCH: search.url } });`,
);
/** What the API answers to whoever has this login. */
const ask = (method: string, path: string, body = '', login = `admin:${password()}`) => {
  const data = ['-H', 'Content-Type: application/json', '--data-binary', '@-'];
  const words = ['curl', '-s', '-u', login, '-X', method, ...(body === '' ? [] : data)];
  return system.exec('search', [...words, `http://127.0.0.1:9200/${path}`], body).out;
};
const password = () =>
  /^SEARCH_PASSWORD=(.*)$/m.exec(readFileSync(join(system.folder, '.env'), 'utf8'))?.[1] ?? '';

beforeAll(() => {
  system.becomes(source);
  system.mustMake('start');
});
afterAll(() => system.dispose());

it('nobody without the password gets an answer, and of the users with a published one there is none', () => {
  expect(ask('GET', '_cluster/health')).toContain('"status":"');
  for (const login of ['admin:admin', 'kibanaserver:kibanaserver', 'logstash:logstash', 'nobody:'])
    expect(ask('GET', '_cluster/health', '', login)).toBe('Unauthorized');
});

it('indices, a data stream, an alias and many documents come back; what the server made itself does not', () => {
  ask(
    'PUT',
    'toots',
    '{"settings":{"number_of_replicas":1},"mappings":{"properties":{"text":{"type":"text"}}}}',
  );
  const lines = Array.from({ length: 500 }, (_, i) => `{"index":{}}\n{"text":"word ${i}"}\n`);
  expect(ask('POST', 'toots/_bulk', lines.join(''))).toContain('"errors":false');
  ask('PUT', 'accounts-2026/_doc/1', '{"name":"ann"}');
  ask('POST', '_aliases', '{"actions":[{"add":{"index":"accounts-2026","alias":"accounts"}}]}');
  ask('PUT', '_index_template/logs', '{"index_patterns":["logs-*"],"data_stream":{}}');
  ask('POST', 'logs-shop/_doc', '{"@timestamp":"2026-11-29T00:00:00Z","line":"x"}');
  // As a kill in the middle of a backup leaves it.
  ask('PUT', '_snapshot/stowage', '{"type":"fs","settings":{"location":"/usr/share/opensearch/snapshots"}}');
  system.mustMake('backup');
  expect(ask('GET', '_snapshot')).toBe('{}');
  system.mustMake('destroy');
  const said = system.mustMake('restore', 'BACKUP=latest');
  for (const [index, count] of Object.entries({ toots: 500, 'accounts-2026': 1, '.ds-logs-shop-000001': 1 }))
    expect(said).toMatch(new RegExp(`search +${index} +${count} +${count} +equal`));
  expect(said).not.toContain('DIFFERENT');
  expect(ask('GET', 'toots/_search?q=text:499&filter_path=hits.total.value')).toBe(
    '{"hits":{"total":{"value":1}}}',
  );
  expect(ask('GET', 'accounts/_doc/1?filter_path=_source')).toBe('{"_source":{"name":"ann"}}');
  expect(ask('GET', '_data_stream?filter_path=data_streams.name')).toContain('"logs-shop"');
  expect(ask('GET', '_snapshot')).toBe('{}');
});

it('takes another password by make rotate, once more after a kill, and the one before where it goes back', () => {
  const before = password();
  system.mustMake('rotate', 'SECRET=SEARCH_PASSWORD');
  const after = password();
  const health = (word: string) => ask('GET', '_cluster/health', '', `admin:${word}`);
  expect([health(before), health(after)]).toEqual(['Unauthorized', expect.stringContaining('"status":"')]);
  expect(system.mustExec('web', ['printenv', 'SEARCH'])).toContain(`:${after}@`);
  const told = '. scripts/common.sh; . scripts/rotate-opensearch.sh; rotate_opensearch search admin';
  const tell = (...words: readonly string[]) =>
    must('bash', ['-ec', `printf '%s\\n' "$@" | { ${told}; }`, 'bash', ...words], {
      cwd: system.folder,
      env: system.env,
    });
  tell(after, before);
  tell(before, after);
  expect(health(before)).toContain('"status":"');
  tell(after, before);
  expect(ask('GET', 'toots/_count?filter_path=count')).toBe('{"count":500}');
});

it('its files and its image say of which major version they are, while it runs', () => {
  const asks =
    '. scripts/common.sh; . scripts/leftovers.sh; . scripts/majors.sh; ask_compose; of_major majors search "$(volume_name search_data)" "$(bound_image search)"';
  expect(must('bash', ['-c', asks], { cwd: system.folder, env: system.env })).toBe('image 2\ndata 2\n');
});
