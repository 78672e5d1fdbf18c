/**
 * Software that blocks and the systems of `test/systems/` run and PostHog does not, by the names of its makers. Where their registries do
 * not answer, `images.sh` makes each in `images/<key>`.
 */
export const blockImages = {
  kafka3: 'apache/kafka:3.9.1',
  mariadb: 'mariadb:10.11.18',
  mariadb11: 'mariadb:11.8.9',
  memcached: 'memcached:1.6.18',
  traefik: 'traefik:v3.6.12',
  rabbitmq: 'rabbitmq:3.10.8-management',
  redis7: 'redis:7.0.15-bookworm',
  valkey: 'valkey/valkey:8.0.1-bookworm',
  postgres17: 'postgres:17.6',
  php: 'php:8.2.29-fpm',
  opensearch: 'opensearchproject/opensearch:2.19.1',
  gitolite: 'jgiannuzzi/gitolite:3.6.12',
  klaus: 'jonashaag/klaus:3.0.1',
  miniflux: 'miniflux/miniflux:2.3.5',
  pypiserver: 'pypiserver/pypiserver:v2.4.2',
  radicale: 'tomsquest/docker-radicale:3.9.0.0',
  wordpress: 'wordpress:6.1.9-php8.2-apache',
} as const satisfies Readonly<Record<string, string>>;
