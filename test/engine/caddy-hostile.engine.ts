import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { App, Caddy, Environment, Service, Stack } from '../../constructs/index.ts';
import { modelOf } from '../../src/compile.ts';
import { renderConfigFile } from '../../src/files/config-file.ts';
import { caddies } from './support/caddies.ts';
import { must } from './support/tool.ts';

const home = mkdtempSync(join(tmpdir(), 'stowage-caddy-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Paths with whatever means something to Caddy: a block, a comment, a quote, a placeholder, a matcher, a directive. */
const paths = [
  ...['/a}', '/a{', '/{x}', '/{', '/}', '/{}', '/a{}', '/a }', '/a {', '/ {', '/a}}', '/{{x}}', '/a{env.X}'],
  ...['/a b', '/a"b', '/a`b', '/a\\', '/a\\"b', '/a\\{', "/a'b", '/a#b', '/#', '/a\tb', '/a\u00a0b', '/é'],
  ...['/a*', '/a,b', '/a;b', '/@x', '/a<<EOF', '/<<EOF', '/import', '/a?b', '/[a', '/a%20b', '/__proto__'],
] as const;

/** The Caddyfile of a stack that answers there, hides that, compresses it. */
function caddyfile(): string {
  const app = new App();
  const [environment] = Environment.all({ test: { host: { cpus: 4, memory: '64gb', disk: '10gb' } } });
  if (environment === undefined) throw new Error('no environment');
  const stack = new Stack(app, 'shop', environment, {
    title: 'Shop',
    version: '1',
    site: 'https://a.example',
  });
  const [core] = stack.phases('core');
  const web = new Service(core, 'web', { image: 'example:1', port: 80, health: { exec: ['true'] } });
  const routes = Object.fromEntries([...paths.map((path) => [path, web.at(81)]), ['/*', web]]);
  new Caddy(core, 'caddy', {
    ...{ image: 'caddy:2.11.7', domain: 'shop.example.com', tls: 'public', routes },
    ...{ hidden: paths, compress: paths },
  });
  const [model] = modelOf(app).flatMap(({ stacks }) => stacks);
  const file = model?.files.find((one) => one.file.endsWith('Caddyfile'));
  if (model === undefined || file === undefined) throw new Error('no Caddyfile');
  return renderConfigFile(model, file);
}

/** Every list of paths that something is matched by. */
function matched(node: unknown): readonly (readonly unknown[])[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'path' && Array.isArray(value) ? [value] : matched(value),
  );
}

describe.each(caddies)('Caddy %s', (_, caddy) => {
  it('matches each path to the letter, whatever it holds', () => {
    const file = join(home, 'Caddyfile');
    writeFileSync(file, caddyfile());
    const words = ['adapt', '--adapter', 'caddyfile', '--config', file];
    const lists = matched(JSON.parse(must(caddy, words, { env: { HOME: home, X: 'replaced' } })));
    for (const path of paths) expect(lists).toContainEqual([path]);
    // Those that are hidden, and those that are compressed.
    expect(lists.filter((list) => paths.every((path) => list.includes(path)))).toHaveLength(2);
  });
});
