import { describe, expect, test } from 'vitest';
import { spellText } from '../../src/compose/interpolation.ts';
import { replace } from '../../src/compose/replace.ts';
import type { Text } from '../../src/compose/text.ts';
import { configOf, lower } from '../../src/lower.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import type { VariableModel } from '../../src/model/variable.ts';
import { said, service, stack, variable, volume } from '../support/model.ts';

const contents = { imageOf: () => 'made/by:us', labelsOf: () => new Map([['digest', ['a']]]) };
const lowered = (over: Partial<StackModel>) => lower(stack(over), contents);
const spelled = (value: Text, variables: readonly VariableModel[] = []) => {
  const project = lowered({ services: [service({ env: [{ name: 'E', value }] })], variables });
  return spellText(project.services?.get('web')?.environment?.get('E') ?? []);
};
const x = { kind: 'variable', name: 'X' } as const;

describe('a text', () => {
  test('has each dollar sign doubled, in a literal and in a default', () => {
    expect(spelled(['a$b ', x], [variable({ name: 'X', default: '5$' })])).toBe('a$$b ${X:-5$$}');
  });

  test('says what to do about what must be set', () => {
    expect(spelled([x], [variable({ name: 'X', kind: 'secret', bytes: 32 })])).toBe('${X:?run make init}');
    expect(spelled([x], [variable({ name: 'X', kind: 'secret' })])).toBe('${X:?set X in .env}');
    expect(spelled([x], [variable({ name: 'X' })])).toBe('${X:?set X in .env}');
    expect(spelled([x])).toBe('${X:?set X in .env}');
  });

  test('has a default, be it empty', () => {
    expect(spelled([x], [variable({ name: 'X', default: '' })])).toBe('${X:-}');
  });

  test('keeps its addresses', () => {
    const address = { kind: 'address', service: 'db', port: 5432 } as const;
    const project = lowered({ services: [service({ env: [{ name: 'E', value: ['pg://', address] }] })] });
    expect(project.services?.get('web')?.environment?.get('E')).toEqual(['pg://', address]);
  });
});

describe('a service without raw keys is the same as one whose raw keys say nothing', () => {
  const health = { interval: '5s', timeout: '3s', retries: 3, startPeriod: '10s' } as const;
  const job = { runs: 'once', target: 'seed', help: said('Seeds') } as const;
  test.each<[string, Partial<ServiceModel>]>([
    ['nothing but an image', {}],
    ['texts of its own', { env: [{ name: 'A', value: ['a'] }], command: [['b']], aliases: [['c']] }],
    [
      'a variable in env',
      {
        env: [
          { name: 'A', value: ['a', x] },
          { name: 'B', value: [] },
        ],
      },
    ],
    ['one in its command', { command: [['a'], [x]], entrypoint: [['b']] }],
    ['one in its entrypoint', { entrypoint: [[x], ['a']] }],
    ['one in a path of the host', { mounts: [{ kind: 'host', source: [x], target: '/x', readOnly: true }] }],
    ['one in an alias', { aliases: [['a-', x]], networks: ['net'] }],
    ['one in its health check', { health: { test: { exec: [['ask'], [x]] }, ...health } }],
    ['one in a line of a health check', { health: { test: { shell: ['ask ', x] }, ...health } }],
    ['one in a job that runs once', { kind: 'job', job, command: [[x]], readOnly: true }],
    [
      'an image that is built',
      { build: { folder: 'web', copies: [] }, health: { test: { exec: [['a']] }, ...health } },
    ],
  ])('%s', (_, over) => {
    const config = (compose: ServiceModel['compose']) => {
      const { rest: __, ...config } =
        lowered({ services: [service({ ...over, compose })] }).services?.get('web') ?? {};
      return config;
    };
    expect(config({})).toEqual(config({ 'x-nothing': 1 }));
    expect(config({})).toMatchObject({ image: ['made/by:us'], labels: new Map([['digest', ['a']]]) });
  });
});

describe('raw keys', () => {
  test('of a service, a volume and the stack go over what the constructs say', () => {
    const project = lowered({
      services: [service({ compose: { labels: { mine: 'b' }, image: 'x:1' } })],
      volumes: [volume({ id: 'data', compose: { driver: 'local' } }), volume({ id: 'other' })],
      compose: { volumes: { data: { external: true } }, secrets: { token: { file: './t' } }, 'x-a': 1 },
    });
    expect(project.services?.get('web')).toMatchObject({
      image: ['x:1'],
      labels: new Map([
        ['digest', ['a']],
        ['mine', ['b']],
      ]),
    });
    expect(project.volumes).toEqual(
      new Map([
        ['data', { driver: ['local'], external: true }],
        ['other', {}],
      ]),
    );
    expect(project.secrets).toEqual(new Map([['token', { file: ['./t'] }]]));
    expect(project.rest).toEqual(new Map([['x-a', 1]]));
  });

  test('of one service leave the others as they are', () => {
    const [a, b] = [service({ id: 'a' }), service({ id: 'b', compose: { restart: 'no' } })];
    const { services } = lowered({ services: [a, b], compose: { services: { a: { tty: true } } } });
    expect([services?.get('a')?.tty, services?.get('b')?.restart, services?.get('a')?.restart]).toEqual([
      true,
      ['no'],
      ['unless-stopped'],
    ]);
  });

  test('that contain themselves come to an end', () => {
    const loop: Record<string, unknown> = {};
    loop.self = [loop];
    expect(configOf(service({ compose: { 'x-a': loop, labels: loop } })).rest?.has('x-a')).toBe(true);
  });

  test('that replace take the place of ours', () => {
    expect(configOf(service({ compose: { security_opt: replace(['seccomp=x']) } })).securityOpt).toEqual([
      ['seccomp=x'],
    ]);
  });
});
