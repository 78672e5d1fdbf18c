import { ComposeSecret, ConfigFile, Service, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

/** An address to which anybody may post; no whole one stands in this file. */
const webhook = ['https://discord.com/api', 'webhooks', '123456789012345678', 'aB3dE6gH'.repeat(8)].join('/');

/** A named volume that is a folder of the host. */
function bound({ stack, phase }: World, device: string): void {
  const compose = { driver: 'local', driver_opts: { type: 'none', o: 'bind', device } };
  const shared = new Volume(stack, 'shared', { holds: 'Files to read', kind: 'cache', compose });
  new Service(phase, 'files', { image }).mount(shared, '/srv');
}

/** A way into the host, into a store, or to somebody's account. */
export const doors: readonly Defect[] = [
  {
    name: 'the whole host in a file browser',
    story: 'It was mounted read-only, so nobody worried. Its log-in page was found; so was /etc/shadow.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'files', { image, compose: { volumes: ['/:/srv:ro'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'files', { image, compose: { volumes: ['/srv/shared:/srv:ro'] } });
    },
  },
  {
    name: 'a volume that is the root of the host',
    story: 'It looked like any named volume in the list of mounts. The device was "/".',
    rules: ['container-confined'],
    guilty: (world) => bound(world, '/'),
    innocent: (world) => bound(world, '/srv/shared'),
  },
  {
    name: 'a disk for a health check of disks',
    story:
      'The dashboard wanted the temperature of the disk. A hole in its upload wrote to the disk instead.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'smart', { image, compose: { devices: ['/dev/nvme0n1:/dev/nvme0n1:r'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'smart', { image, compose: { devices: ['/dev/dri:/dev/dri'] } });
    },
  },
  {
    name: 'an engine on port 2375',
    story: 'The runner needed an engine on another host. Somebody else needed one to mine on.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'runner', { image, env: { DOCKER_HOST: 'tcp://10.0.0.12:2375' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'runner', { image, env: { DOCKER_HOST: 'ssh://runner@10.0.0.12' } });
    },
  },
  {
    name: 'a service that the kernel may not end',
    story: 'It was never killed again. It stood still for a night instead, and its health check with it.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'search', { image, compose: { oom_kill_disable: true } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'search', { image, compose: { oom_score_adj: -500 } });
    },
  },
  {
    name: 'the address of a webhook in a configuration file',
    story: 'It is no password, said the review. A week later the channel was full of offers in its name.',
    rules: ['secret-not-literal'],
    guilty: ({ stack, phase }) => {
      const file = new ConfigFile(stack, 'alerts', {
        file: 'alerts/alerts.yml',
        content: `url: ${webhook}\n`,
      });
      new Service(phase, 'alerts', { image }).mount(file, '/etc/alerts.yml');
    },
    innocent: ({ stack, phase }) => {
      const content = 'url_file: /run/alerts/url\n';
      const file = new ConfigFile(stack, 'alerts', { file: 'alerts/alerts.yml', content });
      new Service(phase, 'alerts', { image }).mount(file, '/etc/alerts.yml');
    },
  },
  {
    name: 'a secret under two names',
    story: 'The stack declared db_password, the service read db-password. Nothing of the project started.',
    rules: ['configs-used'],
    guilty: ({ stack, phase }) => {
      new ComposeSecret(stack, 'db_password', { file: '/srv/shop/db-password' });
      new Service(phase, 'web', { image, compose: { secrets: ['db-password'] } });
    },
    innocent: ({ stack, phase }) => {
      new ComposeSecret(stack, 'db_password', { file: '/srv/shop/db-password' });
      new Service(phase, 'web', { image, compose: { secrets: ['db_password'] } });
    },
  },
];
