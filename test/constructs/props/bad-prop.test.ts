import { describe, expect, test } from 'vitest';
import type { Phase, Stack } from '../../../constructs/index.ts';
import {
  Caddy,
  ClickHouse,
  ConfigFile,
  Environment,
  HostPath,
  Job,
  Postgres,
  replace,
  Secret,
  Service,
  text,
  Volume,
} from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';
import type { Anything } from './refused.ts';
import { refused, value } from './refused.ts';

describe('of others', () => {
  test.each<[string, (core: Phase, stack: Stack) => unknown]>([
    [
      `props of "web" is missing → pass for example { image: 'postgres:16.4' }`,
      (core) => new Service(core, 'web', undefined as Anything),
    ],
    [
      `scope of "web" is missing → pass for example this`,
      () => new Service(undefined as Anything, 'web', { image: 'example:1' }),
    ],
    [
      `id of "constructor" is "constructor", which JavaScript finds in every object: the tree would take it for one that it has → give it another name, for example 'web'`,
      (core) => new Service(core, 'constructor', { image: 'example:1' }),
    ],
    [
      `id of "__proto__" is "__proto__", which JavaScript finds in every object: the tree would take it for one that it has → give it another name, for example 'web'`,
      (core) => new Volume(core, '__proto__', { holds: 'Rows.' }),
    ],
    [
      `database of "db" is "a\\nb", not a name on one line → write database: 'shop'`,
      (core) => new Postgres(core, 'db', { image: 'postgres:16.4', database: 'a\nb' }),
    ],
    [
      `id of new Service(…) is "", not a name without a slash → pass for example 'web'`,
      (core) => new Service(core, '', { image: 'example:1' }),
    ],
    [
      `"db" has no prop "publish" → leave it out: a plain Service takes it, and this construct says it itself`,
      (core) =>
        new Postgres(core, 'db', { image: 'postgres:16.4', database: 'shop', publish: [] } as Anything),
    ],
    [
      `"job" has no prop "health" → leave it out: a plain Service takes it, and this construct says it itself`,
      (core) => new Job(core, 'job', { image: 'example:1', health: { exec: ['true'] } } as Anything),
    ],
    [
      `zookeeper of "events" is a Service, not a Zookeeper or a ClickHouseKeeper → write zookeeper: new Zookeeper(…), or leave it out`,
      (core) =>
        new ClickHouse(core, 'events', {
          image: 'clickhouse:22.8',
          database: 'shop',
          zookeeper: new Service(core, 'web', { image: 'example:1' }) as Anything,
        }),
    ],
    [
      `routes["/*"] of "edge" is "web:80", not a Service, an Address or an object of props → make it, const it = new Service(…), and pass it, not its name`,
      (core) =>
        new Caddy(core, 'edge', {
          image: 'caddy:2.11',
          domain: 'a.example',
          tls: 'public',
          routes: { '/*': 'web:80' as Anything },
        }),
    ],
    [
      `routes["/*"] of "edge" is "http://192.168.1.20:8123", not a Service, an Address or an object of props → write { to: 'http://192.168.1.20:8123' }, or { redirect: … } when the visitor is sent there`,
      (core) =>
        new Caddy(core, 'edge', {
          image: 'caddy:2.11',
          domain: 'a.example',
          tls: 'public',
          routes: { '/*': 'http://192.168.1.20:8123' as Anything },
        }),
    ],
    [
      `path of "photos" is "./photos", not an absolute path of the host or a Variable → write path: '/srv/media'`,
      (core) => new HostPath(core, 'photos', { path: './photos' as Anything, holds: 'Photos' }),
    ],
    [
      `"data" has no prop "name" → write it among the raw keys: compose: { name: … }`,
      (core) => new Volume(core, 'data', { holds: 'Files.', name: 'files' } as Anything),
    ],
    [
      `bytes of "KEY" is 0, not a whole number from 4 to 1024 → write bytes: 4, or leave it out`,
      () => new Secret('KEY', { description: 'Signs.', bytes: 0 }),
    ],
    [
      `content.facts of "site" is missing → write facts: { name: '…' }`,
      (core) =>
        new ConfigFile(core, 'site', { file: 'site', content: { format: 'xml', template: 'a' } as Anything }),
    ],
    [
      `production.host.cpus of all(…) is 0, not a number from 0.01 to 4096 → write cpus: 1`,
      () => Environment.all({ production: { host: { cpus: 0, memory: '1gb', disk: '1gb' } } }),
    ],
    [
      `value of replace(…) is "a:/b", not a list or names with their values → pass for example […]`,
      () => replace('a:/b' as Anything),
    ],
    [`values[0] of text(…) is null, not ${value} → write for example '…'`, () => text`a${null as Anything}`],
    [
      `names[0] of phases(…) is ["a"], not a name without a slash → pass them one by one, or with three dots: (...list)`,
      (_, stack) => stack.phases(['a'] as Anything),
    ],
    [
      `constructs of acknowledge(…) is a Stack, not a list → pass for example [this]`,
      (_, stack) => stack.acknowledge('x', stack as Anything, 'Because.'),
    ],
  ])('%s', (said, lines) => {
    expect(refused(lines)).toBe(said);
  });

  test('a choice that an environment lacks', () => {
    expect(
      refused(() =>
        Environment.all({ production: { host: { cpus: 1, memory: '1gb', disk: '1gb' } } })[0]?.pick({
          staging: 1,
        } as Anything),
      ),
    ).toBe(
      'choices of pick(…) has nothing for the environment "production" → write one: pick({ …, production: … })',
    );
  });
});

