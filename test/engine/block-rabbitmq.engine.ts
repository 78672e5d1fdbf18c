import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { System, sourceOf } from './support/system.ts';

const image = blockImages.rabbitmq;
const source = sourceOf(
  'queues',
  ['RabbitMq', 'Service'],
  `const queue = new RabbitMq(core, 'queue', { image: '${image}', user: 'shop', vhost: 'orders', memory: '512mb', freeDisk: '200mb' });
  new Service(last, 'app', { image: '${blockImages.memcached}', env: { PASSWORD: queue.password }, memory: '64mb', stopGrace: '1s', command: ['sleep', 'infinity'] });`,
);
const system = new System('queues');
beforeAll(() => {
  system.becomes(source);
  system.mustMake('start');
});
afterAll(() => system.dispose());

/** Asks the management of the broker from the other container, as a user. */
const ask = (path: string, body?: unknown, method = 'POST', as = 'shop:$PASSWORD') =>
  system.mustExec(
    'app',
    [
      'sh',
      '-c',
      `curl -sS -u "${as}" -X ${body === undefined ? 'GET' : `${method} --json @-`} http://queue:15672/api/${path}`,
    ],
    body === undefined ? '' : JSON.stringify(body),
  );
const publish = (queue: string, payload: string) =>
  expect(
    ask('exchanges/orders/amq.default/publish', {
      properties: { delivery_mode: 2 },
      routing_key: queue,
      payload,
      payload_encoding: 'string',
    }),
  ).toBe('{"routed":true}');
const fetched = (queue: string): readonly string[] =>
  JSON.parse(
    ask(`queues/orders/${queue}/get`, { count: 9, ackmode: 'ack_requeue_true', encoding: 'auto' }),
  ).map(({ payload }: { payload: string }) => payload);
const ctl = (...words: readonly string[]) => system.mustExec('queue', ['rabbitmqctl', '--quiet', ...words]);
const held = () => [fetched('mail'), fetched('ledger').toSorted()];
const all = [
  ['one', 'a line\nand "another"'],
  ['debit', 'late'],
];

it('saves queues, messages and users, and brings them back', () => {
  ask('queues/orders/mail', { durable: true }, 'PUT');
  ask('queues/orders/ledger', { durable: true, arguments: { 'x-queue-type': 'quorum' } }, 'PUT');
  for (const payload of all[0] ?? []) publish('mail', payload);
  for (const payload of all[1] ?? []) publish('ledger', payload);
  system.mustExec('queue', ['sh', '-c', 'echo other-word | rabbitmqctl -q add_user clerk']);
  ctl('add_vhost', 'returns');
  expect(held()).toEqual(all);
  system.mustMake('backup');
  system.mustMake('start');
  publish('mail', 'after the backup');
  system.mustMake('restore-drill', 'BACKUP=latest');
  system.mustMake('destroy');
  expect(system.has('volume')).toEqual([]);
  expect(system.mustMake('restore', 'BACKUP=latest')).toMatch(/queue_data +files +(\d+) +\1 +equal/);
  expect(held()).toEqual(all);
  expect(ctl('authenticate_user', 'clerk', 'other-word')).toContain('Success');
  expect(ctl('list_vhosts')).toContain('returns');
  const definitions = JSON.parse(system.mustExec('queue', ['cat', '/var/lib/rabbitmq/definitions.json']));
  expect(definitions.queues.map(({ name }: { name: string }) => name).toSorted()).toEqual(['ledger', 'mail']);
});

it('holds after a second start what it held, for its node is called the same', () => {
  system.compose('up', '--detach', '--force-recreate', '--wait', 'queue');
  system.mustMake('start');
  expect(held()).toEqual(all);
  expect(system.mustExec('queue', ['sh', '-c', 'ls -d /var/lib/rabbitmq/mnesia/*@*[a-z]'])).toContain(
    'rabbit@queue',
  );
});

it('lets nobody in from outside or with a wrong password, and keeps to its limits', () => {
  expect(ask('whoami', undefined, '', 'shop:wrong')).toContain('not_authori');
  expect(ask('whoami', undefined, '', 'guest:guest')).toContain('not_authori');
  expect(system.compose('port', 'queue', '15672').trim()).toMatch(/^(:0)?$/);
  expect(JSON.parse(ctl('status', '--formatter', 'json'))).toMatchObject({
    vm_memory_high_watermark_limit: 307 * 1024 ** 2,
    disk_free_limit: 200 * 1024 ** 2,
  });
  const greeting = `exec 3<>/dev/tcp/queue/5672; printf 'AMQP\\0\\0\\11\\1' >&3; head -c 300 <&3 | tr -cd '[:print:]'`;
  expect(system.mustExec('app', ['bash', '-c', greeting])).toContain('rabbit@queue');
});

it('takes another password by make rotate, and as its runbook says', () => {
  const before = system.mustExec('app', ['printenv', 'PASSWORD']);
  system.mustMake('rotate', 'SECRET=QUEUE_PASSWORD');
  expect(ask('whoami')).toContain('"name":"shop"');
  expect(ask('whoami', undefined, '', `shop:${before}`)).toContain('not_authori');
  expect(held()).toEqual(all);
  system.mustExec('queue', ['sh', '-c', `printf "%s\\n" another | rabbitmqctl change_password shop`]);
  expect(ask('whoami', undefined, '', 'shop:another')).toContain('"name":"shop"');
});
