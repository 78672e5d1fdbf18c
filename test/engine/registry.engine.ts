import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetched } from './support/fetched.ts';
import { loggedIn, Registry } from './support/registry.ts';
import type { Outcome } from './support/tool.ts';
import { must, run } from './support/tool.ts';

const project = 'stowage-registry-test';
const root = mkdtempSync(join(tmpdir(), 'stowage-registry-system-'));
const operations = join(root, 'operations');
let registry: Registry;
let first = '';
let second = '';
let closed = '';
let config = fetched('STOWAGE_COMPOSE_NEW');

const service = (id: string, image: string) =>
  `new Service(site, '${id}', { image: '${image}', memory: '64mb', stopGrace: '1s' });`;

/** The files of a system of one service, and maybe another one, laid over those that are there. */
function becomes(image: string, other?: string): void {
  const constructs = join(process.cwd(), 'constructs/index.ts');
  writeFileSync(
    join(root, 'stacks/index.ts'),
    `import { App, Environment, Service, Stack } from '${constructs}';
const app = new App();
const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;
for (const environment of Environment.all({ test: { host } })) {
  const stack = new Stack(app, 'stowage-registry', environment, { title: 'Registry', version: '1' });
  const [site] = stack.phases('site');
  ${service('web', image)}
  ${other === undefined ? '' : service('other', other)}
}
export default app;
`,
  );
  must('node', [join(process.cwd(), 'src/cli/stowage.cjs'), 'synth'], { cwd: root });
  cpSync(join(root, 'out/stowage-registry/test'), operations, { recursive: true });
  make('init');
}

const made = (...words: readonly string[]): Outcome =>
  run('make', words, { cwd: operations, env: { DOCKER_CONFIG: config, CONFIRM: project } });

function make(...words: readonly string[]): string {
  const { code, out, err } = made(...words);
  if (code !== 0) throw new Error(`make ${words.join(' ')} ended with ${code}\n${out}\n${err}`);
  return out;
}

/** What `doctor` says of images. */
const findings = () =>
  [made('doctor')].flatMap(({ out, err }) =>
    `${out}${err}`.split('\n').filter((line) => line.includes('image')),
  );

const running = () => must('docker', ['inspect', '--format', '{{.Config.Image}}', `${project}-web-1`]).trim();

const edition = () => must('docker', ['exec', `${project}-web-1`, 'cat', '/edition']);

beforeAll(async () => {
  registry = await Registry.start();
  mkdirSync(join(root, 'stacks'));
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  first = registry.push('team/web:1.0', 'the first');
  second = registry.push('team/web:1.0', 'the second');
  closed = registry.push('team/closed:1.0', 'the third');
});

afterAll(() => {
  made('down');
  const images = must('docker', ['image', 'ls', '--quiet', '--filter', `reference=${registry.host}/*/*`]);
  for (const id of new Set(images.split('\n').filter(Boolean))) run('docker', ['image', 'rm', '--force', id]);
  registry.dispose();
  rmSync(root, { recursive: true, force: true });
});

it('doctor finds what the registry alone has, by its digest where the tag has moved on, and says what it has not', () => {
  becomes(`${registry.host}/team/web:1.0@${first}`, `${registry.host}/team/web:1.1`);
  expect(findings()).toEqual([
    `error    the image ${registry.host}/team/web:1.1 is not on this host, and its registry does not offer it`,
  ]);
});

it('pull brings the image of the digest, wherever its tag has moved to', () => {
  becomes(`${registry.host}/team/web:1.0@${first}`);
  make('pull');
  make('start');
  expect(edition()).toBe('the first');
});

it('an upgrade goes to another digest of the same tag, and then there is nothing left to do', () => {
  const image = `${registry.host}/team/web:1.0`;
  becomes(`${image}@${second}`);
  expect(make('upgrade')).toContain(`web: ${image}@${first} -> ${image}@${second}`);
  expect(edition()).toBe('the second');
  expect(made('upgrade').err).toContain('already runs on the image that docker-compose.yml names');
});

it('a mirror, named in the override, brings the same bytes', () => {
  const mirror = `${registry.host}/hub/team/web:1.0`;
  must('docker', ['tag', `${registry.host}/team/web:1.0@${second}`, mirror]);
  must('docker', ['push', '--quiet', mirror]);
  must('docker', ['image', 'rm', mirror]);
  writeFileSync(
    join(operations, 'docker-compose.override.yml'),
    JSON.stringify({ services: { web: { image: `${mirror}@${second}` } } }),
  );
  make('pull');
  make('start');
  expect(running()).toBe(`${mirror}@${second}`);
  expect(edition()).toBe('the second');
  rmSync(join(operations, 'docker-compose.override.yml'));
});

it('the lane pulls where registries answer, and names the image that it lacks', () => {
  const web = `${registry.host}/team/web:1.0`;
  const pull = (image: string, block = web) =>
    run('bash', [
      '-c',
      `ENGINE=${root}; set -euo pipefail; . test/engine/images.sh; name() { echo "${image}"; }; blocks() { echo "block ${block}"; }; pull_images`,
    ]);
  expect(pull(web)).toMatchObject({ code: 0, err: '' });
  for (const lacks of [
    pull(`$([ "$1" = kafka ] && echo ${web}-gone || echo ${web})`),
    pull(web, `${web}-gone`),
  ])
    expect(lacks).toMatchObject({
      code: 1,
      err: expect.stringContaining(`the image ${web}-gone cannot be pulled`),
    });
  expect(pull('127.0.0.1:1/team/web:1.0')).toEqual({ code: 1, out: '', err: '' });
});

it('a registry that asks for a password is told the one of docker login', async () => {
  await registry.serve('password');
  becomes(`${registry.host}/team/closed:1.0@${closed}`);
  expect(made('pull')).toMatchObject({ code: 2, err: expect.stringContaining('no basic auth credentials') });
  config = loggedIn(registry, config);
  expect(findings()).toEqual(['ok       images are here or can be pulled']);
  make('pull');
});
