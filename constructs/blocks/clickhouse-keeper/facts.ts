import type { Repositories } from '../../images/facts.ts';

/**
 * Its entrypoint, as root, makes the folders of the data and gives them to Keeper's user, as whom it then starts. Nobody
 * ran it read-only.
 * @see https://github.com/ClickHouse/ClickHouse/blob/master/docker/keeper/entrypoint.sh
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
} as const;

/**
 * The official image of ClickHouse Keeper.
 * @see https://github.com/ClickHouse/ClickHouse/blob/master/docker/keeper/Dockerfile
 */
export const clickhouseKeeper: Repositories = [
  [
    'clickhouse/clickhouse-keeper',
    {
      product: 'ClickHouse Keeper',
      capabilities: confined.addCapabilities,
      dataPaths: ['/var/lib/clickhouse-keeper'],
      reach: { ports: [9181, 9234] },
    },
  ],
];
