import { expect, test } from 'vitest';
import { readImage } from '../../src/compose/image.ts';
import { endpointOf } from '../../src/registry/endpoint.ts';

const hub = {
  registry: 'docker.io',
  login: 'https://index.docker.io/v1/',
  host: 'registry-1.docker.io',
  loopback: false,
};

test.each([
  ['postgres:12.13', { ...hub, repository: 'library/postgres' }],
  ['posthog/posthog:release-1.43.0', { ...hub, repository: 'posthog/posthog' }],
  ['docker.io/postgres:12.13', { ...hub, repository: 'library/postgres' }],
  ['index.docker.io/library/postgres:12.13', { ...hub, repository: 'library/postgres' }],
  [
    'ghcr.io/a/b/c:1',
    { registry: 'ghcr.io', login: 'ghcr.io', host: 'ghcr.io', repository: 'a/b/c', loopback: false },
  ],
  [
    'localhost:5000/a:1',
    {
      registry: 'localhost:5000',
      login: 'localhost:5000',
      host: 'localhost:5000',
      repository: 'a',
      loopback: true,
    },
  ],
  [
    '127.1.2.3/a:1',
    { registry: '127.1.2.3', login: '127.1.2.3', host: '127.1.2.3', repository: 'a', loopback: true },
  ],
  [
    '127.0.0.1.example.org/a:1',
    {
      registry: '127.0.0.1.example.org',
      login: '127.0.0.1.example.org',
      host: '127.0.0.1.example.org',
      repository: 'a',
      loopback: false,
    },
  ],
])('%s', (image, endpoint) => {
  expect(endpointOf(readImage(image) ?? { repository: '' })).toEqual(endpoint);
});
