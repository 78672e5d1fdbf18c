import { expect, test } from 'vitest';
import { keyChanges } from '../../src/plan/keys.ts';

test.each([
  ['a text', { user: 'a' }, { user: 'b' }, [{ keys: ['user'], from: 'a', to: 'b' }]],
  ['one that comes', {}, { user: 'b' }, [{ keys: ['user'], to: 'b' }]],
  ['one that goes', { user: 'a' }, {}, [{ keys: ['user'], from: 'a' }]],
  [
    'a map that comes is said key by key',
    {},
    { deploy: { resources: { limits: { memory: '1g' } } } },
    [{ keys: ['deploy', 'resources', 'limits', 'memory'], to: '1g' }],
  ],
  ['an empty map that comes', {}, { labels: {} }, [{ keys: ['labels'], to: '' }]],
  [
    'items of a list: those that differ, two and two',
    { ports: ['80:80', '81:81'] },
    { ports: ['80:80', '82:81', '83:83'] },
    [
      { keys: ['ports'], from: '81:81', to: '82:81' },
      { keys: ['ports'], to: '83:83' },
    ],
  ],
  ['another order', { dns: ['a', 'b'] }, { dns: ['b', 'a'] }, [{ keys: ['dns'], from: 'a b', to: 'b a' }]],
  [
    'a command is a line',
    { command: ['run', '--a'] },
    { command: ['run', '--b'] },
    [{ keys: ['command'], from: 'run --a', to: 'run --b' }],
  ],
  [
    'a list of maps',
    { configs: [{ source: 'a', target: '/a' }] },
    { configs: [{ source: 'a', target: '/b' }] },
    [{ keys: ['configs'], from: 'source: a, target: /a', to: 'source: a, target: /b' }],
  ],
])('%s', (_, before, after, changes) => {
  expect(keyChanges(before, after)).toEqual(changes);
});

test('what could be a secret is not said, and what names one is', () => {
  const changes = keyChanges(
    {
      environment: {
        API_TOKEN: 'c0ffee-4711-c0ffee',
        DB: 'postgres://app:hunter2hunter2@db/x',
        PASSWORD: '${OLD_PASSWORD:?}',
      },
    },
    {
      environment: {
        API_TOKEN: 'decaf-1147-decaf0',
        DB: 'postgres://app:${P}@db/x',
        PASSWORD: '${NEW_PASSWORD:?}',
      },
    },
  );
  expect(changes).toEqual([
    { keys: ['environment', 'API_TOKEN'], from: '***', to: '***' },
    { keys: ['environment', 'DB'], from: '***', to: 'postgres://app:${P}@db/x' },
    { keys: ['environment', 'PASSWORD'], from: '${OLD_PASSWORD:?}', to: '${NEW_PASSWORD:?}' },
  ]);
});
