import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kept } from './content.ts';
import { images } from './posthog.ts';
import { composeVersions, must, run } from './tool.ts';

const stores = {
  POSTGRES_USER: 'posthog',
  POSTGRES_PASSWORD: 'secret',
  POSTGRES_DB: 'posthog',
};
const storage = { user: 'posthog', password: 'secret123456789' };

/** What the old repository gave every process of PostHog, and what the stand-in insists on beside it. */
const application = {
  SECRET_KEY: 'secret',
  DATABASE_URL: 'postgres://posthog:secret@postgres:5432/posthog',
  REDIS_URL: 'redis://redis:6379/',
  CLICKHOUSE_HOST: 'clickhouse',
  CLICKHOUSE_DATABASE: 'posthog',
  CLICKHOUSE_USER: 'default',
  CLICKHOUSE_PASSWORD: '',
  CLICKHOUSE_SECURE: 'false',
  KAFKA_URL: 'kafka://kafka:9092',
  KAFKA_HOSTS: 'kafka:9092',
  OBJECT_STORAGE_ENABLED: 'true',
  // The client of the stand-in takes no name with an underscore.
  OBJECT_STORAGE_ENDPOINT: 'http://storage:19000',
  OBJECT_STORAGE_BUCKET: 'posthog',
  OBJECT_STORAGE_ACCESS_KEY_ID: storage.user,
  OBJECT_STORAGE_SECRET_ACCESS_KEY: storage.password,
};

/** The services of the old repository, with its names and its passwords, on the lane's images. */
const file = {
  services: {
    postgres: {
      image: images.postgres,
      environment: stores,
      volumes: ['postgres_data:/var/lib/postgresql/data/'],
    },
    redis: { image: images.redis },
    zookeeper: {
      image: images.zookeeper,
      // The flag of new kernels, which the old repository did not know.
      environment: { SERVER_JVMFLAGS: '-XX:-UseContainerSupport' },
      volumes: ['zookeeper_data:/data/', 'zookeeper_datalog:/datalog/', 'zookeeper_logs:/logs/'],
    },
    kafka: {
      image: images.kafka,
      depends_on: ['zookeeper'],
      restart: 'on-failure',
      environment: {
        KAFKA_BROKER_ID: 1001,
        KAFKA_CFG_RESERVED_BROKER_MAX_ID: 1001,
        KAFKA_CFG_LISTENERS: 'PLAINTEXT://:9092',
        KAFKA_CFG_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:9092',
        KAFKA_CFG_ZOOKEEPER_CONNECT: 'zookeeper:2181',
        KAFKA_CFG_OFFSETS_TOPIC_REPLICATION_FACTOR: 1,
        ALLOW_PLAINTEXT_LISTENER: 'yes',
        KAFKA_OPTS: '-XX:-UseContainerSupport',
        KAFKA_HEAP_OPTS: '-Xms128m -Xmx384m',
      },
    },
    clickhouse: {
      image: images.clickhouse,
      volumes: [
        'clickhouse_data:/var/lib/clickhouse/',
        './clickhouse.xml:/etc/clickhouse-server/config.d/posthog.xml:ro',
      ],
    },
    object_storage: {
      image: images.minio,
      entrypoint: 'sh',
      command: `-c 'mkdir -p /data/posthog && minio server --address ":19000" --console-address ":19001" /data'`,
      environment: { MINIO_ROOT_USER: storage.user, MINIO_ROOT_PASSWORD: storage.password },
      networks: { default: { aliases: ['storage'] } },
      volumes: ['object_storage_data:/data'],
    },
    web: { image: images.posthog, entrypoint: ['sleep', 'infinity'], environment: application },
    caddy: {
      image: images.caddy,
      entrypoint: ['sleep', 'infinity'],
      volumes: ['caddy_data:/data', 'caddy_config:/config'],
    },
  },
  volumes: Object.fromEntries(
    [
      ...['postgres_data', 'clickhouse_data', 'zookeeper_data', 'zookeeper_datalog', 'zookeeper_logs'],
      ...['object_storage_data', 'caddy_data', 'caddy_config'],
    ].map((name) => [name, {}]),
  ),
};

