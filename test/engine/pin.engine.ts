import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetched } from './support/fetched.ts';
import { loggedIn, Registry } from './support/registry.ts';
import { must, run } from './support/tool.ts';

const root = mkdtempSync(join(tmpdir(), 'stowage-pin-'));
const file = join(root, 'stacks/index.ts');
const plugins = fetched('STOWAGE_COMPOSE_NEW');
const nobody = join(root, 'nobody');
let registry: Registry;
let web = '';
let platforms = '';
let digest = '';
let index = '';

/** The stack, with these names. */
const source = (
  ...[one = '', other = '']: readonly string[]
) => `import { App, Environment, Service, Stack } from '${process.cwd()}/constructs/index.ts';
const app = new App();
const images = { web: '${one}', platforms: "${other}" } as const; // '${web}' was tried
for (const environment of Environment.all({ test: { host: { cpus: 2, memory: '8gb', disk: '10gb' } } })) {
  const [site] = new Stack(app, 'pinned', environment, { title: 'Pinned', version: '1' }).phases('site');
  new Service(site, 'web', { image: images.web });
  new Service(site, 'platforms', { image: images.platforms });
}
export default app;
`;
const written = () => readFileSync(file, 'utf8');
const stowage = (config: string, ...args: readonly string[]) =>
  run('node', [join(process.cwd(), 'src/cli/stowage.cjs'), ...args], {
    cwd: root,
    env: { DOCKER_CONFIG: config },
  });

beforeAll(async () => {
  registry = await Registry.start();
  for (const folder of ['stacks', 'nobody']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  web = `${registry.host}/team/web:1.0`;
  platforms = `${registry.host}/team/platforms:1.0`;
  digest = registry.push('team/web:1.0', 'the first');
  const tool = ['buildx', 'imagetools'];
  const env = { DOCKER_CONFIG: plugins };
  must('docker', [...tool, 'create', '--tag', platforms, `${web}@${digest}`], { env });
  [, index = ''] = /^Digest:\s+(\S+)$/m.exec(must('docker', [...tool, 'inspect', platforms], { env })) ?? [];
});

afterAll(() => {
  registry.dispose();
  rmSync(root, { recursive: true, force: true });
});

it('pin writes the digest of what each tag points at, of an index where it is one, and once', () => {
  writeFileSync(file, source(web, platforms));
  expect(index).toMatch(/^sha256:/);
  expect(index).not.toBe(digest);
  expect(stowage(nobody, 'pin').code).toBe(0);
  const pinned = source(`${web}@${digest}`, `${platforms}@${index}`);
  expect(written()).toBe(pinned);
  const { mtimeMs, ino } = statSync(file);
  expect(stowage(nobody, 'pin').code).toBe(0);
  expect(statSync(file)).toMatchObject({ mtimeMs, ino });
  expect(stowage(nobody, 'pin', '--check').code).toBe(0);
  expect(stowage(nobody, 'synth').code).toBe(0);
  expect(readFileSync(join(root, 'out/pinned/test/docker-compose.yml'), 'utf8')).toContain(
    `    image: ${platforms}@${index}\n`,
  );
});

it('a check says which tag has moved, and writes nothing', () => {
  const before = written();
  const moved = registry.push('team/web:1.0', 'the second');
  const { code, out } = stowage(nobody, 'pin', '--check');
  expect([code, out]).toEqual([1, expect.stringContaining(`is  ${moved}\n        was ${digest}\n`)]);
  expect(out).not.toContain(platforms);
  expect(written()).toBe(before);
  expect(stowage(nobody, 'pin').code).toBe(0);
  expect(written()).toBe(before.replace(digest, moved));
});

it('a registry that asks for a password is told the one of docker login, and nobody else is', async () => {
  await registry.serve('password');
  const before = written();
  const refused = stowage(nobody, 'pin');
  expect([refused.code, written()]).toEqual([1, before]);
  expect(refused.err).toContain(`docker login ${registry.host}`);
  const { code, out, err } = stowage(loggedIn(registry, plugins), 'pin', '--check', '--debug');
  expect([code, err]).toEqual([0, '']);
  for (const secret of [
    Registry.login.password,
    Buffer.from(`shop:${Registry.login.password}`).toString('base64'),
  ])
    expect(`${out}${err}`).not.toContain(secret);
});

it('a tag that nobody pushed is named, and the others are pinned', async () => {
  await registry.serve();
  writeFileSync(file, source(`${registry.host}/team/web:1.1`, platforms));
  const { code, err } = stowage(nobody, 'pin');
  expect([code, err]).toEqual([1, expect.stringContaining(`${registry.host}/team/web:1.1`)]);
  expect(written()).toBe(source(`${registry.host}/team/web:1.1`, `${platforms}@${index}`));
});
