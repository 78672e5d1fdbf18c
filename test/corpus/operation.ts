import { ConfigFile, Service } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

/** Raw keys and overlays that say something else than the props. */
export const operation: readonly Defect[] = [
  {
    name: 'a memory limit said twice',
    story: 'mem_limit was raised by hand. "can\'t set distinct values on mem_limit": nothing started.',
    rules: ['limits-agree'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb', compose: { mem_limit: '2g' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb', compose: { mem_limit: 0 } });
    },
  },
  {
    name: 'processors said twice',
    story: 'The old file had cpus: 1.5. It was copied over as it was, and Compose refused the whole file.',
    rules: ['limits-agree'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, cpus: 1, compose: { cpus: 1.5 } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, cpus: 1.5, compose: { cpus: '1.5' } });
    },
  },
  {
    name: 'more memory reserved than allowed',
    story:
      'The limit was lowered and the reservation forgotten; the engine refused the container at the next deploy.',
    rules: ['limits-agree'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb', compose: { mem_reservation: '2g' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb', compose: { mem_reservation: '512m' } });
    },
  },
  {
    name: 'a raw timeout above the interval',
    story: 'A slow disk was met with timeout: 2m. A hanging site then counted as well for ten minutes.',
    rules: ['health-timing'],
    guilty: ({ phase }) => {
      const compose = { healthcheck: { timeout: '2m' } };
      new Service(phase, 'web', { image, health: { exec: ['shop', 'ready'] }, compose });
    },
    innocent: ({ phase }) => {
      const compose = { healthcheck: { interval: '2m', timeout: '2m' } };
      new Service(phase, 'web', { image, health: { exec: ['shop', 'ready'] }, compose });
    },
  },
  {
    name: 'a ClickHouse with the memory of the old host',
    story:
      'The overlay came from a bigger server. A report over a year ended with the kernel killing the server.',
    rules: ['memory-fits'],
    guilty: (world) => events(world, 8_589_934_592),
    innocent: (world) => events(world, 1_932_735_283),
  },
  {
    name: 'a restart policy for a cluster',
    story:
      'condition: none came with a file for Swarm. Compose reads it, too, and before restart: the worker stayed away.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      const compose = { restart: 'always', deploy: { restart_policy: { condition: 'none' } } };
      new Service(phase, 'worker', { image, compose });
    },
    innocent: ({ phase }) => {
      const compose = { restart: 'no', deploy: { restart_policy: { condition: 'any' } } };
      new Service(phase, 'worker', { image, compose });
    },
  },
  {
    name: 'processors that nobody reserves',
    story: 'Two processors were reserved for the database. Under load it had no more than anybody else.',
    rules: ['swarm-only'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', {
        image,
        compose: { deploy: { resources: { reservations: { cpus: '2' } } } },
      });
    },
    innocent: ({ phase }) => {
      const compose = { deploy: { resources: { reservations: { memory: '128M' } } } };
      new Service(phase, 'web', { image, compose });
    },
  },
  {
    name: 'more processors than the host has, by a raw key',
    story: 'The limit stood in a raw deploy, and moved with it to a smaller server.',
    rules: ['host-budget'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { deploy: { resources: { limits: { cpus: '8' } } } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { deploy: { resources: { limits: { cpus: '4' } } } } });
    },
  },
];

function events({ phase }: World, bytes: number): void {
  const config = new ConfigFile(phase, 'memory', {
    file: 'events/memory.xml',
    content: `<clickhouse><max_server_memory_usage>${bytes}</max_server_memory_usage></clickhouse>\n`,
  });
  new Service(phase, 'events', { image, memory: '2gb' }).mount(
    config,
    '/etc/clickhouse-server/config.d/memory.xml',
  );
}
