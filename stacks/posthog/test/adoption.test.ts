import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/compile.ts';
import app from './app.ts';

const { artifacts } = compile(app);
const page = (name: string) =>
  artifacts.find(({ path }) => path === `posthog/${name}`)?.content ?? `there is no ${name}`;
/** The chapter on moving in: from its heading to the next one of its rank. */
const chapter = (name: string, heading: string) =>
  page(name).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

const project = 'posthog-docker-compose-poc';

/** Everything that the old README names, by its chapters. */
const named = {
  files: [
    ...[`${project}/`, '.env', '.env.example', 'docker-compose.yml', 'Makefile', 'README.md'],
    ...['caddy/Caddyfile', 'clickhouse-posthog/', 'Dockerfile', 'log-server-config.xml'],
    ...['log-users-config.xml', '.github/workflows/docker-compose.yml', 'posthog-stack'],
  ],
  commands: [
    ...['cp .env.example .env', 'make build', 'make pull', 'make start-core', 'make migrate'],
    ...['make start-posthog', 'docker compose run --rm asyncmigrationscheck', 'docker compose pull'],
    ...['docker compose build', 'docker compose up -d'],
    `docker run --rm -v ${project}_postgres_data:/data busybox tar czf - /data > pg_backup.tar.gz`,
    `docker run --rm -v ${project}_postgres_data:/data -i busybox tar xzf - < pg_backup.tar.gz`,
  ],
  volumes: [
    ...['postgres_data', 'clickhouse_data', 'zookeeper_data', 'zookeeper_datalog', 'zookeeper_logs'],
    ...['object_storage_data', 'caddy_data', 'caddy_config'],
  ],
  rest: [
    ...['MINIO_ROOT_PASSWORD', 'SECRET_KEY', 'object_storage', 'minio'],
    'image: posthog/posthog:release-1.44.0',
  ],
};
/** What its own Makefile and its Compose file have beside that. */
const beside = ['make up', 'make down', 'make stop-all', 'secret123456789', 'npm run synth'];

describe.each([
  ['README.en.md', 'Moving in from another deployment'],
  ['README.md', 'Pindah dari deployment lain'],
])('%s, for a reader of the old repository', (name, heading) => {
  const text = chapter(name, heading);

  test.each([...Object.values(named).flat(), ...beside])('names %s', (what) => {
    expect(text).toContain(what);
  });

  test('says how each volume goes over', () => {
    for (const volume of named.volumes)
      expect(text).toContain(`| \`${volume}\` | \`${project}_${volume}\` |`);
    expect(text).toContain('| `kafka_data` |  |');
  });

  test('says how later syntheses arrive', () => {
    expect(text).toContain('git subtree push --prefix out/posthog');
    expect(text).toContain('fetch-depth: 0');
  });
});
