import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { isWritten } from '../../src/compose/form.ts';
import { merge } from '../../src/compose/merge.ts';
import { nothing, replace } from '../../src/compose/replace.ts';
import { anyCompose } from '../support/any-compose.ts';

const web = (base: object, over: object) =>
  Object(merge({ services: { web: base } }, { services: { web: over } })).services.web;

describe('a key of a service over the same key', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['image', 'a', 'b', 'b'],
    ['image', 'a', null, 'a'],
    ['init', true, false, false],
    ['command', ['a', 'b'], 'c', 'c'],
    ['entrypoint', 'a', [], []],
    ['healthcheck', { test: ['CMD', 'a'], retries: 3 }, { test: 'b' }, { test: 'b', retries: 3 }],
    ['environment', { A: '1', B: '2' }, ['B=3', 'C'], { A: '1', B: '3', C: null }],
    ['environment', ['A=1'], { A: 2 }, { A: '2' }],
    ['labels', ['${X}=1'], { b: 'c' }, ['${X}=1', 'b=c']],
    ['volumes', ['data:/data', './a:/a'], ['other:/data/:ro', '/b'], ['other:/data:ro', './a:/a', '/b']],
    ['volumes', ['a2:/x'], [{ type: 'tmpfs', target: '/x' }], [{ type: 'tmpfs', target: '/x' }]],
    ['ports', ['80:80'], ['81:80', { target: 80, published: 80 }], ['80:80/tcp', '81:80/tcp']],
    ['ports', ['127.0.0.1:80:80'], ['80:80'], ['127.0.0.1:80:80/tcp', '80:80/tcp']],
    ['networks', ['a'], { b: { aliases: ['x'] } }, { a: null, b: { aliases: ['x'] } }],
    ['networks', { a: { aliases: ['x'] } }, ['a'], { a: { aliases: ['x'] } }],
    ['networks', { a: { aliases: ['x'] } }, { a: { aliases: ['y'] } }, { a: { aliases: ['x', 'y'] } }],
    ['depends_on', ['a'], { a: { condition: 'service_healthy' } }, { a: { condition: 'service_healthy' } }],
    [
      'depends_on',
      { a: { condition: 'service_healthy' } },
      ['a', 'b'],
      { a: { condition: 'service_started' }, b: { condition: 'service_started' } },
    ],
    ['cap_add', ['A'], ['B', 'A'], ['A', 'B']],
    ['security_opt', ['a:1'], ['b:1', 'a:1'], ['a:1', 'b:1']],
    ['env_file', 'a', [{ path: 'a', required: false }, 'b'], [{ path: 'a', required: false }, 'b']],
    [
      'secrets',
      ['a'],
      [{ source: 'b', target: '/run/secrets/a' }],
      [{ source: 'b', target: '/run/secrets/a' }],
    ],
    ['configs', ['a'], ['b'], ['a', 'b']],
    ['expose', [80], ['80', 81], ['80', '81']],
    ['dns', '1.1.1.1', ['8.8.8.8'], ['1.1.1.1', '8.8.8.8']],
    ['tmpfs', '/a', '/b', ['/a', '/b']],
    ['extra_hosts', ['a=1.1.1.1'], { a: '1.1.1.2', b: '1.1.1.3' }, ['a=1.1.1.1', 'a=1.1.1.2', 'b=1.1.1.3']],
    ['profiles', ['a'], ['b'], ['a', 'b']],
    ['build', './a', { target: 'x' }, { context: './a', target: 'x' }],
    [
      'logging',
      { driver: 'a', options: { b: '1' } },
      { options: { c: '2' } },
      { driver: 'a', options: { b: '1', c: '2' } },
    ],
    ['logging', { driver: 'a', options: { b: '1' } }, { driver: 'c' }, { driver: 'c' }],
    ['ulimits', { nofile: { soft: 1, hard: 2 }, nproc: 3 }, { nofile: 4 }, { nofile: 4, nproc: 3 }],
    [
      'deploy',
      { resources: { limits: { memory: '1g', cpus: '1' } } },
      { resources: { limits: { memory: '2g' } } },
      { resources: { limits: { memory: '2g', cpus: '1' } } },
    ],
    ['x-a', { b: [1] }, { b: [2], c: 3 }, { b: [1, 2], c: 3 }],
  ])('%s: %j and %j', (key, base, over, merged) => {
    expect(web({ [key]: base }, { [key]: over })).toEqual({ [key]: merged });
  });

  test('pools of addresses are told apart by their subnets', () => {
    const ipam = (config: unknown) => ({ networks: { a: { ipam: { config } } } });
    expect(
      merge(
        ipam([{ subnet: '10.0.0.0/8' }]),
        ipam([{ subnet: '10.0.0.0/8', gateway: '10.0.0.1' }, { subnet: '11.0.0.0/8' }]),
      ),
    ).toEqual(ipam([{ subnet: '10.0.0.0/8', gateway: '10.0.0.1' }, { subnet: '11.0.0.0/8' }]));
  });
});

