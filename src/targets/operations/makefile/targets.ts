import { isChecked } from '../../../lower/readiness.ts';
import { keepsRunning, startsAlways } from '../../../lower/runs.ts';
import { configOf } from '../../../lower.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Words } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import type { PhaseMembers } from '../phases.ts';
import { phasesOf } from '../phases.ts';
import { phaseWords } from './makefile-words.ts';

export const setUp = ['help', 'init', 'doctor', 'config', 'build', 'pull', 'firewall', 'unfirewall'];
export const always = [
  ...['start', 'stop', 'restart', 'down', 'status', 'drift', 'disk-usage', 'logs', 'shell'],
  ...[
    'backup',
    'backups',
    'verify-backup',
    'restore',
    'restore-drill',
    'prune-backups',
    'plan',
    'upgrade',
    'rollback',
    'releases',
    'adopt',
    'destroy',
  ],
];

export const scheduled = ['check-backup'];
export const timers = ['schedule', 'unschedule'];
export const offsite = [
  'offsite-init',
  'backup-offsite',
  'offsite-backups',
  'offsite-fetch',
  'offsite-check',
];
export const smokeTest = 'smoke-test';
export const rotate = 'rotate';

/** The names that are ours in every Makefile, those too that a stack has only once it has a schedule or a site. */
export const ownTargets: readonly string[] = [
  ...setUp,
  ...always,
  smokeTest,
  rotate,
  ...scheduled,
  ...timers,
  ...offsite,
];

/** The targets that start the system step by step, in start order. */
export function phaseTargets(stack: StackModel): readonly PhaseTarget[] {
  const last = new Set(trailing(stack));
  return phasesOf(stack).flatMap((phase) => phaseTarget(stack, phase, last));
}

interface PhaseTarget {
  /** Its id. */
  readonly phase: string;
  readonly target: string;
  readonly help: string;
  readonly services: readonly string[];
  readonly jobs: readonly string[];
  readonly trailing: readonly string[];
}

/** `start-<phase>` where something keeps running, the phase's own name where there are jobs alone. */
function phaseTarget(
  { languages: [language] }: StackModel,
  { id, members: all }: PhaseMembers,
  last: ReadonlySet<string>,
): readonly PhaseTarget[] {
  const members = all.filter(startsAlways);
  const running = members.filter(keepsRunning);
  const services = running.map((service) => service.id);
  const jobs = members.filter((service) => !keepsRunning(service));
  if (members.length === 0) return [];
  const own = {
    phase: id,
    services,
    jobs: jobs.map((job) => job.id),
    trailing: jobs.flatMap(({ id }) => (last.has(id) ? [id] : [])),
  };
  const say = (words: Words, what: string) => said(words, language).replace('%s', () => what);
  if (services.length > 0) {
    const { start, startSome, startSilent } = phaseWords;
    const words = running.every(isChecked) ? start : running.some(isChecked) ? startSome : startSilent;
    return [{ target: `start-${id}`, help: say(words, services.join(', ')), ...own }];
  }
  const does = jobs.map(({ job }) => said(job?.help ?? '', language)).join('; ');
  return [{ target: id, help: say(phaseWords.run, does), ...own }];
}

/** Jobs of the start order that no other container waits for: nothing but their name starts them. */
export function trailing(stack: StackModel): readonly string[] {
  const awaited = new Set<string>();
  for (const service of stack.services.filter(startsAlways))
    for (const name of configOf(service).dependsOn?.keys() ?? []) awaited.add(name);
  return stack.services
    .filter((service) => !keepsRunning(service) && startsAlways(service) && !awaited.has(service.id))
    .map(({ id }) => id);
}
