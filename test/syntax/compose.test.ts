import { expect, test } from 'vitest';
import type { VariableModel } from '../../src/model/variable.ts';
import { interpolated } from '../../src/syntax/compose.ts';
import { variable } from '../support/model.ts';

const spelled = (over: Partial<VariableModel>) =>
  interpolated(['a$b ', { kind: 'variable', name: 'X' }], new Map([['X', variable({ name: 'X', ...over })]]));

test('a dollar sign is doubled, in a literal and in a default', () => {
  expect(spelled({ default: '5$' })).toBe('a$$b ${X:-5$$}');
});

test('what must be set says what to do about it', () => {
  expect(spelled({ kind: 'secret' })).toBe('a$$b ${X:?run make init}');
  expect(spelled({})).toBe('a$$b ${X:?set X in .env}');
  expect(interpolated([{ kind: 'variable', name: 'Y' }], new Map())).toBe('${Y:?set Y in .env}');
});

test('a default that is empty is one', () => {
  expect(spelled({ default: '' })).toBe('a$$b ${X:-}');
});

test('an address is a name, with its port when it has one', () => {
  const address = { kind: 'address', service: 'web' } as const;
  expect(interpolated([address, '/', { ...address, port: 80 }], new Map())).toBe('web/web:80');
});
