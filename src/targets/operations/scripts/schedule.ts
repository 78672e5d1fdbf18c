import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { BackupSchedule } from '../../../model/backup.ts';
import type { StackModel } from '../../../model/stack.ts';
import { script } from './script.ts';

const always = ['runs.sh', 'check-backup', 'scheduled', 'schedule'].map(script);
const offsite = script('offsite');

/** What makes backups without anybody's hand, says whether they are late, and sends them elsewhere. */
export function schedule(stack: StackModel): readonly Artifact[] {
  const plan = stack.schedule;
  if (plan === undefined) return [];
  const facts = {
    notice: notice(stack),
    at: plan.at,
    drillAt: drillAt(plan),
    offsite: plan.offsite !== undefined,
    image: plan.offsite?.image ?? '',
  };
  return [...always, ...(plan.offsite === undefined ? [] : [offsite])].map((made) => made(facts));
}

/** Three hours after the backup: a drill does not run beside it. */
export function drillAt({ at }: BackupSchedule): string {
  const [hours = '', minutes = ''] = at.split(':');
  return `${String((Number(hours) + 3) % 24).padStart(2, '0')}:${minutes}`;
}
