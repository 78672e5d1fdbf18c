import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { dataKept } from '../../../src/rules/data/data-kept.ts';
import { service, stack, volume } from '../../support/model.ts';

const found = (image: string, over: Partial<ServiceModel> = {}) => {
  const known = knownImage(image);
  const one = service({ id: 'web', image, ...(known && { known }), ...over });
  return dataKept
    .check(stack({ services: [one], volumes: [volume({ id: 'kept' })] }))
    .map(({ message }) => message);
};
const at = (target: string) =>
  ({ mounts: [{ kind: 'volume', volume: 'kept', target, readOnly: false }] }) as const;

/** Well-known images that keep something, with a place where a volume holds it. */
const stateful = [
  ['postgres:16.4', '/var/lib/postgresql/data'],
  ['pgvector/pgvector:pg17', '/var/lib/postgresql/data'],
  ['postgis/postgis:16-3.4', '/var/lib/postgresql/data'],
  ['timescale/timescaledb:2.23.0-pg17', '/var/lib/postgresql/data'],
  ['tensorchord/vchord-postgres:pg17-v0.4.3', '/var/lib/postgresql/data'],
  ['tensorchord/vchord-postgres:pg18-v1.1.0', '/var/lib/postgresql'],
  ['supabase/postgres:15.6.1.115', '/var/lib/postgresql/data'],
  ['mysql/mysql-server:8.0.32', '/var/lib/mysql'],
  ['mongodb/mongodb-community-server:8.0.4', '/data/db'],
  ['kanboard/kanboard:v1.2.46', '/var/www/app/data'],
  ['ghcr.io/open-webui/open-webui:v0.6.18', '/app/backend/data'],
  ['jvmilazz0/kavita:0.8.7', '/kavita/config'],
  ['gotson/komga:1.22.1', '/config'],
  ['ghcr.io/immich-app/immich-server:v1.135.3', '/usr/src/app/upload'],
  ['mysql:8.4.6', '/var/lib/mysql'],
  ['mariadb:11.8.3', '/var/lib/mysql'],
  ['percona/percona-server:8.4.5', '/var/lib/mysql'],
  ['mongo:8.0.11', '/data/db'],
  ['cassandra:5.0.4', '/var/lib/cassandra'],
  ['scylladb/scylla:2025.1.4', '/var/lib/scylla'],
  ['couchdb:3.5.0', '/opt/couchdb/data'],
  ['neo4j:5.26.8', '/data'],
  ['arangodb:3.12.4', '/var/lib/arangodb3'],
  ['cockroachdb/cockroach:v25.2.2', '/cockroach/cockroach-data'],
  ['influxdb:2.7.12', '/var/lib/influxdb2'],
  ['influxdb:1.12.2', '/var/lib/influxdb'],
  ['clickhouse/clickhouse-server:25.8.2', '/var/lib/clickhouse'],
  ['docker.elastic.co/elasticsearch/elasticsearch:9.1.2', '/usr/share/elasticsearch/data'],
  ['opensearchproject/opensearch:3.1.0', '/usr/share/opensearch/data'],
  ['solr:9.9.0', '/var/solr'],
  ['getmeili/meilisearch:v1.15.2', '/meili_data'],
  ['qdrant/qdrant:v1.15.1', '/qdrant/storage'],
  ['rabbitmq:4.1.4', '/var/lib/rabbitmq'],
  ['confluentinc/cp-kafka:7.9.2', '/var/lib/kafka/data'],
  ['prom/prometheus:v3.5.0', '/prometheus'],
  ['grafana/grafana-oss:12.1.0', '/var/lib/grafana'],
  ['registry:3.0.0', '/var/lib/registry'],
  ['gitea/gitea:1.24.3', '/data'],
  ['gitea/gitea:1.24.3-rootless', '/var/lib/gitea'],
  ['nextcloud:31.0.7', '/var/www/html'],
  ['wordpress:6.8.2-apache', '/var/www/html/wp-content'],
  ['jenkins/jenkins:2.516.1-lts', '/var/jenkins_home'],
  ['sonatype/nexus3:3.82.0', '/nexus-data'],
  ['vaultwarden/server:1.34.3', '/data'],
  ['n8nio/n8n:1.104.1', '/home/node/.n8n'],
  ['louislam/uptime-kuma:1.23.16', '/app/data'],
  ['jellyfin/jellyfin:10.10.7', '/config'],
  ['lscr.io/linuxserver/sonarr:4.0.15', '/config'],
  ['ghcr.io/paperless-ngx/paperless-ngx:2.17.1', '/usr/src/paperless'],
  ['louislam/uptime-kuma:2.0.0', '/app/data'],
] as const;

