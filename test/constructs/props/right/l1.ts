import { text } from '../../../../constructs/index.ts';
import type { Right } from './world.ts';
import { image } from './world.ts';

/** The elements of Compose, of `constructs/l1`. */
export const l1: Right = {
  'new ComposeService': ({ core, key, name, web }) => [
    core,
    'made',
    {
      image,
      command: ['serve', '--url', text`http://${web.address}/`],
      environment: { NAME: name, KEY: key, N: 1 },
      labels: { site: text`Host(${name})`, 'x.y': true },
      ports: ['127.0.0.1:8000:8000', { target: 80, published: name }],
      depends_on: [web.host],
      healthcheck: { test: ['CMD', 'true'], interval: '3s' },
      deploy: { resources: { limits: { memory: name } } },
      'x-a': [{ b: 1 }],
    },
  ],
  'ComposeService.at': () => [8000],
  'new ComposeNetwork': ({ stack, name }) => [stack, 'made', { driver_opts: { a: name }, internal: true }],
  'new ComposeVolume': ({ stack, name }) => [stack, 'made', { driver: 'local', labels: [text`a=${name}`] }],
  'new ComposeConfig': ({ stack, name }) => [stack, 'made', { content: text`a ${name}` }],
  'new ComposeSecret': ({ stack, key }) => [stack, 'made', { environment: key }],
};
