import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { run } from './support/tool.ts';

const system = new System('events');
const clusterId = 'Q2xpZmYgUmljaGFyZCAxMg';
const source = sourceOf(
  'events',
  ['Kafka', 'Service'],
  `const events = new Kafka(core, 'events', { image: '${blockImages.kafka3}', clusterId: '${clusterId}', authentication: true, memory: '768mb', backup: { stop: true } });
  const health = { exec: ['true'], interval: '1s' } as const;
  new Service(last, 'web', { image: '${images.posthog}', entrypoint: ['sleep', 'infinity'], memory: '64mb', health, init: true }).waitFor(events);`,
);

/** A tool of the broker's own container, at the listener that asks for no password. */
const tool = (name: string, words: readonly string[], input = '') =>
  system.mustExec(
    'events',
    [
      'env',
      'KAFKA_HEAP_OPTS=-Xmx128m',
      `/opt/kafka/bin/${name}.sh`,
      '--bootstrap-server',
      '127.0.0.1:9094',
      ...words,
    ],
    input,
  );
const orders = ['--topic', 'orders'];
const read = (group: string, count: number) =>
  tool('kafka-console-consumer', [
    ...['--group', group, '--from-beginning', '--max-messages', String(count), '--timeout-ms', '20000'],
    ...orders,
  ])
    .split('\n')
    .sort()
    .join(' ');
/** The cluster, its node, the topics, and how far a group of consumers is. */
const held = () =>
  [
    system.mustExec('events', [
      'sed',
      '-n',
      '/^cluster.id\\|^node.id\\|^directory.id/p',
      '/var/lib/kafka/data/meta.properties',
    ]),
    tool('kafka-topics', ['--describe', ...orders]).replaceAll(/\s+/g, ' '),
    /^readers +orders .*$/m.exec(tool('kafka-consumer-groups', ['--describe', '--group', 'readers']))?.[0],
  ].join('\n');
let known = '';

beforeAll(() => {
  system.becomes(source);
  // Each question starts a Java machine.
  system.asksEach('3s');
  system.mustMake('start');
});
afterAll(() => system.dispose());

it('a first start makes a cluster of the id that is said, where a client without the password lists nothing', () => {
  tool('kafka-topics', ['--create', '--partitions', '2', ...orders]);
  tool('kafka-console-producer', ['--request-required-acks', 'all', ...orders], 'one\ntwo\nthree\n');
  expect(read('readers', 3)).toBe('one three two');
  known = held();
  expect(known).toContain(`cluster.id=${clusterId}`);
  expect(known).toMatch(/^readers +orders /m);
  const outside = ['/opt/kafka/bin/kafka-topics.sh', '--bootstrap-server', 'events:9092', '--list'];
  const { code, out, err } = system.exec('events', ['timeout', '15', ...outside]);
  expect([code === 0, out + err]).toEqual([false, expect.not.stringContaining('orders')]);
});

it('another container finds topics, messages and groups; with the id of another cluster none starts', () => {
  system.compose('up', '--detach', '--wait', '--no-deps', '--force-recreate', 'events');
  expect(held()).toBe(known);
  system.compose('stop', 'events');
  const words = [
    'compose',
    'run',
    '--rm',
    '-T',
    '--no-deps',
    '--env',
    'CLUSTER_ID=AAAAAAAAAAAAAAAAAAAAAA',
    'events',
  ];
  const { code, out, err } = run('docker', words, { cwd: system.folder, env: system.env });
  expect([code === 0, out + err]).toEqual([false, expect.stringContaining('Invalid cluster.id')]);
  system.mustMake('start');
  expect(held()).toBe(known);
});

it('all of it comes back from a backup when it is gone, and goes on', () => {
  system.mustMake('backup');
  system.mustMake('destroy');
  system.mustMake('restore', 'BACKUP=latest');
  expect(held()).toBe(known);
  tool('kafka-console-producer', ['--request-required-acks', 'all', ...orders], 'four\n');
  expect(read('others', 4)).toBe('four one three two');
});