describe('of a verb', () => {
  test.each<[string, (web: Service, data: Volume) => unknown]>([
    [
      'source of mount(…) is "./conf", not a Volume, a ComposeVolume, a ConfigFile or a HostPath → pass new Volume(…) or new ConfigFile(…); for a path of the host, new HostPath(…)',
      (web) => web.mount('./conf' as Anything, '/conf'),
    ],
    [
      `target of mount(…) is "conf", not an absolute path → pass for example '/data'`,
      (web, data) => web.mount(data, 'conf' as Anything),
    ],
    [
      'options of mount(…) is "ro", not an object of props → pass for example { … }',
      (web, data) => web.mount(data, '/conf', 'ro' as Anything),
    ],
    [
      'services[0] of waitFor(…) is "db", not a Service, what holds some, or how far they must be → make it, const it = new Service(…), and pass it, not its name',
      (web) => web.waitFor('db' as Anything),
    ],
    [
      'services[0] of waitFor(…) is [a Service], not a Service, what holds some, or how far they must be → pass them one by one, or with three dots: (...list)',
      (web) => web.waitFor([web] as Anything),
    ],
    ['port of at(…) is missing → pass for example 8000', (web) => web.at(undefined as Anything)],
    [
      `trouble.mend of foresee(…) is missing → write mend: '…'`,
      (web) => web.foresee({ symptom: 'It burns.' } as Anything),
    ],
    [
      'volumes[0] of emptyWith(…) is null, not a Volume → write for example new Volume(…)',
      (_, data) => data.emptyWith(null as Anything),
    ],
  ])('%s', (said, lines) => {
    expect(
      refused((core) =>
        lines(
          new Service(core, 'web', { image: 'example:1' }),
          new Volume(core, 'data', { holds: 'Files.' }),
        ),
      ),
    ).toBe(said);
  });
});

describe('of a class that an author derives', () => {
  class Web extends Service {
    constructor(core: Phase, id: string, props: object) {
      super(core, id, { image: 'example:1', ...props });
    }
  }

  test('what is wrong is refused as in ours', () => {
    expect(refused((core) => new Web(core, 'web', { cpus: 0 }))).toMatch(/^cpus of "web" is 0, /);
  });

  test('an unknown prop may be its own, unless it looks like one of ours or of Compose', () => {
    expect(authored((core) => new Web(core, 'web', { tenant: 'acme', name: 'w' }))).toBeDefined();
    const [environment] = Environment.all({ local: { host: { cpus: 1, memory: '1gb', disk: '1gb' } } });
    expect(authored((core) => new Web(core, 'web', { environment }))).toBeDefined();
    expect(refused((core) => new Web(core, 'web', { environment: { A: 'b' } }))).toMatch(
      / has no prop "environment"/,
    );
    expect(refused((core) => new Web(core, 'web', { volumes: [] }))).toMatch(/^"web" has no prop "volumes"/);
    expect(refused((core) => new Web(core, 'web', { helath: {} }))).toMatch(/^"web" has no prop "helath"/);
  });

  test('of ours, too: what they make of the props is not the author’s', () => {
    class Database extends Postgres {}
    expect(
      authored((core) => new Database(core, 'db', { image: 'postgres:16.4', database: 'shop' })),
    ).toBeDefined();
    expect(refused((core) => new Database(core, 'db', { image: 'postgres:16.4' } as Anything))).toBe(
      `database of "db" is missing → write database: 'shop'`,
    );
  });
});
