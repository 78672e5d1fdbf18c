import { describe, expect, test } from 'vitest';
import type { BackupProps } from '../../../constructs/index.ts';
import { App, Environment, Stack } from '../../../constructs/index.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authorPlace } from '../../../src/model/place.ts';
import { english, said } from '../../../src/model/words.ts';

const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;

/** The model of a stack with these backups; a test may write what an author without types would. */
function made(backups: unknown) {
  const [environment] = Environment.all({ test: { host } });
  if (environment === undefined) throw new Error('no environment');
  const props = {
    title: 'Shop',
    version: '1',
    ...(backups !== undefined && { backups: backups as BackupProps }),
  };
  return new Stack(new App(), 'shop', environment, props).toModel();
}

function refused(backups: unknown): StowageError {
  try {
    made(backups);
  } catch (error) {
    if (error instanceof StowageError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('backups', () => {
  test.each(['27:99', '24:00', '3:00', '03:60', '-1:30', '03:00:00', ' 03:00', '1e1:00', '', 3])(
    'cannot begin at %s',
    (at) => {
      const { code, message, fix } = refused({ at, keepDays: 3 });
      expect({ code, message, fix }).toEqual({
        code: 'bad-prop',
        message: `backups.at of "shop" is ${JSON.stringify(at)}, not a time of day`,
        fix: "write at: '03:00'",
      });
    },
  );

  test.each([-3, 0, 2.5, 3651, Number.NaN, Number.POSITIVE_INFINITY, '14', undefined])(
    'cannot be kept for %s days',
    (keepDays) => {
      const { code, message, fix } = refused({ at: '03:00', keepDays });
      expect({ code, message, fix }).toEqual({
        code: 'bad-prop',
        message: `backups.keepDays of "shop" is ${typeof keepDays === 'string' ? `"${keepDays}"` : keepDays}, not a whole number from 1 to 3650`,
        fix: 'write keepDays: 14',
      });
    },
  );

  test('the mistake is at the line of the author', () => {
    expect(authorPlace(refused({ at: '27:99', keepDays: 3 }).stack)?.file).toMatch(/backup\.test\.ts$/);
  });

  test.each(['00:00', '23:59'] as const)('may begin at %s', (at) => {
    expect(made({ at, keepDays: 1 }).schedule).toEqual({ at, keepDays: 1, reads: ['BACKUP_PING_URL'] });
  });
});

describe('what the operator is asked for', () => {
  const asked = (backups?: unknown) =>
    made(backups).variables.map(
      ({ name, kind, required, group }) => `${said(group, english)}: ${kind} ${name} ${required}`,
    );

  test('nothing, when nothing is scheduled', () => {
    expect(asked()).toEqual([]);
  });

  test('whom to call, which is optional', () => {
    expect(asked({ at: '03:00', keepDays: 3 })).toEqual(['Backups: variable BACKUP_PING_URL false']);
  });

  test('where copies go, which is optional; the password of them is drawn', () => {
    const offsite = { image: 'restic/restic:0.18.1' };
    const model = made({ at: '03:00', keepDays: 3, offsite });
    expect(model.schedule?.offsite).toEqual({ image: 'restic/restic:0.18.1' });
    expect(asked({ at: '03:00', keepDays: 3, offsite })).toEqual([
      'Backups: variable BACKUP_PING_URL false',
      'Backups: variable OFFSITE_REPOSITORY false',
      'Backups: secret RESTIC_PASSWORD true',
      'Backups: variable OFFSITE_S3_ACCESS_KEY_ID false',
      'Backups: variable OFFSITE_S3_SECRET_ACCESS_KEY false',
      'Backups: variable OFFSITE_S3_REGION false',
    ]);
  });

  test('in both languages', () => {
    const { variables } = made({ at: '03:00', keepDays: 3, offsite: { image: 'restic/restic:0.18.1' } });
    for (const { name, description } of variables)
      expect([name, Object.keys(Object(description))]).toEqual([name, ['en', 'id']]);
  });
});
