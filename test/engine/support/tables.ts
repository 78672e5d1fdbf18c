import type { Running } from './running.ts';

/**
 * Tables, views and dictionaries of ClickHouse whose names stand in the wrong order: each view comes before what it
 * selects from, and two names need every escape that there is.
 */
export const made = [
  'CREATE TABLE z_events (id UInt64, event String) ENGINE = MergeTree ORDER BY id',
  'CREATE VIEW b_view AS SELECT * FROM z_events',
  'CREATE VIEW `a view of a view` AS SELECT count() AS n FROM b_view',
  'CREATE TABLE z_ids (id UInt64) ENGINE = ReplacingMergeTree ORDER BY id',
  'CREATE MATERIALIZED VIEW a_ids TO z_ids AS SELECT id FROM z_events',
  'CREATE MATERIALIZED VIEW a_inside ENGINE = MergeTree ORDER BY id AS SELECT id FROM z_events',
  'CREATE TABLE a_distributed AS z_events ENGINE = Distributed(posthog, posthog, z_events)',
  // Nobody of that name: a Kafka table needs no broker to be made.
  "CREATE TABLE z_queue (id UInt64) ENGINE = Kafka('nowhere.invalid:9092', 'topic', 'group', 'JSONEachRow')",
  'CREATE MATERIALIZED VIEW a_queue TO z_ids AS SELECT id FROM z_queue',
  "CREATE DICTIONARY a_dictionary (id UInt64, event String DEFAULT 'it\\'s \\\\ `') PRIMARY KEY id SOURCE(CLICKHOUSE(TABLE 'z_events' DB 'posthog')) LAYOUT(FLAT()) LIFETIME(0)",
  "CREATE TABLE `z \\` \\\\ \\t \\n ' é` (id UInt64 COMMENT 'it\\'s \\\\ \\n') ENGINE = MergeTree ORDER BY id",
  "CREATE VIEW `y \\` \\\\ \\t '` AS SELECT 'it\\'s \\\\ \\t' AS a, id FROM `z \\` \\\\ \\t \\n ' é`",
  "INSERT INTO `z \\` \\\\ \\t \\n ' é` VALUES (1), (2)",
];

export function makeTables(system: Running): void {
  for (const statement of made) system.clickhouse(statement);
}

/** Events of a kind; the views that look at them take them, too. */
export function addEvents(system: Running, kind: string, count: number): void {
  system.clickhouse(
    `INSERT INTO z_events SELECT number, concat('${kind} ', toString(cityHash64(number))) FROM numbers(${count})`,
  );
}

/** Every definition, and every row that any of them gives. */
export function everyTable(system: Running): Readonly<Record<string, string>> {
  const names = [
    ...['z_events', 'b_view', '`a view of a view`', 'z_ids', 'a_inside'],
    ..."`z \\` \\\\ \\t \\n ' é`|`y \\` \\\\ \\t '`".split('|'),
  ];
  return {
    definitions: system.clickhouse(
      "SELECT name, engine, create_table_query FROM system.tables WHERE database = 'posthog' AND name NOT LIKE '.inner%' ORDER BY name",
    ),
    ...Object.fromEntries(
      names.map((name) => [name, system.clickhouse(`SELECT * FROM ${name} ORDER BY tuple(*)`)]),
    ),
  };
}
