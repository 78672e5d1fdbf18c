import type { App } from '../constructs/index.ts';
import {
  Caddy,
  ClickHouse,
  Job,
  Kafka,
  Minio,
  Network,
  Postgres,
  Redis,
  Service,
  Stack,
  text,
  Zookeeper,
} from '../constructs/index.ts';
import type { Where } from './environments.ts';
import { images } from './images.ts';
import { forOperators, heldBack, startsEmpty } from './posthog-runbook.ts';
import { acmeEmail, domain, emailEnv, secretKey, sentryDsn } from './posthog-variables.ts';

/** PostHog, self-hosted: one description, three environments. Top to bottom is the start order. */
export class PostHog extends Stack {
  constructor(app: App, environment: Where) {
    const host = environment.pick({ local: 'localhost', staging: domain, production: domain });
    const scheme = environment.pick({ local: 'http', staging: 'https', production: 'https' });
    const site = text`${scheme}://${host}`;
    super(app, 'posthog', environment, {
      title: 'PostHog',
      version: '1.43.0',
      language: 'id',
      site,
      backups: { at: '03:00', keepDays: environment.pick({ local: 3, staging: 7, production: 14 }) },
      smoke: [
        { path: '/_health' },
        {
          path: '/_preflight',
          jsonTrue: ['django', 'redis', 'plugins', 'celery', 'clickhouse', 'kafka', 'db', 'object_storage'],
        },
      ],
      ...forOperators,
    });
    const [core, migrate, posthog] = this.phases('core', 'migrate', 'posthog');

    const edge = new Network(this, 'edge', { purpose: { en: 'Caddy and web', id: 'Caddy dan web' } });
    const backend = new Network(this, 'backend', {
      internal: true,
      purpose: { en: 'PostHog and its stores', id: 'PostHog dan penyimpanannya' },
    });
    const coordination = new Network(this, 'coordination', {
      internal: true,
      purpose: { en: 'ZooKeeper and those that keep metadata in it', id: 'ZooKeeper dan pemakainya' },
    });
    const egress = new Network(this, 'egress', {
      purpose: { en: 'The way out: e-mail, webhooks, plugins', id: 'Jalan keluar: e-mail, webhook, plugin' },
    });

    // ---- core: the stores -------------------------------------------------------------------------------------
    const postgres = new Postgres(core, 'postgres', {
      image: images.postgres,
      database: 'posthog',
      networks: [backend],
      memory: environment.pick({ local: '768mb', staging: '2gb', production: '4gb' }),
      cpus: environment.pick({ local: 1, staging: 2, production: 2 }),
    });
    const redis = new Redis(core, 'redis', {
      image: images.redis,
      networks: [backend],
      memory: environment.pick({ local: '512mb', staging: '512mb', production: '1gb' }),
    });
    const zookeeper = new Zookeeper(core, 'zookeeper', {
      image: images.zookeeper,
      networks: [coordination],
      memory: environment.pick({ local: '512mb', staging: '768mb', production: '1gb' }),
    });
    const kafka = new Kafka(core, 'kafka', {
      image: images.kafka,
      zookeeper,
      networks: [coordination, backend],
      retentionHours: environment.pick({ local: 6, staging: 6, production: 24 }),
      retentionSize: environment.pick({ local: '1gb', staging: '4gb', production: '15gb' }),
      memory: environment.pick({ local: '1gb', staging: '1536mb', production: '2gb' }),
    });
    const clickhouse = new ClickHouse(core, 'clickhouse', {
      image: images.clickhouse,
      folder: 'clickhouse-posthog',
      database: 'posthog',
      zookeeper,
      networks: [coordination, backend],
      settings: {
        // What PostHog's migrations and deletions rely on.
        allow_nondeterministic_mutations: 1,
        allow_experimental_window_functions: 1,
        load_balancing: 'random',
      },
      memory: environment.pick({ local: '2gb', staging: '4gb', production: '10gb' }),
      cpus: environment.pick({ local: 2, staging: 2, production: 4 }),
    });
    const storage = new Minio(core, 'minio', {
      image: images.minio,
      client: images.minioClient,
      bucket: 'posthog',
      port: 19000, // beside ClickHouse's 9000 on every diagram and in every log
      volume: 'object_storage_data',
      networks: [backend],
      memory: environment.pick({ local: '512mb', staging: '1gb', production: '1gb' }),
    });

    /** What every process of PostHog shares: one image, and one environment, so that none lacks a piece of it. */
    const posthogProcess = {
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
        OBJECT_STORAGE_ENABLED: true,
        OBJECT_STORAGE_ENDPOINT: storage.endpoint,
        OBJECT_STORAGE_BUCKET: storage.bucket,
        OBJECT_STORAGE_ACCESS_KEY_ID: storage.accessKey,
        OBJECT_STORAGE_SECRET_ACCESS_KEY: storage.secretKey,
        ...emailEnv,
        SENTRY_DSN: sentryDsn,
        // Any value, even "false", opts out: where telemetry is wanted the variable must be absent.
        OPT_OUT_CAPTURE: environment.pick({ local: true, staging: true, production: undefined }),
      },
    };

