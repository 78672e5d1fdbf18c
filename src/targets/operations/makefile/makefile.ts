import { notice } from '../../../files/notice.ts';
import { keepsRunning, startsAlways } from '../../../lower/runs.ts';
import { configOf } from '../../../lower.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import { said } from '../../../model/words.ts';
import { archivedProducts } from '../scripts/adopt-tar.ts';
import { hasMajors, movesMajors } from '../scripts/majors.ts';
import { hasRotation } from '../scripts/rotation.ts';
import { hasTimers, scheduledJobs } from '../scripts/schedule.ts';
import { hasSmokeTest } from '../scripts/smoke-test.ts';
import { template } from '../template.ts';
import { makefileWords } from './makefile-words.ts';
import {
  always,
  offsite,
  phaseTargets,
  rotate,
  scheduled,
  setUp,
  smokeTest,
  timers,
  trailing,
} from './targets.ts';

const render = template<object>('Makefile');

/** The Makefile: everything that an operator does with one environment, a target each. */
export function makefile(stack: StackModel): readonly Artifact[] {
  const [language] = stack.languages;
  const phases = phaseTargets(stack);
  const taken = new Set(phases.map(({ target }) => target));
  const jobs = stack.services.flatMap((service) => {
    const { id, job } = service;
    return job === undefined || taken.has(job.target)
      ? []
      : [{ id, target: job.target, help: said(job.help, language), profile: !startsAlways(service) }];
  });
  const consoles = stack.services.flatMap(({ id, console }) =>
    console === undefined ? [] : [{ service: id, ...console, help: said(console.help, language) }],
  );
  const services = stack.services.filter(keepsRunning).map(({ id }) => id);
  const timed = scheduledJobs(stack);
  const smoke = hasSmokeTest(stack);
  const content = render({
    notice: notice(stack),
    title: stack.title,
    version: stack.version,
    environment: stack.environment.name,
    application: shellService(stack) ?? '',
    words: makefileWords(language, shellService(stack) ?? '', archivedProducts(stack)),
    phases,
    services,
    trailing: trailing(stack),
    jobs,
    consoles,
    smoke,
    majors: hasMajors(stack),
    moves: movesMajors(stack),
    schedule: stack.schedule !== undefined,
    timers: hasTimers(stack),
    timed: timed.length > 0,
    offsite: stack.schedule?.offsite !== undefined,
    rotates: hasRotation(stack),
    restarting: restarting(stack),
    ...inventory(
      stack,
      [...phases, ...jobs, ...consoles].map(({ target }) => target),
    ),
  });
  return [{ path: 'Makefile', content, executable: false }];
}

/** The service that `make shell` opens: the first one of the last phase that is not the edge. */
export function shellService(stack: StackModel): string | undefined {
  const running = stack.services.filter(keepsRunning);
  const last = running.filter(({ phase }) => phase === running.at(-1)?.phase);
  return (last.find(({ edge }) => !edge) ?? last[0])?.id;
}

/** For each service who must start again with it, through any number of others: Compose does so where it makes one anew, and nowhere else. */
function restarting({ services }: StackModel): readonly object[] {
  const direct = new Map<string, string[]>();
  for (const service of services.filter(keepsRunning))
    for (const [other, { restart }] of configOf(service).dependsOn ?? [])
      if (restart === true) direct.set(other, [...(direct.get(other) ?? []), service.id]);
  return [...direct.keys()].map((service) => {
    const followers = new Set(direct.get(service));
    for (const one of followers) for (const next of direct.get(one) ?? []) followers.add(next);
    followers.delete(service);
    return { service, followers: [...followers] };
  });
}

/** Every target, and how wide the longest is. */
function inventory(stack: StackModel, own: readonly string[]): object {
  const targets = [
    ...[...setUp, ...own, ...always],
    ...(hasRotation(stack) ? [rotate] : []),
    ...(hasSmokeTest(stack) ? [smokeTest] : []),
    ...(stack.schedule === undefined ? [] : scheduled),
    ...(hasTimers(stack) ? timers : []),
    ...(stack.schedule?.offsite === undefined ? [] : offsite),
  ];
  return { targets, width: String(Math.max(...targets.map(({ length }) => length))) };
}