/** What a replicated table needs; the old repository took it from PostHog's own configuration. */
const configuration = `<clickhouse>
  <remote_servers><posthog><shard><replica><host>localhost</host><port>9000</port></replica></shard></posthog></remote_servers>
  <zookeeper><node><host>zookeeper</host><port>2181</port></node></zookeeper>
  <macros><shard>01</shard><replica>ch1</replica></macros>
  <distributed_ddl><path>/clickhouse/task_queue/ddl</path></distributed_ddl>
  <interserver_http_port>9009</interserver_http_port>
</clickhouse>
`;

/** The configuration that a server writes into its data; the stand-in for ClickHouse writes none. */
const preprocessed = `<!-- This file was generated automatically. <macros><shard>comment</shard></macros> -->
<clickhouse>
    <remote_servers><posthog><shard><replica><host>localhost</host><port>9000</port></replica></shard></posthog></remote_servers>
    <macros>
        <shard>01</shard>
        <replica>ch1</replica>
    </macros>
</clickhouse>
`;

/** A deployment of the repository that the runbook tells how to leave; `dispose` removes all of it. */
export class OldDeployment implements Kept {
  readonly project = 'posthog-docker-compose-poc';
  readonly #folder = mkdtempSync(join(tmpdir(), 'stowage-old-'));

  constructor() {
    writeFileSync(join(this.#folder, 'docker-compose.yml'), JSON.stringify(file));
    writeFileSync(join(this.#folder, 'clickhouse.xml'), configuration);
  }

  /** Starts it and migrates it, as its operator did. */
  start(): void {
    this.compose('up', '--detach');
    const ready = `
      until docker compose exec -T postgres pg_isready -q -h 127.0.0.1 -U posthog; do sleep 1; done
      until docker compose exec -T kafka sh -c 'KAFKA_HEAP_OPTS=-Xmx128m kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --list'; do sleep 2; done
      for try in 1 2 3 4 5; do ! docker compose exec -T web ./bin/migrate || exit 0; sleep 4; done; exit 1`;
    must('timeout', ['180', 'bash', '-c', ready], { ...this.#options, timeout: 200_000 });
    this.exec(
      'clickhouse',
      ...['sh', '-c', 'mkdir -p "${1%/*}" && printf %s "$2" >"$1"', 'sh'],
      ...['/var/lib/clickhouse/preprocessed_configs/config.xml', preprocessed],
    );
  }

  compose(...words: readonly string[]): string {
    return must('docker', ['compose', ...words], this.#options);
  }

  exec(service: string, ...words: readonly string[]): string {
    return this.compose('exec', '-T', service, ...words).trim();
  }

  sql(statement: string): string {
    return this.exec('postgres', 'psql', '-U', 'posthog', '-d', 'posthog', '-Atc', statement);
  }

  clickhouse(statement: string): string {
    return this.exec('clickhouse', 'clickhouse-client', '--database', 'posthog', '--query', statement);
  }

  /** The archive that the old README tells to make, of whatever volume; a path. */
  archive(volume: string): string {
    const path = join(this.#folder, `${volume}.tar.gz`);
    const line = `docker run --rm -v ${volume}:/data --entrypoint tar ${images.postgres} czf - /data >${path}`;
    must('bash', ['-c', line]);
    return path;
  }

  /** Every byte, owner, mode and time of every volume. */
  digests(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.keys(file.volumes).map((id) => {
        const volume = `${this.project}_${id}`;
        const program =
          "cd /volume; { find . -printf '%p %y %m %U %G %s %T@ %l\\n'; find . -type f -exec sha256sum {} +; } | sort | sha256sum";
        return [id, inside(`${volume}:/volume:ro`, program)];
      }),
    );
  }

  dispose(): void {
    run('docker', ['compose', 'down', '--volumes', '--remove-orphans', '--timeout', '0'], this.#options);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #options() {
    return {
      cwd: this.#folder,
      timeout: 180_000,
      env: { COMPOSE_PROJECT_NAME: this.project, DOCKER_CONFIG: composeVersions[1][1] },
    };
  }
}

/** Runs a line of shell in a container that sees a volume. */
export function inside(mount: string, program: string): string {
  const container = ['run', '--rm', '--network', 'none', '--user', '0', '--volume', mount];
  return must('docker', [...container, '--entrypoint', 'sh', images.postgres, '-ec', program]).trim();
}
