import { expect, test } from 'vitest';
import { json } from '../../../src/cli/formats/json.ts';
import { broken, found, hostile, many, passed, verdict } from '../../support/verdict.ts';

test('every finding with its parts, and a path that is the same on every machine', () => {
  expect(JSON.parse(json(verdict([found({ severity: 'warn' })])))).toEqual({
    version: 1,
    failOn: 'error',
    failed: false,
    counts: { error: 0, warn: 1, info: 0 },
    findings: [
      {
        rule: 'job-awaited',
        severity: 'warn',
        path: 'shop-production/core/seed',
        place: { file: 'stacks/shop.ts', line: 41, column: 5 },
        message: 'nothing waits for the job "seed"',
        fix: 'let a service wait for it',
      },
    ],
  });
});

test('it fails from --fail-on upwards', () => {
  const failed = (severity: 'error' | 'warn' | 'info', failOn: 'error' | 'warn') =>
    JSON.parse(json(verdict([found({ severity })], { failOn }))).failed;
  expect(failed('error', 'error')).toBe(true);
  expect(failed('warn', 'error')).toBe(false);
  expect(failed('warn', 'warn')).toBe(true);
  expect(failed('info', 'warn')).toBe(false);
});

test('hostile texts come back whole', () => {
  expect(JSON.parse(json(verdict(many))).findings[4].message).toBe(hostile);
});

test('a stack that is broken is not a clean one', () => {
  expect(JSON.parse(json(verdict([], { broken })))).toMatchObject({
    failed: true,
    findings: [],
    broken: { rule: 'syntax', place: { file: 'stacks/shop.ts', line: 41 } },
  });
});

test('a line that leads to another one says so', () => {
  expect(JSON.parse(json(verdict([passed]))).findings[0].place).toEqual({
    file: 'stacks/shop.ts',
    line: 41,
    column: 5,
    by: { file: 'stacks/ours.ts', line: 12, column: 3 },
  });
});
