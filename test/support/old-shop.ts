import { dataDirectory } from '../../constructs/blocks/postgres/backup.ts';
import type { AdoptionModel, TakeoverModel } from '../../src/model/adoption.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { hostWithVolumes } from './docker-with-volumes.ts';
import { said, volume } from './model.ts';
import { shop } from './shop.ts';

/** Its database, which the old one called otherwise. */
export const database: TakeoverModel = {
  method: dataDirectory,
  path: 'shop-test/core/db',
  service: 'db',
  volumes: ['db_data'],
  words: ['shop', 'owner'],
};

/** What is known of the old one. */
export const adoption: AdoptionModel = {
  takeovers: [database],
  sources: [
    {
      project: 'old-shop',
      volumes: { db_data: 'pgdata' },
      without: ['queue_data'],
      names: [],
      notes: [said('Bye.')],
    },
  ],
};

/** A shop that keeps a queue, too, which the old one did not. */
export const model = (over: Partial<StackModel> = {}): StackModel =>
  shop({
    volumes: [
      ...['db_data', 'edge_data', 'queue_data'].map((id) => volume({ id })),
      volume({ id: 'edge_config', kind: 'cache' }),
      volume({ id: 'shared', compose: { external: true } }),
    ],
    // The real scripts of backups have tests of their own.
    stores: [],
    adoption,
    ...over,
  });

/** What its image has. */
export const postgres = {
  postgres: 'echo "postgres (PostgreSQL) ${STANDIN_POSTGRES:-12.13}"',
  id: '[ "$*" != "-u postgres" ] && exec /usr/bin/id "$@"; echo 70',
  stat: `case "$*" in *PG_VERSION) echo "\${STANDIN_OWNER:-70}" ;; *) exec /usr/bin/stat "$@" ;; esac`,
  pg_controldata: 'echo "Database cluster state:               ${STANDIN_CONDITION:-shut down}"',
};

/** What the old one keeps. */
export const cluster = { PG_VERSION: '12\n', 'base/1/PG_VERSION': '12\n', 'base/1/1234': 'rows' };
export const edge = { 'caddy/acme.json': 'key', 'caddy/.lock': '' };

/** A host with the old shop on it. */
export function host(over: Partial<StackModel> = {}, rows: Readonly<Record<string, string>> = cluster) {
  const made = hostWithVolumes(model(over), postgres);
  made.put('old-shop_pgdata', rows);
  made.put('old-shop_edge_data', edge);
  return made;
}

export const confirmed = { CONFIRM: 'shop-test' };
export const adopt = 'scripts/adopt old-shop';
