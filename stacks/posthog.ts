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
import type { Where } from './posthog/environments.ts';
import { backups } from './posthog/environments.ts';
import { images, versionOf } from './posthog/images.ts';
import { pluginServer, sharedByProcesses } from './posthog/process.ts';
import { forOperators, heldBack, startsEmpty } from './posthog/runbook.ts';
import { ingestionTest, requests } from './posthog/smoke.ts';
import { stores } from './posthog/stores.ts';
import { acmeEmail, domain } from './posthog/variables.ts';

/** PostHog, self-hosted: one description, three environments. Top to bottom is the start order. */
export class PostHog extends Stack {
  constructor(app: App, environment: Where) {
    const host = environment.pick({ local: 'localhost', staging: domain, production: domain });
    const site = text`${environment.pick({ local: 'http', staging: 'https', production: 'https' })}://${host}`;
    super(app, 'posthog', environment, {
      title: 'PostHog',
      version: versionOf('posthog'),
      languages: ['id', 'en'],
      site,
      backups: backups(environment),
      smoke: requests,
      networks: 'derived',
      ...forOperators,
    });
    const [core, migrate, posthog] = this.phases('core', 'migrate', 'posthog');

    // Who points at whom says the rest.
    const edge = new Network(this, 'edge', {
      purpose: { en: 'Caddy, and its visitors', id: 'Caddy dan pengunjungnya' },
    });
    const egress = new Network(this, 'egress', {
      purpose: { en: 'The way out: e-mail, webhooks, plugins', id: 'Jalan keluar: e-mail, webhook, plugin' },
    });

    // ---- core: the stores -------------------------------------------------------------------------------------
    const postgres = new Postgres(core, 'postgres', {
      image: images.postgres,
      database: 'posthog',
      // Migration 0161 asks for the one, the plugin server's job queue for the other; nothing else there needs more than to own the database.
      extensions: ['pg_trgm', 'pgcrypto'],
      memory: environment.pick({ local: '768mb', staging: '2gb', production: '4gb' }),
      cpus: environment.pick({ local: 1, staging: 2, production: 2 }),
    });
    const redis = new Redis(core, 'redis', {
      ...stores.redis,
      image: images.redis,
      // Results of insights stay for seven days, and a cache that refuses a write is a 500 to PostHog, at the capture of
      // events, too. Jobs and their schedule have no time to live, and stay. https://github.com/PostHog/posthog/pull/9573
      eviction: 'volatile-lru',
      memory: environment.pick({ local: '512mb', staging: '512mb', production: '1gb' }),
    });
    const zookeeper = new Zookeeper(core, 'zookeeper', {
      ...stores.zookeeper,
      image: images.zookeeper,
      memory: environment.pick({ local: '512mb', staging: '768mb', production: '1gb' }),
    });
    const kafka = new Kafka(core, 'kafka', {
      ...stores.kafka,
      image: images.kafka,
      zookeeper,
      retentionHours: environment.pick({ local: 6, staging: 6, production: 24 }),
      retentionSize: environment.pick({ local: '1gb', staging: '4gb', production: '15gb' }),
      memory: environment.pick({ local: '1gb', staging: '1536mb', production: '2gb' }),
    });
    const clickhouse = new ClickHouse(core, 'clickhouse', {
      ...stores.clickhouse,
      image: images.clickhouse,
      folder: 'clickhouse-posthog',
      database: 'posthog',
      zookeeper,
      kafka, // PostHog's migrations write its address into tables
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
      ...stores.minio,
      image: images.minio,
      client: images.minioClient,
      bucket: 'posthog',
      port: 19000, // beside ClickHouse's 9000 on every diagram and in every log
      volume: 'object_storage_data',
      memory: environment.pick({ local: '512mb', staging: '1gb', production: '1gb' }),
    });

    const posthogProcess = sharedByProcesses({
      environment,
      host,
      site,
      postgres,
      redis,
      clickhouse,
      kafka,
      storage,
    });

    // ---- migrate: once, before anything that refuses an old schema ----------------------------------------------
    new Job(migrate, 'migrate', {
      ...posthogProcess,
      description: { en: 'Migrates PostgreSQL and ClickHouse', id: 'Migrasi PostgreSQL dan ClickHouse' },
      command: './bin/migrate',
      memory: '1536mb',
    });
    new Job(migrate, 'asyncmigrationscheck', {
      ...posthogProcess,
      description: {
        en: 'Fails when an async migration is due, running or failed',
        id: 'Gagal jika ada migrasi async yang tertunda, berjalan, atau gagal',
      },
      command: ['python', 'manage.py', 'run_async_migrations', '--check'],
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
      // Two processes of eight threads, as PostHog starts them itself. Each holds the whole application: with one more give
      // `memory` another gigabyte, and look at `docker stats`.
      command: [
        './bin/docker-server',
        `--workers=${environment.pick({ local: 2, staging: 2, production: 2 })}`,
      ],
      networks: [egress],
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
    const worker = new Service(posthog, 'worker', {
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
      networks: [egress],
      health: {
        // Asking Celery would start Django at every check. The brackets: grep must not find itself.
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
    const pluginProcess = pluginServer(posthogProcess);
    const plugins = new Service(posthog, 'plugins', {
      ...pluginProcess,
      description: { en: 'PostHog: ingestion and plugins', id: 'PostHog: pengolah event dan plugin' },
      env: {
        ...pluginProcess.env,
        WORKER_CONCURRENCY: environment.pick({ local: 1, staging: 2, production: 4 }),
      },
      networks: [egress],
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
    const caddy = new Caddy(posthog, 'caddy', {
      image: images.caddy,
      domain: host,
      tls: environment.pick({ local: 'none', staging: 'staging', production: 'public' }),
      ...environment.pick({ local: {}, staging: { email: acmeEmail }, production: { email: acmeEmail } }),
      // Behind a load balancer or a CDN: trustedProxies: ['…'] with its addresses.
      reachableInside: environment.pick({ local: false, staging: true, production: true }),
      headerLimit: '64KB', // PostHog takes events in the query, too: a request line of 16 KiB, beside the cookies
      routes: { '/*': web },
      hsts: environment.pick({ local: 0, staging: 0, production: 31_536_000 }),
      compress: ['/static/*'],
      hidden: ['/_stats*', '/_readyz', '/_livez'], // PostHog takes /_stats with a slash or an escaped ? behind it, too
      networks: [edge],
    });

    // Its browser opens the site to make pictures of it.
    worker.reaches(caddy);

    ingestionTest(this, migrate, posthogProcess, { postgres, kafka, clickhouse, plugins });
    // https://github.com/PostHog/posthog/blob/1.43.0/posthog/settings/service_requirements.py
    web.worksWith(postgres, '>=11.0 <=14.1').worksWith(redis, '>=5.0 <=6.3');
    web.worksWith(clickhouse, '>=21.6 <22.9');

    redis.data.emptyWith(postgres.data, clickhouse.data); // its jobs and cached answers are about their rows
    this.acknowledge('state-backed-up', [redis, zookeeper, kafka], startsEmpty);
    this.acknowledge('image-alive', [postgres, zookeeper, clickhouse], heldBack);
  }
}
