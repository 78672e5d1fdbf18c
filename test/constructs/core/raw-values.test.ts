import { describe, expect, test } from 'vitest';
import type { ServiceProps } from '../../../constructs/index.ts';
import {
  ComposeService,
  Job,
  Network,
  replace,
  Secret,
  Service,
  text,
  Variable,
  Volume,
} from '../../../constructs/index.ts';
import { ruleFindings } from '../../../src/compile/rules.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored } from '../../support/author.ts';

const domain = new Variable('DOMAIN', { description: 'Host name that users type.' });
const port = new Variable('HTTP_PORT', { description: 'Port on the host.', default: '8080' });
const secret = new Secret('SHOP_KEY', { description: 'Signs sessions.' });
const image = 'example.org/web:1.0';

test('a value stands wherever Compose takes a text, spelled as Compose reads it', () => {
  const stack = authored(
    (core, site, stack) => {
      const backend = new Network(stack, 'backend', {
        purpose: 'Everybody.',
        compose: { labels: { site: domain } },
      });
      const files = new Volume(stack, 'files', {
        holds: 'Files.',
        kind: 'cache',
        compose: { driver_opts: { type: 'nfs', device: text`:/exports/${domain}` } },
      });
      const api = new Service(core, 'api', {
        image,
        port: 9000,
        networks: [backend],
        health: { exec: ['true'] },
      });
      new Service(site, 'web', {
        image,
        networks: [backend],
        compose: {
          command: ['--api', api.address, '--price', text`5$ on ${domain}`],
          environment: [text`API=http://${api.address}/`, text`KEY=${secret}`, 'AS_IS=${DOMAIN:-nobody}'],
          labels: {
            'traefik.http.routers.web.rule': text`Host(\`${domain}\`)`,
            plain: 'Host(${DOMAIN})',
            n: 1,
          },
          ports: [text`127.0.0.1:${port}:80`],
          extra_hosts: { site: domain },
          healthcheck: { test: ['CMD', 'ready', api.host], interval: '30s', start_period: '1m' },
          logging: { options: replace({ tag: domain, 'max-size': '5m' }) },
          configs: ['motd'],
        },
      }).mount(files, '/files');
    },
    { compose: { configs: { motd: { content: text`Welcome to ${domain}` } }, 'x-site': [domain, 7, null] } },
  );
  const [, from = ''] = composeFile(stack)[0]?.content.split('  web:\n') ?? [];
  expect(from).toBe(`    image: example.org/web:1.0
    command: [--api, 'api:9000', --price, '5$$ on \${DOMAIN:?set DOMAIN in .env}']
    environment:
      API: http://api:9000/
      KEY: \${SHOP_KEY:?run make init}
      AS_IS: \${DOMAIN:-nobody}
    volumes:
      - files:/files
    configs:
      - motd
    ports:
      - 127.0.0.1:\${HTTP_PORT:-8080}:80/tcp
    networks:
      - backend
    extra_hosts:
      - site=\${DOMAIN:?set DOMAIN in .env}
    healthcheck:
      test: [CMD, ready, api]
      interval: 30s
      start_period: 60s
    depends_on:
      api:
        condition: service_healthy
    restart: unless-stopped
    stop_grace_period: 30s
    deploy:
      resources:
        limits:
          cpus: '1'
          memory: 512M
          pids: 512
    security_opt: ['no-new-privileges:true']
    logging:
      driver: json-file
      options:
        tag: \${DOMAIN:?set DOMAIN in .env}
        max-size: 5m
    labels:
      traefik.http.routers.web.rule: Host(\`\${DOMAIN:?set DOMAIN in .env}\`)
      plain: Host(\${DOMAIN})
      'n': '1'

networks:
  backend:
    labels:
      site: \${DOMAIN:?set DOMAIN in .env}

volumes:
  files:
    driver_opts:
      type: nfs
      device: :/exports/\${DOMAIN:?set DOMAIN in .env}

configs:
  motd:
    content: Welcome to \${DOMAIN:?set DOMAIN in .env}

x-site:
  - \${DOMAIN:?set DOMAIN in .env}
  - 7
  - null
`);
  expect(stack.variables.map(({ name }) => name)).toEqual(['DOMAIN', 'SHOP_KEY', 'HTTP_PORT']);
  expect(ruleFindings(stack)).toEqual([]);
});

test('what Compose takes apart at colons and spaces is taken apart around a value, not in it', () => {
  const stack = authored((core) => {
    new ComposeService(core, 'web', {
      image,
      command: text`serve --site ${domain} "a b"`,
      volumes: [text`./${domain}:/data:ro`],
      tmpfs: text`/tmp:size=${port}`,
      env_file: text`${domain}.env`,
      user: text`${port}:${port}`,
      mem_limit: port,
    });
  });
  expect(composeFile(stack)[0]?.content).toContain(`
  web:
    image: example.org/web:1.0
    command: serve --site \${DOMAIN:?set DOMAIN in .env} "a b"
    user: \${HTTP_PORT:-8080}:\${HTTP_PORT:-8080}
    env_file:
      - \${DOMAIN:?set DOMAIN in .env}.env
    volumes:
      - ./\${DOMAIN:?set DOMAIN in .env}:/data:ro
    tmpfs:
      - /tmp:size=\${HTTP_PORT:-8080}
    mem_limit: \${HTTP_PORT:-8080}
`);
});

