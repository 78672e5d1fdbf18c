import { describe, expect, test } from 'vitest';
import { definition, whole, zipIn } from '../../../test/support/clickhouse-zip.ts';

describe('a definition that RESTORE would run is refused', () => {
  const reaches: readonly (readonly [string, string])[] = [
    ['TABLE a ENGINE URL', "CREATE TABLE d.a (x UInt8) ENGINE = URL('http://evil/x', 'CSV')"],
    ['TABLE a ENGINE URL', "CREATE TABLE d.a (x UInt8) ORDER BY x AS y ENGINE URL('http://evil/x', 'CSV')"],
    ['TABLE a QUOTED', "CREATE TABLE d.a (x UInt8) ENGINE = `URL`('http://evil/x', 'CSV')"],
    ['TABLE a ENGINE S3', "CREATE TABLE d.a (x UInt8) ENGINE = S3('http://evil/x', 'CSV')"],
    ['TABLE a ENGINE MYSQL', "CREATE TABLE d.a (x UInt8) ENGINE = MySQL('evil:3306', 'd', 't', 'u', 'p')"],
    [
      'TABLE a ENGINE POSTGRESQL',
      "CREATE TABLE d.a (x UInt8) ENGINE = PostgreSQL('evil:5432', 'd', 't', 'u', 'p')",
    ],
    [
      'TABLE a ENGINE MATERIALIZEDPOSTGRESQL',
      "CREATE TABLE d.a (x UInt8) ENGINE = MaterializedPostgreSQL('evil:5432', 'd', 't', 'u', 'p')",
    ],
    ['TABLE a ENGINE FILE', "CREATE TABLE d.a (x UInt8) ENGINE = File('CSV', '/etc/passwd')"],
    [
      'TABLE a ENGINE RABBITMQ',
      "CREATE TABLE d.a (x UInt8) ENGINE = RabbitMQ SETTINGS rabbitmq_host_port = 'evil:5672'",
    ],
    ['TABLE a ENGINE NOTYETKNOWN', "CREATE TABLE d.a (x UInt8) ENGINE = NotYetKnown('evil')"],
    [
      'TABLE a ENGINE KAFKA evil:9092',
      "CREATE TABLE d.a (x UInt8) ENGINE = Kafka('events:9092,evil:9092', 't', 'g', 'CSV')",
    ],
    [
      'TABLE a ENGINE KAFKA evil:9092',
      "CREATE TABLE d.a (x UInt8) ENGINE = Kafka SETTINGS kafka_topic_list = 't', kafka_broker_list = 'evil:9092'",
    ],
    [
      'TABLE a ENGINE KAFKA',
      "CREATE TABLE d.a (x UInt8) ENGINE = Kafka('events:9092', 't', 'g', 'CSV') SETTINGS `kafka_broker_list` = 'evil:9092'",
    ],
    ['TABLE a ENGINE KAFKA', 'CREATE TABLE d.a (x UInt8) ENGINE = Kafka(named)'],
    [
      'TABLE a SETTING FORMAT_AVRO_SCHEMA_REGISTRY_URL',
      "CREATE TABLE d.a (x UInt8) ENGINE = Kafka('events:9092', 't', 'g', 'AvroConfluent') SETTINGS format_avro_schema_registry_url = 'http://evil'",
    ],
    [
      'TABLE a FUNCTION DISK',
      "CREATE TABLE d.a (x UInt8) ENGINE = MergeTree ORDER BY x SETTINGS disk = disk(type = s3, endpoint = 'http://evil/')",
    ],
    ['TABLE a FUNCTION URL', "CREATE TABLE d.a (x UInt8) AS url('http://evil/x', 'CSV')"],
    ['TABLE a FUNCTION NOTYETKNOWN', "CREATE TABLE d.a (x UInt8) AS notYetKnown('http://evil/x')"],
    ['TABLE a FUNCTION FILE', "CREATE TABLE d.a (x String DEFAULT file('secret')) ENGINE = Log"],
    ['VIEW a FUNCTION S3CLUSTER', "CREATE VIEW d.a AS SELECT * FROM s3Cluster('c', 'http://evil/x')"],
    ['VIEW a FUNCTION REMOTE', "CREATE VIEW d.a AS SELECT 1 FROM d.b, remote ('evil', d.t)"],
    [
      'VIEW a FUNCTION NOTYETKNOWN',
      "CREATE VIEW d.a AS SELECT 1 FROM d.b JOIN notYetKnown('evil') AS t USING (x)",
    ],
    ['VIEW a QUOTED', "CREATE VIEW d.a AS SELECT * FROM `url`('http://evil/x')"],
    [
      'MATERIALIZED VIEW a FUNCTION URL',
      "CREATE MATERIALIZED VIEW d.a TO d.b (`id` UInt64) AS SELECT id FROM d.c WHERE id IN (SELECT * FROM url('http://evil/x'))",
    ],
    [
      'DICTIONARY a SOURCE HTTP',
      "CREATE DICTIONARY d.a (x UInt64) PRIMARY KEY x SOURCE(HTTP(URL 'http://evil/' FORMAT 'TSV')) LAYOUT(FLAT())",
    ],
    [
      'DICTIONARY a SOURCE CLICKHOUSE evil',
      "CREATE DICTIONARY d.a (x UInt64) PRIMARY KEY x SOURCE(CLICKHOUSE(HOST 'evil' TABLE 't' DB 'd')) LAYOUT(FLAT())",
    ],
    [
      'DICTIONARY a SOURCE CLICKHOUSE QUERY',
      "CREATE DICTIONARY d.a (x UInt64) PRIMARY KEY x SOURCE(CLICKHOUSE(QUERY 'SELECT * FROM url(1)')) LAYOUT(FLAT())",
    ],
    [
      'DICTIONARY a SOURCE CLICKHOUSE QUERY',
      "CREATE DICTIONARY d.a (x UInt64) PRIMARY KEY x SOURCE(CLICKHOUSE(TABLE 't' DB 'd' WHERE 'x IN url(1)')) LAYOUT(FLAT())",
    ],
  ];

  test.each(reaches)('unless ALLOW says %s: %s', (what, statement) => {
    const { said } = zipIn(whole(definition(statement)));
    expect(said()).toBe(
      `it.zip, metadata/d/a.sql: it would reach beyond this server: ${what}; if you know it, say ALLOW='${what}'\n`,
    );
    expect(said({ ALLOW: `ROLE dba SUPERUSER; ${what}` })).toBe('');
    expect(said({ ALLOW: `${what}x` })).not.toBe('');
  });

  test.each([
    [
      'starts a program',
      "CREATE TABLE d.a (x UInt8) ENGINE = Executable('run.sh', 'TSV')",
      'its definition starts a program',
    ],
    [
      'is of another database',
      'CREATE TABLE system.a (x UInt8) ENGINE = Log',
      'its definition makes something else',
    ],
    ['is of another table', 'CREATE TABLE d.b (x UInt8) ENGINE = Log', 'its definition makes something else'],
    ['is no definition', 'DROP TABLE d.a', 'its definition makes something else'],
    [
      'is more than one',
      'CREATE TABLE d.a (x UInt8) ENGINE = Log; DROP TABLE d.b',
      'its definition is more than one statement',
    ],
    [
      'closes what is not open',
      'CREATE TABLE d.a (x UInt8)) ENGINE = Log',
      'its definition is more than one statement',
    ],
    [
      'has what is no ASCII',
      'CREATE VIEW d.a AS SELECT * FROM url\u00a0(1)',
      'its definition is more than one statement',
    ],
    [
      'has a byte that is none',
      'CREATE TABLE d.a (x UInt8)\u0000 ENGINE = Log',
      'its definition is not one that a backup writes',
    ],
  ])('when it %s', (_, statement, why) => {
    expect(zipIn(whole(definition(statement))).said({ ALLOW: 'TABLE a ENGINE URL' })).toBe(
      `it.zip, metadata/d/a.sql: ${why}\n`,
    );
  });
});

