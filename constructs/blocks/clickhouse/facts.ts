import type { Repositories } from '../../images/facts.ts';
import { bySeries, login, names, series } from '../../images/facts.ts';

/**
 * Its entrypoint, as root, makes folders in those of ClickHouse's user (DAC_OVERRIDE) and gives them to that user (CHOWN), as whom the
 * server then starts; one that runs scripts at its first start is told to end (KILL). The entrypoint writes the user of the
 * environment beside the configuration, so the container is not read-only.
 * @see https://github.com/ClickHouse/ClickHouse/blob/v22.8.21.38-lts/docker/server/entrypoint.sh
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'KILL', 'SETGID', 'SETUID'],
} as const;

/**
 * The official image of ClickHouse, as it was known in November 2026. A release with long-term support is mended for a year.
 * @see https://hub.docker.com/r/clickhouse/clickhouse-server, under "Volumes"
 * @see https://clickhouse.com/docs/guides/sre/network-ports
 * @see https://clickhouse.com/docs/faq/operations/production for the ends
 * @see https://github.com/ClickHouse/ClickHouse/blob/master/utils/list-versions/version_date.tsv for the last versions
 */
export const clickhouse: Repositories = [
  [
    'clickhouse/clickhouse-server',
    {
      product: 'ClickHouse',
      healthcheck: false,
      traits: { writes: 'always', oneWriter: true },
      // https://clickhouse.com/docs/reference/settings/server-settings/settings/max-server-memory-usage
      memory: {
        what: 'a memory of ClickHouse',
        key: 'max_server_memory_usage',
        share: 'max_server_memory_usage_to_ram_ratio',
      },
      capabilities: confined.addCapabilities,
      dataPaths: ['/var/lib/clickhouse'],
      volumes: ['/var/lib/clickhouse'],
      reach: {
        ports: [8123, 9000, 9009, 9004, 9005],
        logins: [login('CLICKHOUSE_PASSWORD', 'CLICKHOUSE_USER', 'default')],
        variables: names('CLICKHOUSE', 'USER PASSWORD DB DEFAULT_ACCESS_MANAGEMENT'),
      },
      ends: bySeries({
        '22.3': '2023-03',
        '22.8': '2023-08',
        '23.3': '2024-03',
        '23.8': '2024-08',
        '24.3': '2025-03',
      }),
      lines: [series('22.8', '22.8.21.38')],
    },
  ],
];