describe('what was marked takes the place of what stands there', () => {
  test.each<[unknown, unknown, unknown]>([
    [{ volumes: ['a:/a'] }, { volumes: replace(['b:/b']) }, { volumes: ['b:/b'] }],
    [{ security_opt: ['a'] }, { security_opt: replace([]) }, { security_opt: [] }],
    [{ environment: { A: '1' } }, { environment: replace({ B: '2' }) }, { environment: { B: '2' } }],
    [
      { deploy: { resources: { limits: { cpus: '1' } } } },
      { deploy: { resources: replace({}) } },
      { deploy: { resources: {} } },
    ],
    [{ image: 'a', ports: ['80:80'] }, { ports: nothing }, { image: 'a' }],
    [{ environment: { A: '1', B: '2' } }, { environment: { A: nothing } }, { environment: { B: '2' } }],
    [
      { image: 'a' },
      { volumes: replace(['b:/b']), labels: { c: nothing, d: 'e' } },
      { image: 'a', volumes: ['b:/b'], labels: { d: 'e' } },
    ],
  ])('%j and %j', (base, over, merged) => {
    expect(web(Object(base), Object(over))).toEqual(merged);
  });

  test('and is the value that it was', () => {
    expect(replace(['a'])).toEqual(['a']);
    expect(JSON.stringify({ a: replace({ b: 1 }) })).toBe('{"a":{"b":1}}');
  });
});

test('neither document is changed, and nothing is shared with the marks', () => {
  const base = { services: { web: { ports: ['80:80'], labels: { a: 'b' } } } };
  const over = { services: { web: { ports: ['81:81'], labels: { c: 'd' } } } };
  const before = JSON.stringify([base, over]);
  merge(base, over);
  expect(JSON.stringify([base, over])).toBe(before);
});

describe('laws', () => {
  const document = anyCompose({ variables: true }).map((one) => (isWritten(one) ? one : {}));
  const loose = new Set(['logging', 'x-ours', 'gpus']);
  const project = (written: unknown) => canonical(written).project;

  test('nothing over a document, and a document over nothing, is the document', () => {
    fc.assert(
      fc.property(document, (one) => {
        expect(project(merge(one, {}))).toEqual(project(one));
        expect(project(merge({}, one))).toEqual(project(one));
      }),
      { numRuns: 100, seed: 21 },
    );
  });

  test('three documents are the same, whichever two are merged first', () => {
    // Options of another log driver mean nothing, and neither a map over a number nor a list over `all` is one thing with it: there it
    // matters who met whom.
    const plain = document.map((one) =>
      JSON.parse(JSON.stringify(one, (key, value) => (loose.has(key) ? undefined : value))),
    );
    fc.assert(
      fc.property(plain, plain, plain, (a, b, c) => {
        const left = canonical(merge(merge(a, b), c));
        expect(left.faults).toEqual([]);
        expect(project(merge(a, merge(b, c)))).toEqual(left.project);
      }),
      { numRuns: 200, seed: 22 },
    );
  });
});