test('what the migrations of PostHog make is taken', () => {
  const columns =
    "`uuid` UUID, `properties` String CODEC(ZSTD(3)), `timestamp` DateTime64(6, 'UTC'), `$group_0` String MATERIALIZED replaceRegexpAll(JSONExtractRaw(properties, '$group_0'), '^\"|\"$', '') COMMENT 'column_materializer::$group_0', `_offset` UInt64";
  const statements = [
    `CREATE TABLE d.a UUID '1' (${columns}, INDEX i _offset TYPE minmax GRANULARITY 3) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/posthog.events', '{replica}', _offset) PARTITION BY toYYYYMM(timestamp) ORDER BY (toDate(timestamp), cityHash64(uuid)) SAMPLE BY cityHash64(uuid) TTL toDate(timestamp) + toIntervalWeek(3) SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1`,
    `CREATE TABLE d.a UUID '1' (${columns}) ENGINE = Distributed('posthog', 'd', 'b', sipHash64(uuid))`,
    "CREATE TABLE d.a UUID '1' (`uuid` UUID, `tags` Array(String)) ENGINE = Kafka('events:9092', 'clickhouse_events_json', 'group1', 'JSONEachRow') SETTINGS kafka_skip_broken_messages = 100",
    "CREATE MATERIALIZED VIEW d.a UUID '1' TO d.b (`uuid` UUID, `_offset` UInt64) AS SELECT uuid, _timestamp, _offset FROM d.c WHERE length(tags) > 0 AND uuid NOT IN (SELECT uuid FROM d.e)",
    "CREATE MATERIALIZED VIEW d.a UUID '1' TO INNER UUID '2' (`id` UInt64) ENGINE = AggregatingMergeTree ORDER BY id AS SELECT id, argMaxState(x, y) FROM (SELECT * FROM d.b AS one INNER JOIN d.c AS two USING (id)) GROUP BY id",
  ];
  for (const statement of statements) expect(zipIn(whole(definition(statement))).said()).toBe('');
});
