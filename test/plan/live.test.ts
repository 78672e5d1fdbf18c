import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { isStowageError } from '../../src/model/error.ts';
import type { Live } from '../../src/plan/live.ts';
import { readLive } from '../../src/plan/live.ts';

const hash = 'a'.repeat(64);
const live: Live = {
  ...{ version: 1, at: '2026-11-30T10:23:18Z', project: 'shop-test', compose: '2.40.3' },
  engine: { version: '28.5.2', api: '1.51' },
  files: ['docker-compose.yml'],
  services: [{ name: 'web', hash, image: 'example/shop:1.0', containers: 1 }],
  images: [{ name: 'example/shop:1.0', id: null }],
  containers: [
    {
      ...{ id: 'c1', name: 'shop-test-web-1', state: 'running', health: null, exitCode: 0 },
      image: { name: 'example/shop:1.0', id: 'sha256:1' },
      ...{ service: 'web', number: '1', oneoff: false, hash, tagged: 'sha256:1', compose: '2.40.3' },
      networks: [{ name: 'shop-test_default', id: 'n1' }],
      mounts: [{ type: 'volume', name: 'shop-test_data', target: '/data' }],
      ports: [{ host: '', published: '80', target: '80/tcp' }],
    },
  ],
  volumes: [
    { name: 'shop-test_data', key: 'data', driver: 'local', hash: '', compose: '2.26.1', made: '2026-11-30' },
  ],
  networks: [
    {
      ...{ name: 'shop-test_default', id: 'n1', key: 'default' },
      driver: 'bridge',
      internal: false,
      hash,
      compose: '2.40.3',
    },
  ],
};

/** What is said of a text that is none. */
function refused(text: string): readonly string[] {
  try {
    readLive(text);
  } catch (error) {
    if (isStowageError(error)) return [error.code, error.message, error.fix];
    throw error;
  }
  return [];
}

test('what a host wrote is read, and its schema takes it', () => {
  expect(readLive(JSON.stringify(live))).toEqual(live);
  const schema = JSON.parse(readFileSync(new URL('../../schemas/live.schema.json', import.meta.url), 'utf8'));
  const valid = new Ajv({ strict: false }).compile(schema);
  expect([valid(live), valid.errors]).toEqual([true, null]);
  expect(valid({ ...live, secret: 'a' })).toBe(false);
});

test('what a later one adds is passed over', () => {
  expect(refused(JSON.stringify({ ...live, more: 1 }))).toEqual([]);
});

describe('what is no such file is refused, with the place in it', () => {
  const mend = 'on the host, in the folder of the environment: scripts/plan --json > live.json';
  test.each<readonly [string, unknown, string]>([
    ['a list', [], 'version is missing'],
    ['null', null, 'version is missing'],
    ['without a member', { ...live, project: undefined }, 'project is missing'],
    [
      'with another value',
      { ...live, containers: [{ ...live.containers[0], state: 5 }] },
      'containers[0].state is 5, not a text',
    ],
    ['with what is no list', { ...live, volumes: {} }, 'volumes is {}, not a list'],
    [
      'with what is no object',
      { ...live, engine: 'x'.repeat(50) },
      `engine is "${'x'.repeat(36)}..., not an object`,
    ],
    [
      'with a truth that is none',
      { ...live, networks: [{ ...live.networks[0], internal: 'no' }] },
      'networks[0].internal is "no", not a truth',
    ],
  ])('%s', (_, value, fault) => {
    expect(refused(JSON.stringify(value))).toEqual([
      'bad-live',
      `this is not what scripts/plan --json writes: ${fault}`,
      mend,
    ]);
  });

  test('what is no JSON', () => {
    expect(refused('error: no')).toEqual([
      'bad-live',
      expect.stringMatching(/^this is not what scripts\/plan --json writes: it is no JSON: .*JSON/),
      mend,
    ]);
  });

  test('one of a later version', () => {
    expect(refused(JSON.stringify({ ...live, version: 2 }))).toEqual([
      'live-version',
      'this is version 2 of what scripts/plan --json writes, and 1 is known here',
      'use the version of Stowage that made the scripts on the host, or run "npm run synth" and take the new ones there',
    ]);
  });
});
