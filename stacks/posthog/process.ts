import type { ClickHouse, Kafka, Minio, Postgres, Redis, Value } from '../../constructs/index.ts';
import { text } from '../../constructs/index.ts';
import type { Where } from './environments.ts';
import { images } from './images.ts';
import { disableMmdb, emailEnv, secretKey, sentryDsn } from './variables.ts';

interface Around {
  readonly environment: Where;
  /** The host name that users type. */
  readonly host: Value;
  /** The address that users type. */
  readonly site: Value;
  readonly postgres: Postgres;
  readonly redis: Redis;
  readonly clickhouse: ClickHouse;
  readonly kafka: Kafka;
  readonly storage: Minio;
}

/** What every process of PostHog shares: one image, and one environment, so that none lacks a piece of it. */
export function sharedByProcesses({
  environment,
  host,
  site,
  postgres,
  redis,
  clickhouse,
  kafka,
  storage,
}: Around) {
  return {
    image: images.posthog,
    dropCapabilities: ['ALL'],
    env: {
      SECRET_KEY: secretKey,
      SITE_URL: site,
      DEPLOYMENT: `docker-compose-${environment.name}`,
      // Web is reachable through Caddy alone: no port of it is published.
      IS_BEHIND_PROXY: true,
      TRUST_ALL_PROXIES: true,
      DISABLE_SECURE_SSL_REDIRECT: true,
      SECURE_COOKIES: environment.pick({ local: false, staging: true, production: true }),
      ALLOWED_HOSTS: text`${host},localhost,127.0.0.1,web`,
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      CLICKHOUSE_HOST: clickhouse.host,
      CLICKHOUSE_DATABASE: clickhouse.database,
      CLICKHOUSE_CLUSTER: clickhouse.cluster,
      CLICKHOUSE_USER: 'default',
      CLICKHOUSE_PASSWORD: clickhouse.password,
      CLICKHOUSE_SECURE: false,
      CLICKHOUSE_VERIFY: false,
      KAFKA_URL: kafka.url,
      KAFKA_HOSTS: kafka.address,
      KAFKA_SECURITY_PROTOCOL: kafka.login?.protocol,
      KAFKA_SASL_MECHANISM: kafka.login?.mechanism,
      KAFKA_SASL_USER: kafka.login?.user,
      KAFKA_SASL_PASSWORD: kafka.login?.password,
      OBJECT_STORAGE_ENABLED: true,
      OBJECT_STORAGE_ENDPOINT: storage.endpoint,
      OBJECT_STORAGE_BUCKET: storage.bucket,
      OBJECT_STORAGE_ACCESS_KEY_ID: storage.accessKey,
      OBJECT_STORAGE_SECRET_ACCESS_KEY: storage.secretKey,
      ...emailEnv,
      SENTRY_DSN: sentryDsn,
      // GeoIP is on, as PostHog itself has it: without it events have no country, and nothing says why.
      DISABLE_MMDB: disableMmdb,
      // Any value, even "false", opts out: where telemetry is wanted the variable must be absent.
      OPT_OUT_CAPTURE: environment.pick({ local: true, staging: true, production: undefined }),
    },
  };
}

/** Every variable of those that the plugin server reads. */
const readByPlugins = [
  ...['KAFKA_SECURITY_PROTOCOL', 'KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USER', 'KAFKA_SASL_PASSWORD'],
  ...['SITE_URL', 'DATABASE_URL', 'REDIS_URL', 'KAFKA_HOSTS', 'SENTRY_DSN', 'DISABLE_MMDB'],
  ...[
    'CLICKHOUSE_HOST',
    'CLICKHOUSE_DATABASE',
    'CLICKHOUSE_USER',
    'CLICKHOUSE_PASSWORD',
    'CLICKHOUSE_SECURE',
  ],
];

/**
 * The plugin server. It runs what users write and reaches the outside, so it has no secret that it does not read: neither the key that
 * signs sessions nor those of the e-mail and of the object storage, which this version only looks at. PostHog's script for
 * it starts Django first, to look for migrations, and that one asks for all of them; what it finds stops nothing, and here
 * the migrations are awaited.
 * @see https://github.com/PostHog/posthog/blob/1.43.0/bin/plugin-server
 * @see https://github.com/PostHog/posthog/blob/1.43.0/plugin-server/src/config/config.ts for what it reads
 * @see https://github.com/PostHog/posthog/pull/9901 for the object storage
 */
export function pluginServer({ env, ...container }: ReturnType<typeof sharedByProcesses>) {
  const read = Object.entries(env).filter(([name]) => readByPlugins.includes(name));
  return {
    ...container,
    command: ['node', 'dist/index.js'],
    compose: { working_dir: '/code/plugin-server' },
    env: { ...Object.fromEntries(read), BASE_DIR: '/code' },
  };
}
