import fc from 'fast-check';
import { caddyfile } from '../../constructs/blocks/caddy/syntax.ts';
import { archive } from '../../constructs/core/archive.ts';
import { allRules } from '../../src/compile/rules.ts';
import type { Text } from '../../src/compose/text.ts';
import type { ConfigFileModel } from '../../src/model/config-file.ts';
import type { MountModel, ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { environment, said, service, stack, variable, volume } from './model.ts';

/** Few enough that they meet, and some that JavaScript itself knows. */
const id = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'data', 'DB_PASSWORD', 'default') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '', '/', '$X', '${', '\n'),
  },
  { weight: 1, arbitrary: fc.string() },
);
const port = fc.constantFrom(0, 80, 8000, -1, 70_000);
const literal = fc.oneof(
  id,
  fc.tuple(id, port).map(([host, at]) => `http://u:p@${host}:${at}/ ${host}:${at}`),
  fc.tuple(id, port).map(([host, at]) => `psql -h ${host} -p ${at}; nc ${host} ${at} --server=${host}:${at}`),
  fc.tuple(id, id).map(([name, value]) => `${name}=${value} \${${name}:-${value}} --password ${value}`),
);
const text: fc.Arbitrary<Text> = fc.array(
  fc.oneof(
    literal,
    id.map((name) => ({ kind: 'variable' as const, name })),
    fc.record({ kind: fc.constant('address' as const), service: id, port }),
    id.map((name) => ({ kind: 'address' as const, service: name })),
  ),
  { maxLength: 4 },
);

const rawKeys = [
  ...[
    'image',
    'ports',
    'expose',
    'networks',
    'network_mode',
    'depends_on',
    'environment',
    'command',
    'entrypoint',
  ],
  ...['healthcheck', 'labels', 'volumes', 'profiles', 'build', '__proto__'],
  ...['links', 'volumes_from', 'extra_hosts', 'container_name', 'hostname', 'restart', 'pid'],
  ...['user', 'deploy', 'mem_limit', 'memswap_limit', 'stop_grace_period', 'security_opt', 'cap_add'],
  ...['logging', 'secrets', 'configs', 'env_file', 'pull_policy', 'name', 'external'],
];
const looped: Record<string, unknown> = {};
looped.self = [looped];
const value = fc.oneof(
  literal,
  fc.array(literal, { maxLength: 3 }),
  fc.dictionary(id, literal),
  fc.anything(),
);
/** Anything where Compose wants something particular. */
const raw = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...rawKeys), value, { maxKeys: 4 }) },
  { weight: 1, arbitrary: fc.constant(looped) },
);

const mount: fc.Arbitrary<MountModel> = fc.oneof(
  fc.record({ kind: fc.constant('volume' as const), volume: id, target: id, readOnly: fc.boolean() }),
  fc.record({
    kind: fc.constant('file' as const),
    file: id,
    target: id,
    readOnly: fc.constant(true as const),
  }),
  fc.record({ kind: fc.constant('memory' as const), target: id, size: fc.constant('1mb' as const) }),
);

const anyService: fc.Arbitrary<ServiceModel> = fc
  .record({
    id,
    kind: fc.constantFrom('service' as const, 'job' as const),
    image: fc.oneof(literal, fc.constantFrom('zookeeper:3', 'x/shop:2.0@sha256:a', 'y:1@sha256:a')),
    env: fc.array(fc.record({ name: id, value: text }), { maxLength: 3 }),
    mounts: fc.array(mount, { maxLength: 3 }),
    listens: fc.array(fc.record({ port, purpose: id }), { maxLength: 2 }),
    ports: fc.array(
      fc.record({
        published: port,
        target: port,
        protocol: fc.constantFrom('tcp' as const, 'udp' as const),
        address: id,
      }),
      { maxLength: 2 },
    ),
    networks: fc.array(id, { maxLength: 2 }),
    dependsOn: fc.array(
      fc.record({ service: id, condition: fc.constantFrom('healthy' as const, 'completed' as const) }),
      { maxLength: 4 },
    ),
    edge: fc.boolean(),
    compose: raw,
    limits: fc.record({
      memory: fc.constantFrom('1gb' as const, '-1mb' as const, '1e9gb' as const),
      cpus: fc.double(),
      processes: port,
    }),
  })
  .chain((over) =>
    fc
      .record(
        {
          profile: id,
          hostname: id,
          command: fc.array(text, { maxLength: 3 }),
          entrypoint: fc.array(text, { maxLength: 2 }),
          health: fc
            .oneof(
              text.map((shell) => ({ shell })),
              fc.array(text, { maxLength: 2 }).map((exec) => ({ exec })),
            )
            .map((test) => ({
              test,
              interval: '1s' as const,
              timeout: '1s' as const,
              retries: 1,
              startPeriod: '1s' as const,
            })),
          build: fc.record({
            folder: id,
            copies: fc.array(fc.record({ file: id, target: id }), { maxLength: 2 }),
          }),
          job: id.map((target) => ({ runs: 'once' as const, target, help: said('') })),
          serves: fc.record({
            product: id,
            tls: fc.constantFrom('none' as const, 'public' as const),
            sites: fc.array(
              fc.record({
                name: text,
                routes: fc.array(
                  fc.record(
                    {
                      match: id,
                      upstream: fc.record({ kind: fc.constant('address' as const), service: id, port }),
                      elsewhere: id,
                      redirect: text,
                      guard: fc.constantFrom('password' as const, 'service' as const),
                    },
                    { requiredKeys: ['match'] },
                  ),
                  { maxLength: 2 },
                ),
              }),
              { maxLength: 2 },
            ),
          }),
          ownLogs: fc.array(fc.record({ what: id.map(said), kept: id.map(said) }), { maxLength: 2 }),
          console: id.map((target) => ({ target, help: said(''), command: [target] })),
          stopNeeds: fc.constant('60s' as const),
          known: fc.tuple(id, fc.constantFrom('Redis', 'Apache ZooKeeper')).map(([name, product]) => ({
            product,
            dataPaths: [name],
            user: name,
            firstStart: 62,
            reach: {
              ports: [80],
              logins: [{ userVariable: name, passwordVariable: name, user: name }],
              variables: [name],
            },
          })),
        },
        { requiredKeys: [] },
      )
      .map((more) => service({ ...over, ...more })),
  );