    // ---- migrate: once, before anything that refuses an old schema ----------------------------------------------
    new Job(migrate, 'migrate', {
      ...posthogProcess,
      description: { en: 'Migrates PostgreSQL and ClickHouse', id: 'Memigrasi PostgreSQL dan ClickHouse' },
      command: './bin/migrate',
      networks: [backend],
      memory: '1536mb',
    });
    new Job(migrate, 'asyncmigrationscheck', {
      ...posthogProcess,
      description: {
        en: 'Fails when an async migration is due, running or failed',
        id: 'Gagal jika ada migrasi async yang tertunda, berjalan, atau gagal',
      },
      command: ['python', 'manage.py', 'run_async_migrations', '--check'],
      networks: [backend],
      memory: '1gb',
      runs: 'always',
      profile: 'tools',
      target: 'check-async-migrations',
      upgradeGate: () => web,
    });

    // ---- posthog: the application ------------------------------------------------------------------------------
    const web = new Service(posthog, 'web', {
      ...posthogProcess,
      description: {
        en: 'PostHog: web application and capture',
        id: 'PostHog: aplikasi web dan penerima event',
      },
      command: './bin/docker-server',
      networks: [edge, backend, egress],
      port: 8000,
      otherPorts: { 8001: 'Prometheus metrics' },
      health: {
        // The one path that is not redirected to HTTPS: `curl -f` takes a redirect for success.
        exec: ['curl', '-fsS', '-o', '/dev/null', 'http://127.0.0.1:8000/_health'],
        startPeriod: '180s',
      },
      memory: environment.pick({ local: '2gb', staging: '2gb', production: '4gb' }),
      cpus: environment.pick({ local: 2, staging: 2, production: 2 }),
    });
    new Service(posthog, 'worker', {
      ...posthogProcess,
      description: {
        en: 'PostHog: background jobs and their schedule',
        id: 'PostHog: pekerjaan latar dan jadwalnya',
      },
      command: ['./bin/docker-worker-celery', '--with-scheduler'],
      env: {
        ...posthogProcess.env,
        WEB_CONCURRENCY: environment.pick({ local: 1, staging: 2, production: 4 }),
      },
      networks: [backend, egress],
      health: {
        // Asking Celery itself would start Django at every check.
        // The brackets keep grep from finding its own arguments.
        shell: "grep -qxaz '[w]orker' /proc/[0-9]*/cmdline",
        interval: '30s',
        startPeriod: '180s',
      },
      init: true, // headless Chromium leaves zombies
      stopGrace: '60s',
      processes: 2048,
      memory: environment.pick({ local: '1536mb', staging: '2gb', production: '3gb' }),
      cpus: environment.pick({ local: 1, staging: 2, production: 2 }),
    });
    new Service(posthog, 'plugins', {
      ...posthogProcess,
      description: { en: 'PostHog: ingestion and plugins', id: 'PostHog: ingesti event dan plugin' },
      command: ['./bin/plugin-server', '--no-restart-loop'],
      env: {
        ...posthogProcess.env,
        WORKER_CONCURRENCY: environment.pick({ local: 1, staging: 2, production: 4 }),
      },
      networks: [backend, egress],
      port: 6738,
      health: {
        exec: ['curl', '-fsS', '-o', '/dev/null', 'http://127.0.0.1:6738/_health'],
        startPeriod: '180s',
      },
      init: true,
      stopGrace: '60s', // Kafka's consumers commit their offsets
      memory: environment.pick({ local: '1536mb', staging: '1536mb', production: '2gb' }),
      cpus: environment.pick({ local: 1, staging: 2, production: 2 }),
    });
    new Caddy(posthog, 'caddy', {
      image: images.caddy,
      domain: host,
      tls: environment.pick({ local: 'none', staging: 'staging', production: 'public' }),
      ...environment.pick({ local: {}, staging: { email: acmeEmail }, production: { email: acmeEmail } }),
      routes: { '/*': web },
      hsts: environment.pick({ local: 0, staging: 0, production: 31_536_000 }),
      compress: ['/static/*'],
      hidden: ['/_stats*', '/_readyz', '/_livez'], // PostHog takes /_stats with a slash or an escaped ? behind it, too
      networks: [edge],
    });

    // https://github.com/PostHog/posthog/blob/1.43.0/posthog/settings/service_requirements.py
    web.worksWith(postgres, '>=11.0 <=14.1').worksWith(redis, '>=5.0 <=6.3');
    web.worksWith(clickhouse, '>=21.6 <22.9');

    this.acknowledge('state-backed-up', [redis, zookeeper, kafka], startsEmpty);
    this.acknowledge('image-alive', [postgres, zookeeper], heldBack);
  }
}
