import { nativeBackup } from '../../../../constructs/blocks/clickhouse/backup.ts';
import { dataDirectory, majorVersion } from '../../../../constructs/blocks/postgres/backup.ts';
import type { StackModel } from '../../../../constructs/index.ts';
import { Secret, text, Volume } from '../../../../constructs/index.ts';
import { container } from './service.ts';
import type { Right } from './world.ts';
import { host } from './world.ts';

/** The constructs and verbs of `constructs/core`. */
export const core: Right = {
  'new App': () => [],
  'new Stack': ({ app, environment, name }) => [
    app,
    'other',
    environment,
    {
      title: 'Shop',
      version: '1',
      source: 'stacks/a.ts',
      languages: ['id', 'en'],
      backups: { at: '01:00', keepDays: 2, offsite: { image: 'restic/restic:0.18.1' } },
      adopts: { 'old-shop': { volumes: {}, without: [], names: { a: 'b' }, notes: ['c'] } },
      site: text`https://${name}`,
      smoke: [{ path: '/health', status: 204, jsonTrue: ['ok'], site: 'https://b.example.com' }],
      minimum: { compose: '2.30', engine: '27.0' },
      runbook: {
        about: 'It sells.',
        deploy: ['a'],
        troubleshooting: [{ symptom: 'a', mend: 'b', commands: ['c'] }],
      },
      compose: { 'x-a': 1 },
    },
  ],
  'Stack.phases': () => ['migrate', 'site'],
  'Stack.acknowledge': ({ web }) => ['state-backed-up', [web], 'Because.'],
  'Stack.roundTrip': ({ web, job }) => [
    'an order',
    {
      prepare: job,
      needs: { ID: { in: web, script: 'key', missing: 'no key' } },
      send: { path: '/', body: '{"a":"$ID"}', status: 201 },
      stages: [{ in: web, script: 'true', broken: 'lost', by: web }],
      clean: { in: web, script: 'clean' },
    },
  ],
  'new Phase': ({ stack }) => [stack, 'later'],
  'new Service': (w) => [
    w.core,
    'made',
    {
      ...container(w),
      health: { exec: ['true', w.name], interval: '7s', timeout: '3s', retries: 9, startPeriod: '11s' },
      port: 8000,
      otherPorts: { 8001: 'metrics' },
      publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }],
      edge: {
        product: 'Proxy',
        tls: 'public',
        sites: [w.name],
        routes: { '/*': w.web.address },
      },
      backup: { method: nativeBackup, volumes: [w.data], name: 'kept', words: ['a'], fullEvery: 7 },
      console: { target: 'prompt', help: 'Open a prompt', command: ['prompt'] },
    },
  ],
  'new ExistingProxy': (w) => [
    w.core,
    'made',
    { product: 'nginx', domain: w.name, routes: { '/*': w.web }, port: { web: 8080 } },
  ],
  'Service.at': () => [8000],
  'Service.reaches': ({ zookeeper }) => [zookeeper],
  'Service.waitFor': ({ zookeeper }) => [zookeeper],
  'Service.worksWith': ({ zookeeper }) => [zookeeper, '>=3.5 <4'],
  'Service.mount': ({ data }) => [data, '/data', { readOnly: true }],
  'Service.foresee': () => [
    { symptom: 'It burns.', mend: { en: 'Water.', id: 'Air.' }, commands: ['true'], afterwards: 'Dry it.' },
  ],
  'Service.store': ({ data }) => [
    { method: nativeBackup, volumes: [data], name: 'kept', words: ['a'], fullEvery: 7 },
  ],
  archived: ({ data }) => [data],
  fileBeside: () => [import.meta.url, './core.ts'],
  folderBeside: () => [import.meta.url, './.'],
  'Service.takeOver': ({ data, zookeeper }) => [
    { method: { ...dataDirectory, startsTwice: 'Why.' }, volumes: [data], needs: [zookeeper], words: ['a'] },
  ],
  'Service.bindToMajor': ({ data }) => [{ method: majorVersion, volume: data, words: ['a'] }],
  'new Job': (w) => [
    w.core,
    'made',
    {
      ...container(w),
      runs: 'always',
      target: 'do-it',
      help: 'Do it',
      profile: 'tools',
      schedule: '@daily',
      upgradeGate: () => w.web,
    },
  ],
  'new Volume': ({ core }) => [
    core,
    'made',
    {
      holds: 'Files.',
      room: 'Delete.',
      kind: 'cache',
      backup: { method: nativeBackup },
      external: { name: 'old', create: true },
      compose: { driver: 'local' },
    },
  ],
  'new HostPath': ({ core, name }) => [
    core,
    'made',
    { path: name, holds: 'Films.', kind: 'folder', owner: '1000:1000', readOnly: true },
  ],
  'new ExistingServer': ({ core, name }) => [
    core,
    'made',
    { host: name, port: 5432, description: 'The database of the house.' },
  ],
  'Volume.emptyWith': ({ core }) => [new Volume(core, 'more', { holds: 'More.' })],
  'new Network': ({ stack }) => [
    stack,
    'made',
    { purpose: 'All.', external: 'proxy', compose: { attachable: true } },
  ],
  'new OperationsFile': ({ core }) => [
    core,
    'made',
    { file: 'a/page.md', content: ({ title }: StackModel) => title, executable: true, comment: '#' },
  ],
  'new ConfigFile': ({ core, web, name }) => [
    core,
    'made',
    {
      file: 'a/b',
      content: {
        format: {
          name: 'HCL',
          comment: '#',
          escapes: { hcl: (value: readonly unknown[]) => JSON.stringify(value) },
        },
        template: '{{#each to}}{{hcl this}}{{/each}}',
        facts: {
          to: [web.address, text`a${name}`],
          on: true,
          of: { password: { kind: 'env', name: 'P' } },
        },
      },
      comment: '#',
    },
  ],
  'new Secret': () => ['MADE', { description: 'Signs.', group: 'Keys', bytes: 16 }],
  'new Variable': () => [
    'MADE',
    { description: 'It.', group: 'Names', default: 'a', example: 'b', pattern: '[a-z]+' },
  ],
  'new SecretFile': () => [new Secret('MADE', { description: 'Signs.' })],
  'new Address': ({ web }) => [web, 80],
  'new Template': ({ name }) => [['a', name, 1]],
  text: ({ name }) => [['a', 'b'], name],
  replace: () => [['a:/a']],
  sqlite: () => ['/data/app.db'],
  'new Environment': () => ['made', { host, guarded: true }],
  'Environment.all': () => [{ made: { host: { ...host, name: 'big' }, guarded: true } }],
  'Environment.pick': () => [{ test: 1, other: 2 }],
};
