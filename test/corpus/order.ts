import { Job, Service } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';
const health = { exec: ['/bin/check'] } as const;

export const order: readonly Defect[] = [
  {
    name: 'a job that nobody waits for',
    story: '`docker compose up --wait` ended with 1 although everything ran: the seed job had exited with 0.',
    rules: ['job-awaited'],
    guilty: ({ later }) => {
      new Job(later, 'seed', { image: 'example.org/shop:1.0.0', command: ['seed'] });
    },
    innocent: ({ phase, later }) => {
      new Job(phase, 'seed', { image: 'example.org/shop:1.0.0', command: ['seed'] });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    },
  },
  {
    name: 'a job that others only see started',
    story: 'The site started on the old schema, and `up --wait` exited 1 when the migration ended.',
    rules: ['job-awaited'],
    guilty: (world) => afterJob(world, ['migrate']),
    innocent: (world) => afterJob(world, { migrate: { condition: 'service_completed_successfully' } }),
  },
  {
    name: 'healthy without a health check',
    story: 'The deployment failed at once: "container db has no healthcheck configured".',
    rules: ['health-before-healthy'],
    guilty: ({ phase, later }) => {
      const cache = new Service(phase, 'cache', { image: 'example.org/kv:1.0.0' });
      new Service(later, 'web', { image }).waitFor(cache);
    },
    innocent: ({ phase, later }) => {
      const cache = new Service(phase, 'cache', { image: 'example.org/kv:1.0.0', health });
      new Service(phase, 'worker', { image: 'example.org/worker:1.0.0' });
      new Service(later, 'web', { image }).waitFor(cache);
    },
  },
  {
    name: 'a health check that was switched off for a test',
    story: '`disable: true` stayed in the file. It was noticed at the next deploy from nothing.',
    rules: ['health-before-healthy'],
    guilty: ({ phase, later }) => {
      const compose = { healthcheck: { disable: true } };
      new Service(phase, 'cache', { image: 'example.org/kv:1.0.0', health, compose });
      new Service(later, 'web', { image });
    },
    innocent: ({ phase, later }) => {
      const compose = { healthcheck: { interval: '5s' } };
      new Service(phase, 'cache', { image: 'example.org/kv:1.0.0', health, compose });
      new Service(later, 'web', { image });
    },
  },
  {
    name: 'a migration that restarts',
    story:
      'restart: always was on every service of the file. The migration ran again and again; the site never started.',
    rules: ['health-before-healthy'],
    guilty: (world) => migration(world, 'always'),
    innocent: (world) => migration(world, 'on-failure'),
  },
  {
    name: 'a dependency behind a profile that is not asked for',
    story:
      '`docker compose up` worked for the author, who had COMPOSE_PROFILES in the shell, and for nobody else.',
    rules: ['order-possible'],
    guilty: (world) => profiled(world, ['debug', 'tools']),
    innocent: (world) => profiled(world, ['debug']),
  },
  {
    name: 'a loop through three services',
    story: '"dependency cycle detected: web -> api -> web": the third one was added by another team.',
    rules: ['order-possible'],
    guilty: ({ phase }) => {
      const [a, b, c] = ['api', 'auth', 'mail'].map((id) => new Service(phase, id, { image, health }));
      if (a && b && c) {
        a.waitFor(b);
        b.waitFor(c);
        c.waitFor(a);
      }
    },
    innocent: ({ phase }) => {
      const [a, b, c] = ['api', 'auth', 'mail'].map((id) => new Service(phase, id, { image, health }));
      if (a && b && c) {
        a.waitFor(b, c);
        b.waitFor(c);
      }
    },
  },
  {
    name: 'a phase that waits for a later one',
    story:
      'The exporter was put beside the stores and made to wait for the site, which waits for the stores.',
    rules: ['order-possible'],
    guilty: ({ phase, later }) => {
      const exporter = new Service(phase, 'exporter', { image, health });
      exporter.waitFor(new Service(later, 'web', { image, health }));
    },
    innocent: ({ later }) => {
      const exporter = new Service(later, 'exporter', { image, health });
      exporter.waitFor(new Service(later, 'web', { image, health }));
    },
  },
  {
    name: 'a phase of which everything is behind a profile',
    story: 'The migration got a profile so that it would not run twice. It did not run at all any more.',
    rules: ['phase-starts'],
    guilty: ({ phase, later }) => {
      new Job(phase, 'migrate', { image, command: ['migrate'], profile: 'tools' });
      new Service(later, 'web', { image });
    },
    innocent: ({ phase, later }) => {
      new Job(phase, 'migrate', { image, command: ['migrate'] });
      new Service(later, 'web', { image });
    },
  },
  {
    name: 'the network of a container that is not there',
    story: 'The VPN was taken out of the file, and what used its network stayed.',
    rules: ['order-possible'],
    guilty: ({ phase }) => {
      new Service(phase, 'downloader', { image, compose: { network_mode: 'service:vpn' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'vpn', { image: 'example.org/vpn:1.0.0' });
      new Service(phase, 'downloader', { image, compose: { network_mode: 'service:vpn' } });
    },
  },
];

function afterJob(
  { phase, later }: World,
  depends_on:
    | readonly string[]
    | { readonly migrate: { readonly condition: 'service_completed_successfully' } },
): void {
  new Job(phase, 'migrate', { image, command: ['migrate'] });
  new Service(later, 'web', { image, compose: { depends_on } });
}

function migration({ phase, later }: World, restart: 'always' | 'on-failure'): void {
  new Job(phase, 'migrate', { image, command: ['migrate'], compose: { restart } });
  new Service(later, 'web', { image });
}

function profiled({ phase, later }: World, profiles: readonly string[]): void {
  const compose = { profiles: ['debug'] };
  new Service(phase, 'mailbox', { image: 'example.org/mail:1.0.0', health, compose });
  new Service(later, 'web', {
    image,
    compose: { profiles, depends_on: { mailbox: { condition: 'service_healthy' } } },
  });
}
