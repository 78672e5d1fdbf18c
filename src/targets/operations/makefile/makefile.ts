import { keepsRunning, startsAlways } from '../../../lower/runs.ts';
import { configOf } from '../../../lower.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import { notice } from '../notice.ts';
import type { PhaseMembers } from '../phases.ts';
import { phasesOf } from '../phases.ts';
import { archivedProducts } from '../scripts/adopt-tar.ts';
import { hasSmokeTest } from '../scripts/smoke-test.ts';
import { template } from '../template.ts';
import { makefileWords } from './makefile-words.ts';

const render = template<object>('Makefile');

/** The Makefile: everything that an operator does with one environment, a target each. */
export function makefile(stack: StackModel): readonly Artifact[] {
  const phases = phaseTargets(stack);
  const taken = new Set(phases.map(({ target }) => target));
  const jobs = stack.services.flatMap((service) => {
    const { id, job } = service;
    return job === undefined || taken.has(job.target)
      ? []
      : [{ id, target: job.target, help: job.help[stack.language], profile: !startsAlways(service) }];
  });
  const consoles = stack.services.flatMap(({ id, console }) =>
    console === undefined ? [] : [{ service: id, ...console, help: console.help[stack.language] }],
  );
  const services = stack.services.filter(keepsRunning).map(({ id }) => id);
  const smoke = hasSmokeTest(stack);
  const content = render({
    notice: notice(stack),
    title: stack.title,
    version: stack.version,
    environment: stack.environment.name,
    project: stack.project,
    application: application(stack) ?? '',
    words: makefileWords(stack.language, application(stack) ?? '', archivedProducts(stack)),
    phases,
    services,
    trailing: trailing(stack),
    jobs,
    consoles,
    smoke,
    schedule: stack.schedule !== undefined,
    offsite: stack.schedule?.offsite !== undefined,
    ...inventory(
      stack,
      [...phases, ...jobs, ...consoles].map(({ target }) => target),
    ),
  });
  return [{ path: 'Makefile', content, executable: false }];
}

/** The targets that start the system step by step, in start order. */
export function phaseTargets(stack: StackModel): readonly PhaseTarget[] {
  const last = new Set(trailing(stack));
  return phasesOf(stack).flatMap((phase) => phaseTarget(stack, phase, last));
}

interface PhaseTarget {
  readonly target: string;
  readonly help: string;
  readonly services: readonly string[];
  readonly jobs: readonly string[];
  readonly trailing: readonly string[];
}

/** `start-<phase>` where something keeps running, the phase's own name where there are jobs alone. */
function phaseTarget(
  { language }: StackModel,
  { id, members: all }: PhaseMembers,
  last: ReadonlySet<string>,
): readonly PhaseTarget[] {
  const members = all.filter(startsAlways);
  const services = members.filter(keepsRunning).map((service) => service.id);
  const jobs = members.filter((service) => !keepsRunning(service));
  if (members.length === 0) return [];
  const own = {
    services,
    jobs: jobs.map((job) => job.id),
    trailing: jobs.flatMap(({ id }) => (last.has(id) ? [id] : [])),
  };
  const names = services.join(', ');
  const starts = {
    en: `Start ${names}; wait until healthy`,
    id: `Menjalankan ${names}; menunggu sampai sehat`,
  };
  if (services.length > 0) return [{ target: `start-${id}`, help: starts[language], ...own }];
  const does = jobs.map(({ job }) => job?.help[language]).join('; ');
  const runs = { en: `${does}, now and in any case`, id: `${does}, sekarang dan dalam keadaan apa pun` };
  return [{ target: id, help: runs[language], ...own }];
}

/** Jobs of the start order that no other container waits for: nothing but their name starts them. */
function trailing(stack: StackModel): readonly string[] {
  const awaited = new Set<string>();
  for (const service of stack.services.filter(startsAlways))
    for (const name of configOf(service).dependsOn?.keys() ?? []) awaited.add(name);
  return stack.services
    .filter((service) => !keepsRunning(service) && startsAlways(service) && !awaited.has(service.id))
    .map(({ id }) => id);
}

/** The service that `make shell` opens: the first one of the last phase that is not the edge. */
function application(stack: StackModel): string | undefined {
  const running = stack.services.filter(keepsRunning);
  const last = running.filter(({ phase }) => phase === running.at(-1)?.phase);
  return (last.find(({ edge }) => !edge) ?? last[0])?.id;
}

const setUp = ['help', 'init', 'doctor', 'config', 'build', 'pull'];
const always = [
  ...['start', 'stop', 'restart', 'down', 'status', 'disk-usage', 'logs', 'shell'],
  ...[
    'backup',
    'backups',
    'verify-backup',
    'restore',
    'restore-drill',
    'prune-backups',
    'upgrade',
    'adopt',
    'destroy',
  ],
];

const scheduled = ['check-backup', 'schedule', 'unschedule'];
const offsite = ['offsite-init', 'backup-offsite', 'offsite-backups', 'offsite-fetch', 'offsite-check'];

/** Every target, and how wide the longest is. */
function inventory(stack: StackModel, own: readonly string[]): object {
  const targets = [
    ...[...setUp, ...own, ...always],
    ...(hasSmokeTest(stack) ? ['smoke-test'] : []),
    ...(stack.schedule === undefined ? [] : scheduled),
    ...(stack.schedule?.offsite === undefined ? [] : offsite),
  ];
  return { targets, width: String(Math.max(...targets.map(({ length }) => length))) };
}
