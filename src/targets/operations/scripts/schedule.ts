import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { BackupSchedule } from '../../../model/backup.ts';
import { calendars, cronFields, readCron } from '../../../model/cron.ts';
import type { StackModel } from '../../../model/stack.ts';
import { script } from './script.ts';

const runs = script('runs.sh');
const check = script('check-backup');
const timers = ['scheduled', 'schedule'].map(script);
const offsite = script('offsite');

/** What makes backups and runs jobs without anybody's hand, says whether backups are late, and sends them elsewhere. */
export function schedule(stack: StackModel): readonly Artifact[] {
  const plan = stack.schedule;
  const jobs = scheduledJobs(stack);
  if (plan === undefined && jobs.length === 0) return [];
  const facts = {
    notice: notice(stack),
    at: plan?.at ?? '',
    drillAt: plan === undefined ? '' : drillAt(plan),
    offsite: plan?.offsite !== undefined,
    image: plan?.offsite?.image ?? '',
    jobs,
    timerFiles: timerFiles(stack),
    kinds: [...(plan === undefined ? [] : ['backup', 'drill']), ...jobs.map(({ id }) => `job-${id}`)],
  };
  const brought = [
    runs,
    ...(plan === undefined ? [] : [check]),
    ...timers,
    ...(plan?.offsite === undefined ? [] : [offsite]),
  ];
  return brought.map((made) => made(facts));
}

/** The jobs that timers of the host run, with their times as each reader has them. */
export function scheduledJobs({ services }: StackModel): readonly ScheduledJob[] {
  return services.flatMap(({ id, job }) => {
    const cron = job?.schedule === undefined ? undefined : readCron(job.schedule);
    return job?.schedule === undefined || cron === undefined || typeof cron === 'string'
      ? []
      : [
          {
            id,
            target: job.target,
            written: job.schedule.trim(),
            cron: cronFields(cron),
            calendars: calendars(cron),
          },
        ];
  });
}

/** What is installed on the host, by what follows the name of the project: units of systemd, and files of cron. */
export function timerFiles(stack: StackModel): readonly string[] {
  const jobs = scheduledJobs(stack).map(({ id }) => `job-${id}`);
  const kinds = stack.schedule === undefined ? jobs : ['backup', 'drill', ...jobs];
  return [
    ...kinds.flatMap((kind) => [`${kind}.service`, `${kind}.timer`]),
    ...(stack.schedule === undefined ? [] : ['backup']),
    ...(jobs.length === 0 ? [] : ['jobs']),
  ];
}

/** Whether timers of the host do anything for it. */
export function hasTimers(stack: StackModel): boolean {
  return stack.schedule !== undefined || scheduledJobs(stack).length > 0;
}

interface ScheduledJob {
  readonly id: string;
  /** The target of the Makefile that runs it by hand. */
  readonly target: string;
  readonly written: string;
  readonly cron: string;
  readonly calendars: readonly string[];
}

/** Three hours after the backup: a drill does not run beside it. */
export function drillAt({ at }: BackupSchedule): string {
  const [hours = '', minutes = ''] = at.split(':');
  return `${String((Number(hours) + 3) % 24).padStart(2, '0')}:${minutes}`;
}
