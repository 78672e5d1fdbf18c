import { describe, expect, test } from 'vitest';
import type { Phase, Stack } from '../../../constructs/index.ts';
import {
  Caddy,
  ClickHouse,
  ConfigFile,
  Environment,
  Job,
  Postgres,
  replace,
  Secret,
  Service,
  text,
  Volume,
} from '../../../constructs/index.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authorPlace } from '../../../src/model/place.ts';
import { authored } from '../../support/author.ts';

/** What is written without types: JavaScript, `as any`, JSON. */
type Anything = never;

/** Code, message and mend of what the lines are refused with, and whose line is to blame. */
function refused(lines: (core: Phase, stack: Stack) => unknown): string {
  try {
    authored((core, _, stack) => void lines(core, stack));
  } catch (error) {
    if (!(error instanceof StowageError)) throw error;
    expect(error.code).toBe('bad-prop');
    expect(authorPlace(error.stack)?.file).toMatch(/bad-prop\.test\.ts$/);
    return `${error.message} → ${error.fix}`;
  }
  throw new Error('they were taken');
}

const service = (props: object) =>
  refused((core) => new Service(core, 'web', { image: 'example:1', ...props } as Anything));

const value = 'text, a number, true, false, a Secret, a Variable, an Address or a text`…`';

describe('of a service', () => {
  test.each([
    [
      { command: 'sleep 1d' },
      `command of "web" is "sleep 1d", not one program without arguments or a list → write command: ['sleep', '1d']`,
    ],
    [
      { command: `echo "it's" | cat` },
      `command of "web" is "echo \\"it's\\" | cat", not one program without arguments or a list → write command: ['sh', '-c', 'echo "it\\'s" | cat']`,
    ],
    [
      { memory: '0mb' },
      `memory of "web" is "0mb", not a size from 6mb to 1048576gb → write memory: '512mb', or leave it out`,
    ],
    [
      { memory: '200 MB' },
      `memory of "web" is "200 MB", not a size from 6mb to 1048576gb → write memory: '512mb', or leave it out`,
    ],
    [
      { memory: undefined },
      `memory of "web" is undefined, not a size from 6mb to 1048576gb → leave it out, or write memory: '512mb'`,
    ],
    [{ cpus: 0 }, `cpus of "web" is 0, not a number from 0.01 to 4096 → write cpus: 1, or leave it out`],
    [
      { cpus: Number.NaN },
      `cpus of "web" is NaN, not a number from 0.01 to 4096 → write cpus: 1, or leave it out`,
    ],
    [
      { processes: 1.5 },
      `processes of "web" is 1.5, not a whole number from 1 to 4194304 → write processes: 1, or leave it out`,
    ],
    [
      { stopGrace: '1 minute' },
      `stopGrace of "web" is "1 minute", not a time span from 0s to 8760h → write stopGrace: '30s', or leave it out`,
    ],
    [
      { port: '8000' },
      `port of "web" is "8000", not a port from 1 to 65535 → write port: 8000, or leave it out`,
    ],
    [
      { port: 70_000 },
      `port of "web" is 70000, not a port from 1 to 65535 → write port: 8000, or leave it out`,
    ],
    [
      { otherPorts: { metrics: 9090 } },
      `otherPorts of "web" has "metrics", which is not a port from 1 to 65535 → write for example 8000`,
    ],
    [{ otherPorts: { 9090: true } }, `otherPorts[9090] of "web" is true, not text → write [9090]: '…'`],
    [
      { publish: ['80:80'] },
      `publish[0] of "web" is "80:80", not an object of props → write for example { published: 8000, target: 8000, protocol: 'tcp' }`,
    ],
    [
      { publish: [{ published: 80, target: 80, protocol: 'sctp' }] },
      `publish[0].protocol of "web" is "sctp", not 'tcp' or 'udp' → write protocol: 'tcp'`,
    ],
    [
      { image: 42 },
      `image of "web" is 42, not an image with its tag or digest → write image: 'postgres:16.4'`,
    ],
    [
      { image: 'shop' },
      `image of "web" is "shop", not an image with its tag or digest → write the version that you tested: image: 'shop:<version>'`,
    ],
    [
      { networks: ['proxy'] },
      `networks[0] of "web" is "proxy", not a Network or a ComposeNetwork → make it once, const proxy = new Network(this, 'proxy', { purpose: '…' }), and write networks: [proxy]`,
    ],
    [
      { health: { test: ['CMD', 'true'] } },
      `health of "web" has no prop "test" → write exec: ['curl', '-f', 'http://127.0.0.1:8000/'] for a program and its arguments, or shell: 'one line'`,
    ],
    [
      { health: { exec: ['true'], shell: 'true' } },
      `health of "web" has no prop "shell" → write one of the two, exec or shell`,
    ],
    [
      { health: { exec: [] } },
      `health.exec of "web" is an empty list, not a list that holds something → write exec: ['curl', '-f', 'http://127.0.0.1:8000/']`,
    ],
    [
      { health: { shell: 'true', interval: '0s' } },
      `health.interval of "web" is "0s", not a time span from 0.001s to 24h → write interval: '30s', or leave it out`,
    ],
    [
      { health: { interval: '5s' } },
      `health.exec of "web" is missing → write exec: ['curl', '-f', 'http://127.0.0.1:8000/']`,
    ],
    [
      { env: { X: null } },
      `env.X of "web" is null, not ${value} → write undefined to leave the variable out, or '' for one that is empty`,
    ],
    [{ env: { X: { y: 1 } } }, `env.X of "web" is { y: … }, not ${value} → write X: '…'`],
    [
      { env: ['A=b', 'C-D=e=f'] },
      `env of "web" is ["A=b", "C-D=e=f"], not names with their values → write env: { A: 'b', 'C-D': 'e=f' }`,
    ],
    [
      { env: new Map([['A', 'b']]) },
      `env of "web" is a Map, not names with their values → write env: { NAME: '…' }, or leave it out`,
    ],
    [{ env: { 'A=B': '' } }, `env of "web" has "A=B", which is not a name → write for example NAME`],
    [
      { scratch: { tmp: '16mb' } },
      `scratch of "web" has "tmp", which is not an absolute path → write for example '/data'`,
    ],
    [
      { compose: [] },
      `compose of "web" is an empty list, not an object of raw keys → write compose: { … }, or leave it out`,
    ],
    [{ description: { en: 'Shop' } }, `description.id of "web" is missing → write id: '…'`],
  ])('%j', (props, said) => {
    expect(service(props)).toBe(said);
  });

  test.each([
    [
      'volumes',
      "mount it: .mount(new Volume(phase, 'data', { holds: '…' }), '/data'); a folder of the host stands in compose: { volumes: […] }",
    ],
    [
      'ports',
      "write port: 8000 for what others in the system reach, and for what the host does: publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }]",
    ],
    [
      'restart',
      'leave it out: a Service comes back unless it was stopped, a Job does not; compose: { restart: … } says otherwise',
    ],
    ['environment', "write env: { NAME: 'value' }"],
    ['depends_on', 'make it in a later phase than what it needs, or call .waitFor(…)'],
    ['dependsOn', 'make it in a later phase than what it needs, or call .waitFor(…)'],
    ['privileged', 'write it among the raw keys: compose: { privileged: … }'],
    ['readOnly', 'write it among the raw keys: compose: { read_only: … }'],
    ['helath', 'write health'],
    [
      'toString',
      'leave it out, or write one of image, build, command, entrypoint, health, port, otherPorts, publish, edge, user, hostname, init, openFiles, sharedMemory, dropCapabilities, addCapabilities, scratch, console, description, env, networks, memory, cpus, processes, stopGrace, logSize, compose',
    ],
  ])('%s, which is no prop', (name, instead) => {
    expect(service({ [name]: [] })).toBe(`"web" has no prop "${name}" → ${instead}`);
  });
});

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
      `zookeeper of "events" is a Service, not a Zookeeper → write zookeeper: new Zookeeper(…)`,
      (core) =>
        new ClickHouse(core, 'events', {
          image: 'clickhouse:22.8',
          database: 'shop',
          zookeeper: new Service(core, 'web', { image: 'example:1' }) as Anything,
        }),
    ],
    [
      `routes["/*"] of "edge" is "web:80", not a Service or an Address → make it, const it = new Service(…), and pass it, not its name`,
      (core) =>
        new Caddy(core, 'edge', {
          image: 'caddy:2.11',
          domain: 'a.example',
          tls: 'public',
          routes: { '/*': 'web:80' as Anything },
        }),
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
      `content.tls of "site" is missing → write tls: 'none'`,
      (core) => new ConfigFile(core, 'site', { file: 'site', content: { kind: 'caddyfile' } as Anything }),
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
      'source of mount(…) is "./conf", not a Volume, a ComposeVolume or a ConfigFile → pass new Volume(…) or new ConfigFile(…); a folder of the host stands in compose: { volumes: […] }',
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
      'services[0] of waitFor(…) is "db", not a Service or a ComposeService → make it, const it = new Service(…), and pass it, not its name',
      (web) => web.waitFor('db' as Anything),
    ],
    [
      'services[0] of waitFor(…) is [a Service], not a Service or a ComposeService → pass them one by one, or with three dots: (...list)',
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
      `database of "db" is missing → write database: '…'`,
    );
  });
});
