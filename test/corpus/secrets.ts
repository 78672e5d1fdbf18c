import { Service } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

/** Secrets in places that nobody reads twice. */
export const secrets: readonly Defect[] = [
  {
    name: 'a token without a name',
    story: 'It was the third argument of a script. The repository was made public a year later.',
    rules: ['secret-not-literal'],
    guilty: ({ phase }) => {
      new Service(phase, 'upload', {
        image,
        command: ['upload', '--to', 'storage', 'q7Zt2LmXw9Rb4KcVh8TnYp3s'],
      });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'upload', { image, command: ['upload', '--to', 'storage', '--as', 'shop'] });
    },
  },
  {
    name: 'a password in a health check',
    story: 'docker inspect shows every health check, and every monitoring agent ships it.',
    rules: ['secret-not-literal'],
    guilty: ({ phase }) => {
      new Service(phase, 'cache', { image, health: { shell: 'redis-cli -a hunter22 ping' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'cache', { image, health: { shell: 'redis-cli ping' } });
    },
  },
];
