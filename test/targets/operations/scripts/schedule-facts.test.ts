import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { drillAt, schedule } from '../../../../src/targets/operations/scripts/schedule.ts';
import { shop } from '../../../support/shop.ts';

const sending = shop({ schedule: { at: '03:00', keepDays: 14, offsite: { image: 'restic/restic:0.18.1' } } });
const listed = (model = shop()) => schedule(model).map(({ path, executable }) => `${executable} ${path}`);

test('a stack without a schedule has none of its scripts', () => {
  const { schedule: _, ...unscheduled } = shop();
  expect(listed(unscheduled)).toEqual([]);
});

test('what sends copies elsewhere is there when the stack asks for it', () => {
  const always = [
    'false scripts/runs.sh',
    'true scripts/check-backup',
    'true scripts/scheduled',
    'true scripts/schedule',
  ];
  expect(listed()).toEqual(always);
  expect(listed(sending)).toEqual([...always, 'true scripts/offsite']);
  const text = schedule(shop())
    .map(({ content }) => content)
    .join('');
  expect(text).not.toMatch(/OFFSITE|restic/);
});

test.each(schedule(sending))('bash reads $path', ({ content }) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: content, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('a drill begins three hours after the backup', () => {
  test.each([
    ['03:00', '06:00'],
    ['22:45', '01:45'],
    ['00:07', '03:07'],
  ])('%s, %s', (at, drill) => {
    expect(drillAt({ at, keepDays: 1 })).toBe(drill);
  });
});
