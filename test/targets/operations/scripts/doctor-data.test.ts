import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { environment, variable } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { examine, model } from './examine.ts';

describe('what is kept', () => {
  const volumes = (
    ...ids: string[]
  ) => `'volume ls '*.Name*) printf '%s\\n' ${ids.map((id) => `'shop-test_${id} ${id}'`).join(' ')} ;;
'volume ls '*) printf '%s\\n' ${ids.join(' ')} ;;`;
  /** A complete backup of that time. */
  const backup = (ago: string) =>
    `b=backups/$(date -u -d ${ago} +%Y%m%dT%H%M%SZ); mkdir -p $b backups/20990101T000000Z; touch $b/manifest $b/SHA256SUMS`;
  const yesterday = backup('-20hours');

  test('a volume is missing beside others', () => {
    expect(examine({ answers: volumes('web_data'), before: yesterday }).findings).toEqual([
      'warning: the volume more_data is missing, others of shop-test are there -> it will be made empty; if it held data, restore a backup',
    ]);
  });

  test('a recent backup is fine', () => {
    const { out, findings } = examine({ answers: volumes('web_data', 'more_data'), before: yesterday });
    expect(findings).toEqual([]);
    expect(out).toContain('ok       newest backup 2');
  });

  test.each([
    ['-30hours', 30],
    ['-40days', 960],
    ['-400days', 9600],
  ])('an old one is named: %s', (ago, hours) => {
    const { status, findings } = examine({
      answers: volumes('web_data', 'more_data'),
      before: backup(ago),
    });
    expect(status).toBe(1);
    expect(findings.map((said) => said.replace(/\d{8}T\d{6}Z/, 'NAME'))).toEqual([
      `error: the newest backup, NAME, is ${hours} hours old -> make status says what became of the schedule; run: make backup`,
    ]);
  });

  test('a key of the backups that others can read is named', () => {
    const keys = (mode: string) =>
      examine({ before: `touch .backup-keys; chmod ${mode} .backup-keys` }).findings;
    expect(keys('640')).toEqual([
      'error: .backup-keys is not a file that you alone can read: whoever reads it can make backups in your name -> run: chmod 600 .backup-keys',
    ]);
    expect(keys('600')).toEqual([]);
    expect(keys('400')).toEqual([]);
  });

  test('none is named once there is data', () => {
    expect(examine({}).findings).toEqual([]);
    const none = (over: Partial<StackModel> = {}) =>
      examine({ answers: volumes('web_data', 'more_data'), over }).findings.map((said) =>
        said.replace(/ in .*? -> /, ' -> '),
      );
    expect(none()).toEqual(['warning: there is no backup -> run: make backup']);
    expect(none({ environment: { ...environment, guarded: true } })).toEqual([
      'error: there is no backup -> run: make backup',
      'warning: the schedule of the backups is not installed on this host -> run: sudo make schedule',
    ]);
  });

  test('what sends copies elsewhere is looked for only where they are sent', () => {
    const over = {
      variables: [variable({ name: 'OFFSITE_REPOSITORY', default: '' })],
      schedule: { at: '03:00', keepDays: 3, offsite: { image: 'restic/restic:0.18.1' } },
    };
    const answers = "'image inspect restic/'* | 'manifest inspect restic/'*) exit 1 ;;";
    expect(examine({ env: '', answers, over }).findings).toEqual([]);
    expect(examine({ env: 'OFFSITE_REPOSITORY=/mnt\n', answers, over }).findings).toContain(
      'error: the image restic/restic:0.18.1 is not on this host, and its registry does not offer it -> correct the tag; a private registry needs docker login',
    );
  });

  test('without a schedule nobody asks for one', () => {
    const { schedule: _, ...unscheduled } = model();
    const folder = operationsFolder(unscheduled);
    expect(folder.read('scripts/doctor')).not.toContain('check-backup');
  });
});
