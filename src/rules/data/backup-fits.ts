import { imageOf } from '../../lower/runs.ts';
import type { BackupModel } from '../../model/backup.ts';
import type { Rule } from '../../model/finding.ts';

/** What each method talks to. An archive copies files, and suits whatever writes them rarely and one at a time. */
const engines: Readonly<Record<Exclude<BackupModel['method'], 'archive'>, string>> = {
  pg_dump: 'PostgreSQL',
  clickhouse: 'ClickHouse',
  bucket: 'MinIO',
};
const databases = new Set(['PostgreSQL', 'MySQL', 'MariaDB', 'MongoDB', 'ClickHouse', 'Redis']);
/** Of any other product nobody knows what its image holds. */
const products = new Set([...databases, ...Object.values(engines)]);

/** A store is saved by a method that it understands. */
export const backupFits: Rule = {
  id: 'backup-fits',
  severity: 'error',
  summary: 'Each store is saved by the method of the engine that its image holds.',
  check: ({ services, stores }) => {
    const byId = new Map(services.map((service) => [service.id, service]));
    return stores.flatMap((store) => {
      const service = byId.get(store.service);
      const product = service?.known?.product;
      if (service === undefined || product === undefined || !products.has(product)) return [];
      const wanted = store.method === 'archive' ? undefined : engines[store.method];
      if (wanted === undefined ? !databases.has(product) : wanted === product) return [];
      return [
        {
          path: store.path,
          message:
            wanted === undefined
              ? `the files of "${service.id}" are archived while ${product} writes them: what comes back is neither old nor new`
              : `"${service.id}" is saved as ${wanted} is, and its image "${imageOf(service)}" holds ${product}: every backup fails`,
          fix:
            wanted === undefined
              ? `save it with the construct of ${product}, or with backup: false and by hand`
              : `give "${service.id}" an image of ${wanted}, or the construct of ${product}`,
        },
      ];
    });
  },
  about: {
    why: 'The program pg_dump speaks to PostgreSQL alone, BACKUP is a statement of ClickHouse, and mc talks to an object storage. A copy of the files of a running database mixes pages of different moments: it may start, and miss rows.',
    wrong: `
      new Postgres(phase, 'db', { image: 'mysql:8.4.6', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Postgres(phase, 'db', { image: 'postgres:16.4-alpine3.20', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    sources: ['https://www.postgresql.org/docs/current/backup-file.html'],
  },
};
