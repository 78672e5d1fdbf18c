import { expect, test } from 'vitest';
import { ConfigFile, Job, Secret, Service, text, Variable, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import { findingsOf } from '../support/world.ts';

const health = { exec: ['/bin/check'] } as const;
const small = { memory: '128mb' } as const;

/** What people write and what works: each line once looked like a mistake to some rule. */
function system({ stack, phase, later }: World): void {
  const domain = new Variable('DOMAIN', { description: 'Host name.', example: 'shop.acme.io' });
  const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
  const reader = new Secret('READER_PASSWORD', { description: 'Password of the reports.' });
  const cache = new Secret('CACHE_PASSWORD', { description: 'Password of the cache.' });

  const db = new Service(phase, 'db', {
    ...small,
    image: 'postgres:16.4',
    port: 5432,
    env: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: password, POSTGRES_DB: 'shop', PGTZ: 'UTC' },
    command: ['postgres', '-c', 'max_connections=200', '-c', 'listen_addresses=*'],
    health: { exec: ['pg_isready', '-q', '-h', '127.0.0.1', '-U', 'shop'] },
    publish: [{ address: '127.0.0.1', published: 15_432, target: 5432, protocol: 'tcp' }],
  });
  db.mount(new Volume(stack, 'db_data', { holds: 'All tables', kind: 'cache' }), '/var/lib/postgresql/data');
  const redis = new Service(phase, 'redis', {
    ...small,
    image: 'redis:7.2.5',
    port: 6379,
    env: { PASS: cache },
    command: ['sh', '-c', 'echo "requirepass $PASS" | exec redis-server -'],
    health: { shell: 'REDISCLI_AUTH="$PASS" redis-cli -h localhost ping | grep -q PONG' },
  });
  redis.mount(new Volume(stack, 'redis_data', { holds: 'The cache', kind: 'cache' }), '/data');
  // Three of a kind that name each other, as a quorum does.
  for (const id of ['broker-1', 'broker-2', 'broker-3'])
    new Service(phase, id, {
      ...small,
      image: 'example.org/broker:1.0.0',
      port: 9092,
      otherPorts: { 9093: 'the quorum' },
      env: {
        QUORUM_VOTERS: '1@broker-1:9093,2@broker-2:9093,3@broker-3:9093',
        LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
        ADVERTISED_LISTENERS: `PLAINTEXT://${id}:9092`,
        HOSTNAME: '::',
      },
      health: { shell: 'nc -z localhost 9092' },
    });

  const nginx = new ConfigFile(stack, 'site', {
    file: 'proxy/site.conf',
    content: [
      'upstream web { server web:8000 max_fails=3; }',
      'upstream webs { server web:8000; }',
      'server {',
      '  listen 80 default_server;',
      '  # proxy_pass http://old-web:3000;',
      '  location / { proxy_pass http://web; proxy_pass http://webs; proxy_set_header Host $host; }',
      '  location /docs { proxy_pass https://docs.acme.io; }',
      '}',
      '',
    ].join('\n'),
    comment: '#',
  });
  const web = new Service(later, 'web', {
    ...small,
    image: 'example.org/shop:1.0.0',
    port: 8000,
    command: ['sh', '-c', 'exec serve --host 0.0.0.0 --port 8000 --workers "${WORKERS:-2}"'],
    env: {
      DATABASE_URL: text`postgres://shop:${password}@${db.address}/shop`,
      REPORTS_URL: text`postgres://reports:${reader}@${db.address}/shop`,
      PGHOST: 'db',
      PGPORT: '5432',
      REDIS_URL: text`redis://:${cache}@${redis.host}/0`,
      BROKERS: 'broker-1:9092,broker-2:9092,broker-3:9092',
      SITE_URL: text`https://${domain}`,
      ALLOWED_HOSTS: text`${domain},localhost,web`,
      INTERNAL_URL: 'http://localhost:8000',
      SMTP_HOST: 'mail.acme.io',
      SMTP_FROM: 'Shop <shop@acme.io>',
      CACHE_DSN: 'memory://cache',
      BUCKET: 's3://shop/uploads',
      HOST: '0.0.0.0',
      VERSION_TAG: 'redis:7',
      NO_PROXY: 'localhost,127.0.0.1,db,redis',
      XMLNS: 'http://www.w3.org/2000/svg',
      SERVER: 'true',
    },
    health: { exec: ['curl', '-fsS', 'http://127.0.0.1:8000/health'] },
    compose: {
      labels: { 'proxy.auth': 'ops:$$apr1$$x$$y', 'proxy.rule': 'Host(`${DOMAIN}`)' },
      extra_hosts: ['legacy:10.0.0.7'],
    },
  });
  new Service(later, 'worker', {
    ...small,
    image: 'example.org/shop:1.0.0',
    env: { WEB_URL: text`http://${web.address}`, LEGACY_URL: 'http://legacy:8080', DOMAIN: domain },
    command: ['sh', '-c', 'until pg_isready -h db -p 5432; do sleep 1; done; exec work --for "$DOMAIN"'],
    health,
    compose: { extra_hosts: { legacy: '10.0.0.7' } },
  }).waitFor(web);
  new Service(later, 'proxy', {
    ...small,
    image: 'nginx:1.27.2',
    edge: true,
    port: 80,
    publish: [{ published: 80, target: 80, protocol: 'tcp' }],
    health: { exec: ['curl', '-fsS', 'http://localhost/'] },
  })
    .mount(nginx, '/etc/nginx/conf.d/site.conf')
    .waitFor(web);
  new Job(later, 'report', {
    ...small,
    image: 'example.org/shop:1.0.0',
    command: ['psql', '-h', 'db', '-U', 'shop', '-c', "SELECT 'redis:99', '$1'"],
    profile: 'tools',
  });
}

