import type { SqliteModel } from '../../src/model/image.ts';

/** Of LinuxServer's images, whose folder is `/config`. */
const servarr = (name: string): readonly [string, SqliteModel] => [
  `lscr.io/linuxserver/${name}`,
  { files: [`/config/${name}.db`], unless: [`${name.toUpperCase()}__POSTGRES__HOST`] },
];

/**
 * Applications that keep a database of SQLite unless they are told of another one, as their documentation had it in November 2026.
 * @see https://wiki.servarr.com/radarr/postgres-setup for Radarr, and beside it for the others
 */
const all: readonly (readonly [repository: string, SqliteModel])[] = [
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database
  [
    'grafana/grafana',
    { files: ['/var/lib/grafana/grafana.db'], unless: ['GF_DATABASE_TYPE', 'GF_DATABASE_URL'] },
  ],
  // https://docs.gitea.com/installation/install-with-docker
  ['gitea/gitea', { files: ['/data/gitea/gitea.db'], unless: ['GITEA__database__DB_TYPE'] }],
  // https://github.com/dani-garcia/vaultwarden/wiki/Backing-up-your-vault
  ['vaultwarden/server', { files: ['/data/db.sqlite3'], unless: ['DATABASE_URL'] }],
  // https://github.com/louislam/uptime-kuma/wiki/Environment-Variables
  ['louislam/uptime-kuma', { files: ['/app/data/kuma.db'], unless: ['UPTIME_KUMA_DB_TYPE'] }],
  // https://docs.n8n.io/hosting/configuration/supported-databases-settings/
  ['n8nio/n8n', { files: ['/home/node/.n8n/database.sqlite'], unless: ['DB_TYPE'] }],
  // https://nginxproxymanager.com/setup/
  [
    'jc21/nginx-proxy-manager',
    { files: ['/data/database.sqlite'], unless: ['DB_MYSQL_HOST', 'DB_POSTGRES_HOST'] },
  ],
  // https://www.navidrome.org/docs/usage/backup/
  ['deluan/navidrome', { files: ['/data/navidrome.db'] }],
  // https://docs.linuxserver.io/images/docker-radarr/
  ...['sonarr', 'radarr', 'prowlarr', 'lidarr'].map(servarr),
];

/** The databases of SQLite that an image writes, by the first name of its repository. */
export const sqliteIn: ReadonlyMap<string, SqliteModel> = new Map(all);
