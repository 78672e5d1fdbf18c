import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { print } from '../../src/compose/print.ts';
import { data } from './attributes/data.ts';
import { health } from './attributes/health.ts';
import { network } from './attributes/network.ts';
import { read } from './attributes/read.ts';
import { running } from './attributes/running.ts';

describe('an attribute, in each spelling', () => {
  test.each([...running, ...data, ...network, ...health])(
    '%s %j',
    (key, written, value, printed = written) => {
      const { web, faults, printed: document } = read({ [String(key)]: written });
      expect(faults).toEqual([]);
      expect(web).toEqual(value);
      expect(document).toEqual({ [String(key)]: printed });
      expect(read(document).web).toEqual(web);
    },
  );

  test('a volume of one letter is no drive of Windows', () => {
    const written = { volumes: [{ type: 'volume', source: 'C', target: '/x', volume: {} }] };
    expect(read(written).printed).toEqual(written);
  });

  test('nothing at all is no word about a command, and an empty one clears it', () => {
    expect(read({ command: null, entrypoint: '' }).web).toEqual({ entrypoint: [] });
  });
});

describe('what is beside services', () => {
  test.each<[string, object, object, object?]>([
    ['networks', { a: null }, { networks: new Map([['a', {}]]) }, { a: {} }],
    [
      'volumes',
      { a: { external: { name: 'b' } } },
      { volumes: new Map([['a', { name: ['b'], external: true }]]) },
      { a: { name: 'b', external: true } },
    ],
    [
      'networks',
      { a: { internal: 'true', ipam: { config: [{ subnet: '10.0.0.0/8' }] } } },
      { networks: new Map([['a', { internal: true, ipam: { config: [{ subnet: ['10.0.0.0/8'] }] } }]]) },
      { a: { internal: true, ipam: { config: [{ subnet: '10.0.0.0/8' }] } } },
    ],
    ['configs', { a: { content: '$$x' } }, { configs: new Map([['a', { content: ['$x'] }]]) }],
    ['include', ['a', { path: ['b', 'c'] }], { include: [{ path: [['a']] }, { path: [['b'], ['c']] }] }],
  ])('%s %j', (key, written, project, printed = written) => {
    const read = canonical({ [key]: written });
    expect(read).toEqual({ project, faults: [] });
    expect(print(read.project)).toEqual({ [String(key)]: printed });
  });
});