/** What the images of others are told, as their own documentation says it. */
function products({ stack, phase, later }: World): void {
  const password = new Secret('MYSQL_PASSWORD', { description: 'Password of the shop.' });
  const root = new Secret('MYSQL_ROOT_PASSWORD', { description: 'Password of the administrator.' });
  const queue = new Secret('QUEUE_PASSWORD', { description: 'Password of the queue.' });
  const volume = (id: string) => new Volume(stack, id, { holds: 'Data', kind: 'cache' });
  const mysql = new Service(phase, 'mysql', {
    ...small,
    image: 'mysql:8.4.2',
    port: 3306,
    env: { MYSQL_ROOT_PASSWORD: root, MYSQL_USER: 'shop', MYSQL_PASSWORD: password, MYSQL_DATABASE: 'shop' },
    health: { shell: 'mysqladmin ping -h localhost -u root -p"$MYSQL_ROOT_PASSWORD"' },
  });
  mysql.mount(volume('mysql_data'), '/var/lib/mysql');
  const rabbit = new Service(phase, 'rabbit', {
    ...small,
    image: 'rabbitmq:4.1.2-management',
    port: 5672,
    otherPorts: { 15672: 'management' },
    hostname: 'rabbit',
    env: { RABBITMQ_DEFAULT_USER: 'shop', RABBITMQ_DEFAULT_PASS: queue },
    health: { exec: ['rabbitmq-diagnostics', '-q', 'ping'] },
  });
  rabbit.mount(volume('rabbit_data'), '/var/lib/rabbitmq');
  for (const [id, port] of [
    ['mongo1', 27_017],
    ['mongo2', 27_017],
    ['search', 9200],
    ['otel', 4318],
    ['mail', 1025],
    ['identity', 8080],
    ['socket', 2375],
  ] as const)
    new Service(phase, id, { ...small, image: `example.org/${id}:1.0.0`, port, health });
  const targets = new ConfigFile(stack, 'targets', {
    file: 'metrics/prometheus.yml',
    content: [
      'scrape_configs:',
      '  - job_name: shop',
      "    static_configs: [{ targets: ['shop:8000', 'localhost:9090'] }]",
      '',
    ].join('\n'),
  });
  const shop = new Service(later, 'shop', {
    ...small,
    image: 'example.org/shop:1.0.0',
    port: 8000,
    env: {
      WORDPRESS_DB_HOST: 'mysql:3306',
      WORDPRESS_DB_USER: 'shop',
      WORDPRESS_DB_PASSWORD: password,
      ADMIN_DB_HOST: 'mysql',
      ADMIN_DB_USER: 'root',
      ADMIN_DB_PASSWORD: root,
      SPRING_DATASOURCE_URL: 'jdbc:mysql://mysql:3306/shop?useSSL=false',
      SPRING_RABBITMQ_HOST: 'rabbit',
      CELERY_BROKER_URL: text`amqp://shop:${queue}@${rabbit.address}//`,
      MONGODB_URI: 'mongodb://mongo1:27017,mongo2:27017/shop?replicaSet=rs0',
      ELASTICSEARCH_HOSTS: '["http://search:9200"]',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318',
      GF_SERVER_ROOT_URL: 'http://localhost:3000',
      KC_HOSTNAME: 'identity.acme.io',
      MAILER_DSN: 'smtp://mail:1025',
      NOTIFIER_DSN: 'slack://TOKEN@default?channel=ops',
      MESSENGER_DSN: 'doctrine://default',
      DOCKER_HOST: 'tcp://socket:2375',
      RAILS_LOG: 'web:info,jobs:debug',
      JAVA_OPTS: '-Dhttp.proxyHost=proxy.acme.io -Dport=8000',
      IMAGES: 'mysql:8 rabbit:4',
      ISSUER: 'http://identity:8080/realms/shop',
      CONNECT: 'true',
    },
    command: ['./wait-for-it.sh', 'mysql:3306', '-t', '60', '--', 'serve', '--log-level', 'info:8000'],
    health: { shell: 'curl -fsS http://localhost:8000/health || exit 1' },
  });
  new Service(later, 'metrics', { ...small, image: 'example.org/metrics:1.0.0', port: 9090, health })
    .mount(targets, '/etc/prometheus.yml')
    .waitFor(shop);
}

/** Of these rules alone: others may want more of such a stack. */
const ours =
  /^(address|host-known|localhost|login|order|job|health-before|variables|dollar|default|names|networks|phase)/;

test.each([system, products])('nothing is found where nothing is wrong: %o', (build) => {
  expect(findingsOf(build).filter(({ rule }) => ours.test(rule))).toEqual([]);
});
