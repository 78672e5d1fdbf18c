import { describe, expect, test } from 'vitest';
import { calendars, cronFields, readCron } from '../../src/model/cron.ts';

const read = (expression: string) => {
  const cron = readCron(expression);
  return typeof cron === 'string' ? cron : [cronFields(cron), ...calendars(cron)];
};

describe('an expression of cron', () => {
  test.each([
    ['*/15 * * * *', '0,15,30,45 * * * *', '*-*-* *:00,15,30,45:00'],
    ['5 3 * * *', '5 3 * * *', '*-*-* 03:05:00'],
    ['0 8-17/3 * * MON-fri', '0 8,11,14,17 * * 1,2,3,4,5', 'Mon,Tue,Wed,Thu,Fri *-*-* 08,11,14,17:00:00'],
    ['0 0 1,15 jan,7 *', '0 0 1,15 1,7 *', '*-01,07-01,15 00:00:00'],
    ['* * * * *', '* * * * *', '*-*-* *:*:00'],
    ['0 0 * * 7', '0 0 * * 0', 'Sun *-*-* 00:00:00'],
    ['0-59 0-23 1-31 1-12 0-6', '* * * * *', '*-*-* *:*:00'],
    ['  @daily ', '0 0 * * *', '*-*-* 00:00:00'],
    ['0 0 29 2 *', '0 0 29 2 *', '*-02-29 00:00:00'],
  ])('%s', (expression, fields, calendar) => {
    expect(read(expression)).toEqual([fields, calendar]);
  });

  test('where both days are said, either will do', () => {
    expect(read('0 6 1 * mon')).toEqual(['0 6 1 * 1', '*-*-01 06:00:00', 'Mon *-*-* 06:00:00']);
  });

  test.each([
    ['', 'it must have five fields: minute, hour, day of the month, month, day of the week'],
    ['* * * *', 'it must have five fields: minute, hour, day of the month, month, day of the week'],
    ['0 0 0 * * *', 'it must have five fields: minute, hour, day of the month, month, day of the week'],
    ['@reboot', 'it must have five fields: minute, hour, day of the month, month, day of the week'],
    ['60 * * * *', '"60" is no minute: numbers from 0 to 59, ranges, steps and lists of them'],
    ['* 9-5 * * *', '"9-5" is no hour: numbers from 0 to 23, ranges, steps and lists of them'],
    ['* * 0 * *', '"0" is no day of the month: numbers from 1 to 31, ranges, steps and lists of them'],
    ['* * * mai *', '"mai" is no month: numbers from 1 to 12, ranges, steps and lists of them'],
    ['* * * * L', '"L" is no day of the week: numbers from 0 to 7, ranges, steps and lists of them'],
    ['*/0 * * * *', '"*/0" is no minute: numbers from 0 to 59, ranges, steps and lists of them'],
    ['5/10 * * * *', '"5/10" is no minute: numbers from 0 to 59, ranges, steps and lists of them'],
    ['1,,2 * * * *', '"1,,2" is no minute: numbers from 0 to 59, ranges, steps and lists of them'],
    ['1-2-3 * * * *', '"1-2-3" is no minute: numbers from 0 to 59, ranges, steps and lists of them'],
    ['0 0 30 2 *', 'no such day ever comes'],
    [
      '0 0 */2 * mon',
      'some programs called cron take the two days as either, some as both, where one of them begins with *: write the numbers out',
    ],
  ])('%s is none', (expression, fault) => {
    expect(read(expression)).toBe(fault);
  });
});
