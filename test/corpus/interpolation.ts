import { ConfigFile, Secret, Service, Variable, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';
const health = { exec: ['/bin/check'] } as const;

/** Declared in `.env.example`, because a service uses it. */
const greeting = ({ phase }: World) => {
  const variable = new Variable('GREETING', { description: 'What visitors are told.' });
  new Service(phase, 'bot', { image: 'example.org/bot:1.0.0', env: { SAY: variable }, health });
  return variable;
};

export const interpolation: readonly Defect[] = [
  {
    name: 'a shell variable that Compose eats',
    story: 'The server started with one worker: $WORKERS was empty when the shell read the line.',
    rules: ['dollar-doubled'],
    guilty: ({ phase }) => {
      const command = ['sh', '-c', 'exec serve --workers "$WORKERS"'];
      new Service(phase, 'web', { image, env: { WORKERS: 4 }, compose: { command } });
    },
    innocent: ({ phase }) => {
      const command = ['sh', '-c', 'exec serve --workers "$$WORKERS"'];
      new Service(phase, 'web', { image, env: { WORKERS: 4 }, compose: { command } });
    },
  },
  {
    name: 'a password hash in a label',
    story: 'Nobody could log in: Compose had taken $apr1 and the salt for variables.',
    rules: ['dollar-doubled'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { labels: { 'proxy.users': 'ops:$apr1$salt$sum' } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { labels: { 'proxy.users': 'ops:$$apr1$$salt$$sum' } } });
    },
  },
  {
    name: 'an expansion of bash in a raw health check',
    story: '"invalid interpolation format": Compose refused the project on the first deploy.',
    rules: ['dollar-doubled'],
    guilty: ({ phase }) => {
      const healthcheck = { test: ['CMD-SHELL', 'test "${HOSTNAME%%.*}" != x'] };
      new Service(phase, 'web', { image, compose: { healthcheck } });
    },
    innocent: ({ phase }) => {
      const healthcheck = { test: ['CMD-SHELL', 'test "$${HOSTNAME%%.*}" != x'] };
      new Service(phase, 'web', { image, compose: { healthcheck } });
    },
  },
  {
    name: 'a misspelt variable in a raw key',
    story: 'Compose printed a warning that nobody reads, and the label was empty.',
    rules: ['variables-declared'],
    guilty: (world) => {
      greeting(world);
      new Service(world.later, 'web', { image, compose: { labels: { say: '${GREETNG}' } } });
    },
    innocent: (world) => {
      greeting(world);
      new Service(world.later, 'web', { image, compose: { labels: { say: '${GREETING}' } } });
    },
  },
  {
    name: 'a default that nobody can change knowingly',
    story:
      'The time zone was Europe/Paris for a year: the variable was in no example, so no operator set it.',
    rules: ['variables-declared'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { environment: { TZ: '${TZ:-Europe/Paris}' } } });
    },
    innocent: ({ phase }) => {
      const zone = new Variable('TZ', { description: 'Time zone.', default: 'Europe/Paris' });
      new Service(phase, 'web', { image, env: { TZ: zone } });
    },
  },
  {
    name: 'a variable in a plain string',
    story: 'The banner said "Welcome to ${GREETING}" to every visitor.',
    rules: ['variables-reach'],
    guilty: (world) => {
      greeting(world);
      new Service(world.later, 'web', { image, env: { BANNER: 'Welcome to ${GREETING}' } });
    },
    innocent: (world) => {
      const say = greeting(world);
      new Service(world.later, 'web', { image, env: { BANNER: 'Welcome to ${GREETING}', GREETING: say } });
    },
  },
  {
    name: 'a script that reads what its container does not have',
    story: 'The variable was in .env and the script was mounted. .env is for Compose, not for containers.',
    rules: ['variables-reach'],
    guilty: (world) => {
      greeting(world);
      script(world, {});
    },
    innocent: (world) => script(world, { GREETING: greeting(world) }),
  },
  {
    name: 'a misspelt variable of an image',
    story: 'RabbitMQ started with the user guest, which may log in from localhost alone.',
    rules: ['variables-spelled'],
    guilty: (world) => queue(world, 'RABBITMQ_DEFAULT_PASSS'),
    innocent: (world) => queue(world, 'RABBITMQ_DEFAULT_PASS'),
  },
  {
    name: 'the domain of a laptop as a default',
    story: 'DOMAIN was missing on the new host. Every link in every e-mail pointed at localhost.',
    rules: ['default-per-environment'],
    guilty: ({ phase }) => {
      const site = new Variable('SITE_URL', {
        description: 'Where users go.',
        default: 'http://localhost:8000',
      });
      new Service(phase, 'web', { image, env: { SITE_URL: site } });
    },
    innocent: ({ phase }) => {
      const site = new Variable('SITE_URL', {
        description: 'Where users go.',
        example: 'https://shop.acme.io',
      });
      new Service(phase, 'web', { image, env: { SITE_URL: site } });
    },
  },
];

function script({ stack, later }: World, env: Readonly<Record<string, Variable>>): void {
  const file = new ConfigFile(stack, 'start', {
    file: 'web/start.sh',
    content: '#!/bin/sh\nexec serve --say "$GREETING"\n',
    comment: '#',
  });
  new Service(later, 'web', { image, command: ['sh', '/start.sh'], env }).mount(file, '/start.sh');
}

function queue({ stack, phase }: World, name: string): void {
  const password = new Secret('QUEUE_PASSWORD', { description: 'Password of the queue.' });
  const data = new Volume(stack, 'queue_data', { holds: 'Messages on their way', kind: 'cache' });
  new Service(phase, 'queue', {
    image: 'rabbitmq:4.1.2',
    hostname: 'queue',
    env: { RABBITMQ_DEFAULT_USER: 'shop', [name]: password },
    health: { exec: ['rabbitmq-diagnostics', '-q', 'ping'] },
  }).mount(data, '/var/lib/rabbitmq');
}
