/**
 * Software that blocks run and PostHog does not, by the names of its makers. Where their registries do not answer, `images.sh` makes
 * each in `images/<key>`.
 */
export const blockImages = {
  mariadb: 'mariadb:10.11.18',
  mariadb11: 'mariadb:11.8.9',
  memcached: 'memcached:1.6.18',
  traefik: 'traefik:v3.6.12',
  rabbitmq: 'rabbitmq:3.10.8-management',
  redis7: 'redis:7.0.15-bookworm',
  valkey: 'valkey/valkey:8.0.1-bookworm',
  postgres17: 'postgres:17.6',
  opensearch: 'opensearchproject/opensearch:2.19.1',
} as const satisfies Readonly<Record<string, string>>;
