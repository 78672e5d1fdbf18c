import type { ClickHouseOverlay, ClickHouseResources } from '../../model/clickhouse.ts';
import { template } from './template.ts';

const templates = {
  'clickhouse-logs': template('clickhouse/logs.xml'),
  'clickhouse-cluster': template('clickhouse/cluster.xml'),
  'clickhouse-backups': template('clickhouse/backups.xml'),
  'clickhouse-resources': template('clickhouse/resources.xml'),
  'clickhouse-profile': template('clickhouse/profile.xml'),
};

/** One overlay of ClickHouse's configuration. */
export function clickHouseOverlay(overlay: ClickHouseOverlay, notice: string): string {
  return templates[overlay.kind]({ notice, ...view(overlay) });
}

function view(overlay: ClickHouseOverlay): object {
  switch (overlay.kind) {
    case 'clickhouse-logs':
      return {
        level: overlay.level,
        removed: overlay.tables.filter((table) => !(table in overlay.keep)),
        kept: Object.entries(overlay.keep).map(([table, days]) => ({
          table,
          days: String(days),
          date: table === 'opentelemetry_span_log' ? 'finish_date' : 'event_date',
        })),
      };
    case 'clickhouse-cluster':
      return { ...overlay, host: overlay.zookeeper.service, port: String(overlay.zookeeper.port ?? 2181) };
    case 'clickhouse-backups':
      return overlay;
    case 'clickhouse-resources':
      return resources(overlay);
    case 'clickhouse-profile':
      return { settings: Object.entries(overlay.settings).map(([name, value]) => ({ name, value })) };
  }
}

/** Of the container's memory: 90 % for the server, a tenth for each cache. */
function resources({ memoryMebibytes, interserver }: ClickHouseResources): object {
  const bytes = (share: number) => String(Math.floor(memoryMebibytes * share) * 1024 * 1024);
  return { server: bytes(0.9), marks: bytes(0.1), uncompressed: bytes(0.1), interserver };
}