/** What the rules say of a service with these raw keys, beside a database that is ready some time later. */
function found(keys: (db: Service) => NonNullable<ServiceProps['compose']>) {
  const stack = authored((core) => {
    const db = new Service(core, 'db', {
      image: 'example.org/db:1.0',
      port: 5432,
      health: { exec: ['true'] },
    });
    new Service(core, 'web', { image, compose: keys(db) });
  });
  return ruleFindings(stack).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('an address among raw keys is one', () => {
  const early = (where: string) => [
    `address-ordered: "web" points at "db" in ${where}, but nothing makes it wait: it may start first, and find nobody there`,
  ];

  test.each([
    ['the environment, a map', (db: Service) => ({ environment: { DB: db.address } }), 'DB'],
    ['the environment, a list', (db: Service) => ({ environment: [text`DB=${db.address}`] }), 'DB'],
    ['the command', (db: Service) => ({ command: ['--db', db.host] }), 'its command'],
    [
      'a health check',
      (db: Service) => ({ healthcheck: { test: ['CMD', 'ask', db.host] } }),
      'its health check',
    ],
    [
      'a label',
      (db: Service) => ({ labels: { server: text`tcp://${db.address}` } }),
      'compose.labels.server',
    ],
  ])('in %s', (_, keys, where) => {
    expect(found(keys)).toEqual(early(where));
  });

  test('but where it names a service to Compose nothing points', () => {
    expect(found((db) => ({ depends_on: [db.host] }))).toEqual([]);
    expect(found((db) => ({ network_mode: text`service:${db.host}` }))).toEqual([]);
  });

  test('of an element of Compose the mend is its own depends_on', () => {
    const stack = authored((core) => {
      const db = new Service(core, 'db', {
        image: 'example.org/db:1.0',
        port: 5432,
        health: { exec: ['true'] },
      });
      new ComposeService(core, 'web', { image, labels: { server: db.address } });
    });
    expect(ruleFindings(stack)).toMatchObject([
      {
        rule: 'address-ordered',
        path: 'shop-test/core/web',
        message: expect.stringContaining('in labels.server'),
        fix: 'let the raw depends_on of "web" say "db": { condition: \'service_healthy\' }',
      },
    ]);
  });
});

test('a secret in a label is a finding, wherever the label is', () => {
  const said = (id: string, where: string) =>
    `secret-not-literal: "${id}" has the secret SHOP_KEY in ${where}: ps and docker inspect show it to every user of the host`;
  expect(found(() => ({ labels: { key: secret } }))).toEqual([said('web', 'its labels')]);
  expect(found(() => ({ labels: [text`key=${secret}`] }))).toEqual([said('web', 'its labels')]);
  expect(found(() => ({ annotations: { key: secret } }))).toEqual([said('web', 'its annotations')]);
  expect(found(() => ({ deploy: { labels: { key: secret } } }))).toEqual([said('web', 'its labels')]);
  expect(found(() => ({ command: ['--key', secret] }))).toEqual([said('web', 'its command')]);
  const stack = authored((core, _, stack) => {
    const backend = new Network(stack, 'backend', { purpose: 'All.', compose: { labels: { key: secret } } });
    new Job(core, 'job', { image, command: 'true', profile: 'tools', networks: [backend] });
  });
  expect(ruleFindings(stack).map(({ rule, message }) => `${rule}: ${message}`)).toContain(
    said('backend', 'its labels'),
  );
});

describe('what is no value is refused where it is written', () => {
  test.each([
    [
      'a date',
      () => ({ labels: { day: new Date(0) } }),
      'compose.labels.day of "web" is an object of the class Date',
    ],
    [
      'a map of JavaScript',
      () => ({ environment: new Map() }),
      'compose.environment of "web" is an object of the class Map',
    ],
    [
      'a construct',
      (db: Service) => ({ command: [db] }),
      'compose.command.0 of "web" is an object of the class Service',
    ],
    ['a function', () => ({ labels: { day: () => 1 } }), 'compose.labels.day of "web" is a function'],
  ])('%s', (_, keys, said) => {
    const make = () =>
      authored((core) => {
        const db = new Service(core, 'db', { image });
        Reflect.construct(Service, [core, 'web', { image, compose: keys(db) }]);
      });
    expect(make).toThrow(
      expect.objectContaining({ code: 'raw-value', message: `the raw key ${said}: no file can hold that` }),
    );
  });

  test('a value that makes the name of a key, or stands in a plain string', () => {
    const refused = expect.objectContaining({ code: 'bad-prop' });
    authored((core) => {
      const api = new Service(core, 'api', { image, port: 80 });
      for (const value of [domain, secret, text`a ${domain}`, api.address]) {
        expect(() => ({ [String(value)]: 'x' })).toThrow(refused);
        expect(() => `Host(${value})`).toThrow(refused);
      }
    });
    expect(() => `Host(${domain})`).toThrow(
      'the variable DOMAIN stands in a plain string or in the name of a key, where nothing of it is left',
    );
  });
});
