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
  // https://github.com/home-assistant/core/tree/dev/homeassistant/components/recorder
  ['ghcr.io/home-assistant/home-assistant', { files: ['/config/home-assistant_v2.db'] }],
  // https://jellyfin.org/docs/general/administration/configuration/
  ['jellyfin/jellyfin', { files: ['/config/data/jellyfin.db'], unless: ['JELLYFIN_DATA_DIR'] }],
  // https://actualbudget.org/docs/config/
  [
    'actualbudget/actual-server',
    { files: ['/data/server-files/account.sqlite'], unless: ['ACTUAL_DATA_DIR'] },
  ],
  // https://docs.pi-hole.net/database/
  ['pihole/pihole', { files: ['/etc/pihole/pihole-FTL.db', '/etc/pihole/gravity.db'] }],
  // https://www.usememos.com/docs/deploy/docker
  ['neosmemo/memos', { files: ['/var/opt/memos/memos_prod.db'], unless: ['MEMOS_DRIVER', 'MEMOS_DSN'] }],
  // https://www.audiobookshelf.org/docs#backups
  ['ghcr.io/advplyr/audiobookshelf', { files: ['/config/absdatabase.sqlite'], unless: ['CONFIG_PATH'] }],
  // https://docs.paperless-ngx.com/configuration/#database
  [
    'ghcr.io/paperless-ngx/paperless-ngx',
    { files: ['/usr/src/paperless/data/db.sqlite3'], unless: ['PAPERLESS_DBHOST', 'PAPERLESS_DBENGINE'] },
  ],
  // https://forgejo.org/docs/latest/admin/installation/docker/
  [
    'codeberg.org/forgejo/forgejo',
    { files: ['/data/gitea/gitea.db'], unless: ['FORGEJO__database__DB_TYPE', 'GITEA__database__DB_TYPE'] },
  ],
  // https://linkding.link/options/#ld_db_engine
  ['sissbruecker/linkding', { files: ['/etc/linkding/data/db.sqlite3'], unless: ['LD_DB_ENGINE'] }],
  // https://docs.mealie.io/documentation/getting-started/installation/backend-config/#database
  ['ghcr.io/mealie-recipes/mealie', { files: ['/app/data/mealie.db'], unless: ['DB_ENGINE'] }],
  // https://gotify.net/docs/config
  ['gotify/server', { files: ['/app/data/gotify.db'], unless: ['GOTIFY_DATABASE_DIALECT'] }],
  // https://woodpecker-ci.org/docs/administration/configuration/server#databases
  [
    'woodpeckerci/woodpecker-server',
    { files: ['/var/lib/woodpecker/woodpecker.sqlite'], unless: ['WOODPECKER_DATABASE_DRIVER'] },
  ],
  // https://docs.kanboard.org/v1/admin/docker/
  ['kanboard/kanboard', { files: ['/var/www/app/data/db.sqlite'], unless: ['DATABASE_URL', 'DB_DRIVER'] }],
  // https://docs.openwebui.com/getting-started/env-configuration/#database-pool
  ['ghcr.io/open-webui/open-webui', { files: ['/app/backend/data/webui.db'], unless: ['DATABASE_URL'] }],
  // https://docs.linuxserver.io/images/docker-radarr/
  ...['sonarr', 'radarr', 'prowlarr', 'lidarr'].map(servarr),
];

/** The databases of SQLite that an image writes, by the first name of its repository. */
export const sqliteIn: ReadonlyMap<string, SqliteModel> = new Map(all);
