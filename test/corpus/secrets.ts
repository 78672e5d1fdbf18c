import { Secret, Service, text, Variable } from '../../constructs/index.ts';
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
  {
    name: 'a secret in a Dockerfile that stands in the stack',
    story: 'ENV kept the token in every layer of the image, and the image was pushed for a colleague.',
    rules: ['secret-in-image'],
    guilty: ({ phase }) => {
      const token = new Secret('FEED', { description: 'Opens the package feed.' });
      const build = { dockerfile_inline: 'FROM example.org/shop:1.0.0\nENV FEED=${FEED}\n' };
      new Service(phase, 'web', { image, env: { FEED: token }, compose: { build } });
    },
    innocent: ({ phase }) => {
      const token = new Secret('FEED', { description: 'Opens the package feed.' });
      const build = { dockerfile_inline: 'FROM example.org/shop:1.0.0\nENV PORT=8000\n' };
      new Service(phase, 'web', { image, env: { FEED: token }, compose: { build } });
    },
  },
  {
    name: 'a name in the line of a shell',
    story: 'The name of the shop was O’Reilly with a plain quote. The container ended with a syntax error.',
    rules: ['secret-fits'],
    guilty: ({ phase }) => {
      const name = new Variable('SHOP_NAME', { description: 'Name of the shop.', default: 'Shop' });
      new Service(phase, 'web', { image, command: ['sh', '-c', text`exec shop --name '${name}'`] });
    },
    innocent: ({ phase }) => {
      const name = new Variable('SHOP_NAME', { description: 'Name of the shop.', default: 'Shop' });
      new Service(phase, 'web', { image, command: ['shop', '--name', name] });
    },
  },
];