const file: fc.Arbitrary<ConfigFileModel> = fc
  .record({ path: id, file: id, words: literal, text })
  .chain(({ words, text: site, ...over }) =>
    fc.constantFrom<ConfigFileModel>(
      { ...over, content: { kind: 'text', text: words, comment: '' } },
      { ...over, content: { kind: 'template', format: 'xml', template: words, facts: {} } },
      {
        ...over,
        content: {
          kind: 'template',
          format: caddyfile,
          template: '{{caddyOptional site}} {{#each to}}{{caddy this.at}}{{/each}}',
          facts: {
            site,
            to: [{ at: { kind: 'address', service: words } }],
            password: { kind: 'env', name: words },
            most: { kind: 'memory', bytes: Number.NaN },
            kind: words,
          },
        },
      },
    ),
  );

/** A model that the types allow, and nothing more. */
export const anyStack: fc.Arbitrary<StackModel> = fc
  .record({
    project: id,
    phases: fc.array(fc.record({ path: id, id }), { maxLength: 3 }),
    services: fc.array(anyService, { maxLength: 6 }),
    volumes: fc.array(
      fc.record({ id, compose: raw, kind: fc.constantFrom('state' as const, 'cache' as const) }).map(volume),
      { maxLength: 3 },
    ),
    networks: fc.array(
      fc.record({ path: id, id, purpose: fc.constant(said('x')), internal: fc.boolean(), compose: raw }),
      { maxLength: 3 },
    ),
    files: fc.array(file, { maxLength: 3 }),
    variables: fc.array(
      fc
        .record({ name: id, kind: fc.constantFrom('secret' as const, 'variable' as const), default: id })
        .map(variable),
      { maxLength: 3 },
    ),
    site: text,
    stores: fc.array(
      fc
        .record({ path: id, name: id, service: id, volume: id, word: id })
        .map(({ volume, word, ...store }) => ({
          ...store,
          method: archive,
          volumes: [volume],
          words: [word],
        })),
      { maxLength: 2 },
    ),
    neighbours: fc.array(fc.record({ project: id, services: fc.array(anyService, { maxLength: 2 }) }), {
      maxLength: 2,
    }),
    guests: fc.array(
      fc.record({
        ...{ project: id, service: id, network: id },
        ...{ names: fc.array(id, { maxLength: 2 }), aliases: fc.array(id, { maxLength: 2 }) },
      }),
      { maxLength: 2 },
    ),
    minimum: fc.record({ compose: fc.constantFrom('2.26', 'x'), engine: fc.constantFrom('20.10', '') }),
    acknowledgements: fc.array(
      fc.record({
        rule: fc.oneof(fc.constantFrom(...allRules.map((rule) => rule.id)), id),
        paths: fc.array(fc.oneof(fc.constant('shop-test'), id), { maxLength: 2 }),
        reason: id.map(said),
      }),
      { maxLength: 3 },
    ),
    compose: raw,
    environment: fc.constantFrom(
      environment,
      { ...environment, guarded: true },
      {
        ...environment,
        host: { cpus: Number.NaN, memory: '0mb' as const, disk: '0mb' as const },
      },
    ),
  })
  .map(stack);
