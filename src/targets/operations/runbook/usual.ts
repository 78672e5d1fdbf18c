import { literal, showText } from '../../../compose/text.ts';
import { isChecked } from '../../../lower/readiness.ts';
import { keepsRunning, networkModeOf, publishedBy, startsAlways } from '../../../lower/runs.ts';
import { configOf, resourcesOf } from '../../../lower.ts';
import type { StackModel, SystemModel } from '../../../model/stack.ts';
import { applicationOf } from '../backup/backup-scripts.ts';
import { toldEdges } from '../edge.ts';
import { shellService } from '../makefile/makefile.ts';
import { phaseTargets } from '../makefile/targets.ts';
import { envFilesOf } from '../scripts/env-files.ts';
import { madeForRun } from '../workflow/beside.ts';
import { networkNames } from './services.ts';

/** Which of the sentences that most runbooks have are true of this one. */
export function usualFacts({ stacks }: SystemModel, stack: StackModel): object {
  const { services, files, variables } = stack;
  const builds = stacks.some((one) => one.services.some(({ build }) => build !== undefined));
  const application = applicationOf(stack);
  const jobs = services.filter((service) => service.kind === 'job' && startsAlways(service));
  const published = stacks.some((one) => one.services.some((service) => publishedBy(service).length > 0));
  const hasJobs = services.some(({ kind }) => kind === 'job');
  return {
    alone: stacks.length === 1,
    builds,
    get: builds ? 'make build pull' : 'make pull',
    drawn: variables.some(({ bytes }) => bytes !== undefined),
    hidden: envFilesOf(stack),
    checkedFiles: toldEdges(stack).length > 0 || files.some(({ file }) => file.endsWith('.xml')),
    besides: madeForRun(stack).map(({ name }) => name),
    core: services.some(({ id }) => !application.has(id)),
    hasJobs: jobs.length > 0,
    startJobs: jobs.map(({ id }) => id),
    startTargets: jobs.map(({ id, job }) => `make ${job?.target ?? id}`),
    onePhase: phaseTargets(stack).length < 2,
    rounded: hasJobs || published,
    drawnJobs: hasJobs,
    drawnPorts: published,
    dashed: [...(resourcesOf(stack).networks?.values() ?? [])].some(({ internal }) => internal === true),
    met: foreignNetworks(stack),
    lan: onLan(stack),
    pathsBeside: pathsBeside(stack),
    onePathBeside: pathsBeside(stack).length === 1,
    apart: apart(stack),
    shell: shellService(stack) ?? '',
  };
}

/** What one step of the start waits for: the health of all, of some, or of none of its services. */
export function phaseRows(stack: StackModel): readonly object[] {
  const checked = new Set(stack.services.filter(isChecked).map(({ id }) => id));
  return phaseTargets(stack).map(({ target, services, jobs }) => ({
    command: `make ${target}`,
    services,
    jobs,
    one: services.length === 1,
    checked: services.some((id) => checked.has(id)),
    silent: services.some((id) => !checked.has(id)),
  }));
}

/** Those on another network than Compose's own one, or on none. */
function apart({ services }: StackModel): readonly string[] {
  return services.flatMap((service) => {
    const names = networkNames(service);
    const own = networkModeOf(service) === undefined && names.every((name) => name === 'default');
    return own ? [] : [service.id];
  });
}

/** Networks that others made and may be on, with who of this system is there. */
function foreignNetworks(stack: StackModel): readonly object[] {
  return [...(resourcesOf(stack).networks ?? [])].flatMap(([id, { external, name = [id] }]) => {
    const members = stack.services
      .filter((service) => keepsRunning(service) && networkNames(service).includes(id))
      .map((service) => service.id);
    return external !== true || members.length === 0 ? [] : [{ name: literal(name) ?? id, members }];
  });
}

/** Networks that are the host's own one: who is on them has an address there, and no port has to be published. */
function onLan(stack: StackModel): readonly object[] {
  return [...(resourcesOf(stack).networks ?? [])].flatMap(([id, { driver = [] }]) => {
    const members = stack.services
      .filter((service) => keepsRunning(service) && networkNames(service).includes(id))
      .map((service) => service.id);
    return /^(macvlan|ipvlan)$/.test(literal(driver) ?? '') && members.length > 0 ? [{ id, members }] : [];
  });
}

/** Who writes to paths of the host that only raw keys mount: nobody said what lies there. */
function pathsBeside({ services, hostPaths = [] }: StackModel): readonly string[] {
  const known = new Set(hostPaths.map(({ host }) => showText(host)));
  return services.flatMap((service) =>
    (configOf(service).volumes ?? []).some(
      ({ type, source = [], readOnly }) =>
        type === 'bind' &&
        readOnly !== true &&
        /^[/~]/.test(showText(source)) &&
        !known.has(showText(source)),
    )
      ? [service.id]
      : [],
  );
}
