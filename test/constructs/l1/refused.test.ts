import { describe, expect, test } from 'vitest';
import type { Phase, Stack } from '../../../constructs/index.ts';
import {
  ComposeConfig,
  ComposeNetwork,
  ComposeSecret,
  ComposeService,
  ComposeVolume,
  Secret,
  text,
} from '../../../constructs/index.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authorPlace } from '../../../src/model/place.ts';
import { english } from '../../../src/model/words.ts';
import { components } from '../../../src/targets/operations/runbook/components.ts';
import { doctorFacts } from '../../../src/targets/operations/scripts/doctor.ts';
import { Findings, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../support/author.ts';

/** What is thrown, on one line, and that it stands in this file. */
function refused(make: (core: Phase, stack: Stack) => unknown): string {
  try {
    authored((core, _, stack) => make(core, stack));
  } catch (error) {
    if (!(error instanceof StowageError)) throw error;
    expect(authorPlace(error.stack)?.file).toBe(import.meta.filename);
    return `${error.code}: ${error.message} → ${error.fix}`;
  }
  return 'nothing';
}

const image = 'example.org/web:1.0';
const service = (keys: object) => (core: Phase) =>
  Reflect.construct(ComposeService, [core, 'web', { image, ...keys }]);
const unknown = (id: string, key: string) =>
  `bad-prop: "${id}" has the key "${key}", which the Compose Specification does not know`;

describe('a key that Compose does not know, at the line that writes it', () => {
  test.each([
    ['ulimit', 'write ulimits'],
    ['stopGracePeriod', 'write stop_grace_period'],
    ['health', 'write healthcheck'],
    ['memory', 'write it as Compose does, or make a Service, which has that prop'],
    ['whatever', 'leave it out, or write x- before it: Compose passes over such a key'],
  ])('%s', (key, mend) => {
    expect(refused(service({ [key]: 1 }))).toBe(`${unknown('web', key)} → ${mend}`);
  });

  test('of the other elements', () => {
    const made = (kind: unknown, keys: object) => (_: Phase, stack: Stack) =>
      Reflect.construct(Object(kind), [stack, 'it', keys]);
    expect(refused(made(ComposeNetwork, { purpose: 'All.' }))).toContain(unknown('it', 'purpose'));
    expect(refused(made(ComposeVolume, { lables: {} }))).toBe(`${unknown('it', 'lables')} → write labels`);
    expect(refused(made(ComposeConfig, { contents: 'a' }))).toContain('→ write content');
    expect(refused(made(ComposeSecret, { bytes: 16 }))).toContain(unknown('it', 'bytes'));
  });

  test('one that begins with x- is passed on', () => {
    expect(refused(service({ 'x-note': { a: 1 } }))).toBe('nothing');
  });
});

test('what is no map of keys, no element or no service', () => {
  expect(refused((core) => Reflect.construct(ComposeService, [core, 'web', 'image']))).toContain('bad-prop');
  expect(refused((core) => Reflect.construct(ComposeService, [core, 'web']))).toContain(
    'props of "web" is missing',
  );
  expect(refused((core) => new ComposeService(core, 'web', { command: ['serve'] }))).toBe(
    `bad-prop: "web" says neither an image nor what builds one: Compose refuses the whole file → write image: 'example.org/shop:1.0.0', or build: './shop'`,
  );
  expect(refused((_, stack) => new ComposeService(stack, 'web', { image }))).toContain(
    'no-phase: "web" stands in no phase',
  );
  expect(refused(service({ labels: { day: new Date(0) } }))).toContain(
    'raw-value: the raw key labels.day of "web" is an object of the class Date',
  );
});

test('under environment a variable is named, and only one', () => {
  const key = new Secret('KEY', { description: 'Signs.' });
  expect(refused((_, stack) => new ComposeSecret(stack, 'key', { environment: text`a ${key}` }))).toContain(
    'bad-prop: environment of "key" is a text or an address, not the name of one variable',
  );
  const app = appOf((core, _, stack) => {
    new ComposeSecret(stack, 'key', { environment: key });
    new ComposeService(core, 'web', { image, secrets: ['key'] });
  });
  expect(Output.of(app).compose).toMatchObject({ secrets: { key: { environment: 'KEY' } } });
  Findings.of(app).areNone();
  const missing = appOf((_, __, stack) => {
    new ComposeSecret(stack, 'key', { environment: 'NO_SUCH_KEY' });
  });
  Findings.of(missing).has('variables-declared', 'shop-test/key');
});

test('a value of the wrong type is a finding at the construct', () => {
  const app = appOf((core, _, stack) => {
    Reflect.construct(ComposeService, [core, 'web', { image, ports: 80 }]);
    Reflect.construct(ComposeSecret, [stack, 'key', { file: 1 }]);
  });
  Findings.of(app).has('raw-key', 'shop-test/key');
  Findings.of(app).has('raw-key', 'shop-test/core/web');
});

test('danger is told of an element as of a service with guards', () => {
  const app = appOf((core, _, stack) => {
    new ComposeVolume(stack, 'rows');
    new ComposeService(core, 'db', {
      image: 'postgres:latest',
      volumes: ['rows:/var/lib/postgresql/data', '/var/run/docker.sock:/var/run/docker.sock'],
      ports: ['5432:5432'],
      privileged: true,
    });
  });
  const findings = Findings.of(app);
  for (const rule of ['image-pinned', 'container-confined', 'only-edge-publishes'])
    findings.has(rule, 'shop-test/core/db');
  findings.has('state-backed-up', 'shop-test/rows');
  findings.hasNo('guards-kept');
});

test('an image that Compose builds is pulled from nowhere', () => {
  const built = (core: Phase) =>
    new ComposeService(core, 'web', { build: { dockerfile_inline: 'FROM example/web:1.0' } });
  const model = authored(built);
  expect(doctorFacts(model)).toMatchObject({ images: [] });
  expect(components(model, english)).toMatchObject([{ name: 'web', image: '' }]);
  Findings.of(appOf(built)).areNone();
});
