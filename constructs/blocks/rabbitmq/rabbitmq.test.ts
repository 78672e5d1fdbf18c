import { expect, test } from 'vitest';
import { ruleFindings } from '../../../src/compile/rules.ts';
import { Match, Output } from '../../../src/testing.ts';
import { authored } from '../../../test/support/author.ts';
import type { RabbitMqProps } from '../../index.ts';
import { Caddy, RabbitMq, Service } from '../../index.ts';

const image = 'rabbitmq:4.1.6-management-alpine';
const broker = (props: Partial<RabbitMqProps> = {}) =>
  authored((core, site) => {
    const queue = new RabbitMq(core, 'queue', { image, ...props });
    new Service(site, 'web', { image: 'example:1', env: { URL: queue.url, SECRET: queue.password } });
  });

test('a node whose data lie under the name of its host, with a user and no port of the host', () => {
  const output = Output.of(broker());
  output.hasService('queue', {
    hostname: 'queue',
    environment: Match.objectEquals({
      RABBITMQ_DEFAULT_USER: 'queue',
      RABBITMQ_DEFAULT_PASS: Match.variable('QUEUE_PASSWORD'),
      RABBITMQ_DEFAULT_VHOST: '/',
    }),
    ports: Match.absent(),
    read_only: true,
    cap_drop: ['ALL'],
    ulimits: { nofile: { soft: 16_384, hard: 16_384 } },
    stop_grace_period: '60s',
  });
  output.hasService('web', {
    environment: { URL: 'amqp://queue:${QUEUE_PASSWORD:?run make init}@queue:5672/%2F' },
  });
});

test('a user and a virtual host of another name', () => {
  Output.of(broker({ user: 'shop', vhost: 'orders' })).hasService('web', {
    environment: { URL: 'amqp://shop:${QUEUE_PASSWORD:?run make init}@queue:5672/orders' },
  });
  expect(() => broker({ vhost: 'a/b' })).toThrow(/vhost of "queue"/);
  expect(() => broker({ user: 'a:b' })).toThrow(/user of "queue"/);
});

test('it holds back who publishes before its container is killed or the disk is full', () => {
  const limits = (props: Partial<RabbitMqProps>) => {
    const content = broker(props).files.find(({ file }) => file === 'queue/limits.conf')?.content;
    return content?.kind === 'text' ? content.text : undefined;
  };
  expect(limits({})).toContain(
    'vm_memory_high_watermark.absolute = 614MiB\ndisk_free_limit.absolute = 614MiB\n',
  );
  expect(limits({ memory: '2gb', maxMemory: '1gb', freeDisk: '5gb' })).toContain(
    'vm_memory_high_watermark.absolute = 1024MiB\ndisk_free_limit.absolute = 5120MiB\n',
  );
  expect(() => broker({ maxMemory: '1gb' })).toThrow(
    expect.objectContaining({
      code: 'rabbitmq-memory',
      message: 'maxMemory of "queue" is 1024 MiB, and its container is killed beyond 1024 MiB',
    }),
  );
});

test('its definitions are written while it runs, its files copied while it stands still', () => {
  expect(broker().stores).toMatchObject([
    {
      name: 'queue_data',
      meanwhile: 'stop',
      before: ['sh', '-c', expect.stringContaining('export_definitions /var/lib/rabbitmq/definitions.json')],
      method: { name: 'archive' },
      volumes: ['queue_data'],
    },
  ]);
  expect(broker({ backup: { pause: true } }).stores).toMatchObject([{ meanwhile: 'pause' }]);
  expect(broker({ backup: false }).stores).toEqual([]);
});

test('who manages it comes from inside: no route leads there', () => {
  const stack = authored((core, site) => {
    const queue = new RabbitMq(core, 'queue', { image });
    const routes = { '/queue/*': queue.at(15_672) };
    new Caddy(site, 'caddy', {
      image: 'caddy:2.11.7-alpine',
      domain: 'shop.example.com',
      tls: 'internal',
      routes,
    });
  });
  expect(ruleFindings(stack).map(({ rule }) => rule)).toContain('admin-inside');
  const listens = (tag: `rabbitmq:${string}`) =>
    broker({ image: tag }).services[0]?.listens.map(({ port }) => port);
  expect(listens(image)).toEqual([5672, 15_672]);
  expect(listens('rabbitmq:4.1.6-alpine')).toEqual([5672]);
});
