import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { Match, Output } from '../../src/testing.ts';
import '../../src/testing/vitest.ts';
import { shopApp } from '../support/shop.app.ts';

const app = shopApp();
const { artifacts } = compile(app);
const production = app.node.findChild('shop-production');

test('a first stack has nothing to answer for', () => {
  expect(app).toLintClean();
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
  const healthy = { condition: 'service_healthy' } as const;
  expect(Object.keys(Output.of(production).findServices())).toEqual(['postgres', 'web', 'caddy']);
  expect(production).toHaveService('postgres', { depends_on: Match.absent() });
  expect(production).toHaveService('web', {
    depends_on: Match.objectEquals({ postgres: healthy }),
    environment: Match.objectEquals({
      DATABASE_URL: 'postgres://shop:${POSTGRES_PASSWORD:?run make init}@postgres:5432/shop',
    }),
  });
  expect(production).toHaveService('caddy', {
    depends_on: Match.objectEquals({ postgres: healthy, web: healthy }),
  });
});

test('its edge serves the domain of .env', () => {
  expect(production).toHaveFile('caddy/Caddyfile', /^{\$DOMAIN} {$/m);
  expect(app.node.findChild('shop-staging')).toHaveFile('caddy/Caddyfile', /acme-staging-v02/);
  expect(production).toHaveFile('.env.example', /^DOMAIN=$/m);
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

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const child of Object.values(value)) freeze(child);
}