describe('a stateful image', () => {
  test.each(stateful)('%s without a volume is found', (image) => {
    expect(found(image).join('\n')).toContain(
      'and nothing is mounted there: they are gone with the container',
    );
  });

  test.each(stateful.filter(([image]) => !image.includes('paperless')))(
    '%s with a volume at %s is not',
    (image, target) => {
      expect(found(image, { ...at(target), compose: { hostname: 'web' } })).toEqual([]);
    },
  );

  test('says where, and what to do', () => {
    expect(found('gitea/gitea:1.24.3')).toEqual([
      '"web" keeps its data at /data (Gitea 1.24.3), and nothing is mounted there: they are gone with the container',
    ]);
  });

  test('whose own volumes cover a mount at their parent is found, too', () => {
    const image = 'ghcr.io/paperless-ngx/paperless-ngx:2.17.1';
    expect(found(image, at('/usr/src/paperless'))).toEqual([
      `"web" keeps its data at /usr/src/paperless/data (Paperless-ngx 2.17.1), and the mount is at /usr/src/paperless, under a volume of the image's own: they are gone with the container`,
      `"web" keeps its data at /usr/src/paperless/media (Paperless-ngx 2.17.1), and the mount is at /usr/src/paperless, under a volume of the image's own: they are gone with the container`,
    ]);
  });
});

describe('nothing is kept there', () => {
  test.each([
    // The data are in a database or a bucket.
    ['grafana/grafana:12.1.0', 'GF_DATABASE_TYPE'],
    ['registry:3.0.0', 'REGISTRY_STORAGE_S3_BUCKET'],
    ['metabase/metabase:v0.55.8', 'MB_DB_TYPE'],
    ['sonarqube:25.7.0-community', 'SONAR_JDBC_URL'],
  ] as const)('by %s with %s', (image, name) => {
    expect(found(image)).toHaveLength(1);
    expect(found(image, { env: [{ name, value: ['elsewhere'] }] })).toEqual([]);
  });

  test.each([
    'redis:7.4.2',
    'memcached:1.6.38',
    // It keeps messages only where its configuration says so.
    'eclipse-mosquitto:2.0.22',
    'nginx:1.29.0',
    'node:22.17.0-slim',
    'prom/node-exporter:v1.9.1',
    'adminer:5.3.0',
    'ghcr.io/umami-software/umami:2.19.0',
    'registry.example.com/team/shop:1.0.0',
  ])('by %s', (image) => {
    expect(found(image)).toEqual([]);
  });

  test.each([
    ['redis:7.4.2', '/var/lib/redis'],
    ['redis:7.4.2', '/bitnami/redis/data'],
    ['valkey/valkey:8.1.3', '/var/lib'],
  ] as const)('unless somebody gave it a volume, and not where it writes: %s at %s', (image, target) => {
    const product = image.startsWith('redis') ? 'Redis 7.4.2' : 'Valkey 8.1.3';
    expect(found(image, at(target))).toEqual([
      `"web" keeps its data at /data (${product}), and the mount is at ${target}: they are gone with the container`,
    ]);
    // A path that something names may be where it was told to write.
    const told = { command: ['redis-server', '--dir', target].map((word) => [word]) };
    expect(found(image, { ...at(target), ...told })).toEqual([]);
    expect(found(image, { ...at('/data'), ...told })).toEqual([
      `"web" keeps its data at ${target} (${product}), and the mount is at /data: they are gone with the container`,
    ]);
  });

  test.each(['/data', '/run/redis', '/usr/local/etc/redis', '/tls', '/etc/redis'])(
    'nor by a cache with a volume for something else: %s',
    (target) => {
      expect(found('redis:7.4.2', at(target))).toEqual([]);
    },
  );

  test('unless the command says so: an object storage keeps what it is told to keep', () => {
    const image = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z';
    const server = (...words: string[]) => ({ command: words.map((word) => [word]) });
    expect(found(image)).toEqual([]);
    expect(found(image, server('server', '/export', '--console-address', ':9001'))).toEqual([
      '"web" keeps its data at /export (MinIO), and nothing is mounted there: they are gone with the container',
    ]);
    expect(found(image, { ...server('server', '/export'), ...at('/export') })).toEqual([]);
    // Several drives, each with a mount of its own.
    expect(found(image, server('server', '/data{1...4}'))).toEqual([]);
  });

  test.each(['elasticsearch:9.1.2', 'opensearchproject/opensearch:3.1.0'])(
    'unless a setting says so: %s',
    (image) => {
      const folder = `/usr/share/${image.startsWith('elastic') ? 'elasticsearch' : 'opensearch'}/data`;
      const command = (...words: string[]) => ({ command: words.map((word) => [word]) });
      const told = [
        { env: [{ name: 'path.data', value: ['/rows'] }] },
        command('search', '-Epath.data=/rows'),
        command('search', '-E', 'path.data=/rows'),
      ];
      for (const one of told) {
        expect(found(image, { ...one, ...at(folder) })).toHaveLength(1);
        expect(found(image, { ...one, ...at('/rows') })).toEqual([]);
      }
      expect(found(image, { ...command('search', '-E', 'path.logs=/rows'), ...at(folder) })).toEqual([]);
    },
  );
});
