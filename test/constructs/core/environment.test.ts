import { expect, test } from 'vitest';
import { Environment } from '../../../constructs/index.ts';

const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;

test('each has its facts, in the order in which they were written', () => {
  const all = Environment.all({ staging: { host }, production: { host, guarded: true } });
  expect(all.map(({ model }) => model)).toEqual([
    { name: 'staging', host, guarded: false },
    { name: 'production', host, guarded: true },
  ]);
});

test('each picks what is its own', () => {
  const all = Environment.all({ staging: { host }, production: { host } });
  expect(all.map((environment) => environment.pick({ staging: 1, production: 'two' }))).toEqual([1, 'two']);
});

test.each(['Production', '1st', '-a', 'a b', 'a/b', 'a_b', ''])(
  '%j cannot be a folder and a project',
  (name) => {
    expect(() => Environment.all({ [name]: { host } })).toThrow(
      expect.objectContaining({
        code: 'bad-environment-name',
        message: `"${name}" cannot be the name of an environment`,
      }),
    );
  },
);
