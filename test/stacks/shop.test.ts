import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { fromYaml } from '../../src/syntax/yaml-read.ts';
import { shopApp } from '../support/shop.app.ts';

const { artifacts, findings } = compile(shopApp());
const file = (path: string) => artifacts.find((artifact) => artifact.path === path)?.content ?? '';

test('a first stack has nothing to answer for', () => {
  expect(findings).toEqual([]);
  expect(artifacts.length).toBeGreaterThan(40);
});

test('nothing of another system is in it', () => {
  expect(
    artifacts
      .filter(({ content, path }) => /posthog|clickhouse|kafka/i.test(content + path))
      .map(({ path }) => path),
  ).toEqual([]);
});

test('its services start in the order in which they stand', () => {
  const { name, services } = fromYaml(file('shop/production/docker-compose.yml')) as Composed;
  expect(name).toBe('shop-production');
  expect(Object.entries(services).map(([id, { depends_on }]) => [id, depends_on])).toEqual([
    ['postgres', undefined],
    ['web', { postgres: { condition: 'service_healthy' } }],
    ['caddy', { postgres: { condition: 'service_healthy' }, web: { condition: 'service_healthy' } }],
  ]);
  expect(services.web?.environment).toEqual({
    DATABASE_URL: 'postgres://shop:${POSTGRES_PASSWORD:?run make init}@postgres:5432/shop',
  });
});

test('its edge serves the domain of .env', () => {
  expect(file('shop/production/caddy/Caddyfile')).toContain('\n{$DOMAIN} {\n');
  expect(file('shop/staging/caddy/Caddyfile')).toContain('acme-staging-v02');
  expect(file('shop/production/.env.example')).toMatch(/^DOMAIN=$/m);
});

test('the same app gives the same bytes', () => {
  expect(compile(shopApp()).artifacts).toEqual(artifacts);
});

test('no emitter changes the model', () => {
  const systems = shopApp().toModel();
  freeze(systems);
  // Writing to what is frozen throws.
  expect(compile({ validate: () => [], toModel: () => systems, place: () => undefined }).artifacts).toEqual(
    artifacts,
  );
});

interface Composed {
  readonly name: string;
  readonly services: Readonly<
    Record<string, { readonly depends_on?: unknown; readonly environment?: unknown }>
  >;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const child of Object.values(value)) freeze(child);
}
