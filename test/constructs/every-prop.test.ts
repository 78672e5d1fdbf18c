import { join, resolve } from 'node:path';
import { Project } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../constructs/index.ts';
import {
  App,
  ConfigFile,
  Environment,
  Kafka,
  Network,
  Service,
  Stack,
  Zookeeper,
} from '../../constructs/index.ts';
import { ruleFindings } from '../../src/compile/rules.ts';
import { modelOf } from '../../src/compile.ts';
import { stackEmitters, systemEmitters } from '../../src/targets/operations/index.ts';
import type { Make } from './every-prop/makes.ts';
import { makes } from './every-prop/makes.ts';
import { values } from './every-prop/values.ts';

const zookeeper = (phase: Phase) => new Zookeeper(phase, 'zookeeper', { image: 'zookeeper:3.7.0' });
const kafka = (phase: Phase) => new Kafka(phase, 'kafka', { image: 'kafka:3.9.0', authentication: true });
const host = { cpus: 4, memory: '64gb', disk: '10gb' } as const;
const site = 'https://shop.example.com';
const network = (phase: Phase) =>
  new Network(phase.node.root.node.children[0] as Stack, 'backend', { purpose: 'Everybody.' });

/** All that the compiler makes of it: the files, and what the rules say, since some props are for them alone. */
function result(
  make: Make,
  over: (phase: Phase) => Record<string, unknown>,
  props: Record<string, unknown> = {},
): string {
  const app = new App();
  const [environment] = Environment.all({ test: { host } });
  if (environment === undefined) throw new Error('no environment');
  class Shop extends Stack {
    readonly phase: Phase;
    constructor() {
      super(app, 'shop', environment as Environment, { title: 'Shop', version: '1', ...props });
      [this.phase] = this.phases('core');
    }
  }
  const { phase } = new Shop();
  make(phase, over(phase));
  // Straight from the model: a finding would keep the files from being made.
  const systems = modelOf(app);
  const findings = systems.flatMap(({ stacks }) => stacks.flatMap((stack) => ruleFindings(stack)));
  const files = systems.flatMap((system) => {
    const environments = system.stacks.flatMap((stack) => stackEmitters.flatMap((emitter) => emitter(stack)));
    return [...environments, ...systemEmitters.flatMap((emitter) => emitter(system, environments))];
  });
  return JSON.stringify([files, findings]);
}

const plain = new Map<string, string>();

/** What is made without any prop, once for each construct. */
function plainOf(owner: string, make: Make, props: Record<string, unknown>): string {
  const made = plain.get(owner) ?? result(make, () => ({}), props);
  plain.set(owner, made);
  return made;
}

const project = new Project({ skipAddingFilesFromTsConfig: true });
const interfaces = project
  .addSourceFilesAtPaths(join(resolve(import.meta.dirname, '../../constructs'), '{core,blocks}/**/*.ts'))
  .flatMap((source) => source.getInterfaces())
  .filter(
    (one) =>
      one.isExported() &&
      /(Props|Options)$/.test(one.getName()) &&
      !['AppProps', 'StackProps', 'BackupProps'].includes(one.getName()),
  );
const optional = interfaces.flatMap((one) =>
  one
    .getProperties()
    .filter((property) => property.hasQuestionToken())
    .map((property) => [one.getName(), property.getName()] as const),
);

describe('every prop changes the output', () => {
  test('there are props to look at', () => {
    expect(optional.length).toBeGreaterThan(60);
  });

  test.each(optional)('%s.%s', (owner, prop) => {
    const make = makes[owner];
    const value = values[owner]?.[prop];
    if (make === undefined || value === undefined)
      throw new Error(`say in every-prop/ what ${owner}.${prop} is tried with`);
    const isReplicated = ['cluster', 'macros', 'ownNodes'].includes(prop);
    const over = (phase: Phase): Record<string, unknown> => {
      if (prop === 'networks') return { networks: [network(phase)] };
      if (prop === 'upgradeGate') {
        const running = new Service(phase, 'running', { image: 'example:1' });
        return { profile: 'tools', upgradeGate: () => running };
      }
      if (prop === 'build')
        return {
          build: {
            folder: 'web',
            copy: { '/etc/a': new ConfigFile(phase, 'a', { file: 'web/a', content: 'a' }) },
          },
        };
      if (prop === 'zookeeper') return { zookeeper: zookeeper(phase) };
      if (prop === 'kafka') return { kafka: kafka(phase) };
      if (isReplicated) return { ...value, zookeeper: zookeeper(phase) };
      return prop === 'edge' ? { ...value, publish } : value;
    };
    const publish = [{ published: 80, target: 80, protocol: 'tcp' }];
    const hasWorld = ['edge', 'zookeeper', 'kafka', 'upgradeGate'].includes(prop) || isReplicated;
    const without = (phase: Phase): Record<string, unknown> => {
      if (prop === 'edge') return { publish };
      if (prop === 'zookeeper') zookeeper(phase);
      if (prop === 'kafka') kafka(phase);
      if (isReplicated) return { zookeeper: zookeeper(phase) };
      if (prop !== 'upgradeGate') return {};
      new Service(phase, 'running', { image: 'example:1' });
      return { profile: 'tools' };
    };
    const props = owner === 'RoundTripProps' ? { site } : {};
    // Most props of a construct are compared with the same plain one.
    const base = hasWorld ? result(make, without, props) : plainOf(owner, make, props);
    expect(result(make, over, props)).not.toBe(base);
  });

  test.each([
    ['source', { source: 'stacks/other.ts' }],
    ['project', { project: 'old_shop' }],
    ['languages', { languages: ['id'] }],
    ['backups', { backups: { at: '01:00', keepDays: 2 } }],
    ['adopts', { adopts: { 'old-shop': {} } }],
    ['site', { site }],
    ['smoke', { site, smoke: [{ path: '/health' }] }],
    ['minimum', { minimum: { compose: '2.30', engine: '27.0' } }],
    ['runbook', { runbook: { about: 'It sells things.' } }],
    ['compose', { compose: { 'x-note': 'by hand' } }],
    ['networks', { networks: 'derived' }],
    [
      'backups.offsite',
      { backups: { at: '01:00', keepDays: 2, offsite: { image: 'restic/restic:0.18.1' } } },
    ],
  ])('StackProps.%s', (name, props) => {
    const make = (name === 'smoke' || name === 'networks' ? makes.CaddyOptions : makes.PostgresProps) as Make;
    const before =
      name === 'smoke'
        ? { site }
        : name === 'backups.offsite'
          ? { backups: { at: '01:00', keepDays: 2 } }
          : {};
    expect(result(make, () => ({}), props)).not.toBe(result(make, () => ({}), before));
  });
});
