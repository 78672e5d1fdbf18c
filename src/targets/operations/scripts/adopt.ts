import { own } from '../../../compose/own.ts';
import { notice } from '../../../files/notice.ts';
import { startsAlways } from '../../../lower/runs.ts';
import { resourcesOf } from '../../../lower.ts';
import type { TakeoverMethod, TakeoverModel } from '../../../model/adoption.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import { archiveFacts, archivesOf } from './adopt-tar.ts';
import { takeoverFile } from './brought.ts';
import { script } from './script.ts';
import { hasSmokeTest, smokeTargets } from './smoke-test.ts';

const shared = ['adopt-known.sh', 'adopt-state.sh', 'adopt-plan.sh', 'adopt-copy.sh', 'adopt'].map(script);

const tar = script('adopt-tar.sh');

/** Everything that takes over the data of another project. */
export function adoptScripts(stack: StackModel): readonly Artifact[] {
  const facts = { ...adoptionFacts(stack), notice: notice(stack) };
  const ours = archivesOf(stack).length > 0 ? [...shared, tar] : shared;
  return ours.map((made) => made(facts));
}

function adoptionFacts(stack: StackModel): object {
  return {
    layouts: layouts(stack).flatMap(({ project, volumes }) =>
      volumes.map(({ ours, theirs }) => `${project ?? '-'} ${ours} ${theirs ?? '-'}`),
    ),
    takeovers: (stack.adoption?.takeovers ?? []).flatMap(calls),
    methods: methodsOf(stack).map(takeoverFile),
    startsTwice: methodsOf(stack).flatMap(({ startsTwice }) => startsTwice ?? []),
    ...archiveFacts(stack),
    smokeTargets: smokeTargets(stack),
    passwords: setsPasswords(stack),
    jobs: stack.services.some((service) => service.kind === 'job' && startsAlways(service)),
    smoke: hasSmokeTest(stack),
    stores: stack.stores.length > 0,
  };
}

/** Whether a server that kept its own password is given that of `.env`. */
export function setsPasswords(stack: StackModel): boolean {
  return methodsOf(stack).some(({ passwords }) => passwords === true);
}

/** The end of the function's name, the service, its volumes, and what its method asks for. */
function calls({ method, service, volumes, words }: TakeoverModel): readonly object[] {
  return method === undefined ? [] : [{ method: method.name, words: [service, ...volumes, ...words] }];
}

/** Each once, in the order in which the services were written. */
function methodsOf({ adoption }: StackModel): readonly TakeoverMethod[] {
  const methods = (adoption?.takeovers ?? []).flatMap(({ method }) => method ?? []);
  return [...new Map(methods.map((method) => [method.name, method])).values()];
}

/** A set of volumes that another project may have: that of a project by name, or our own under another name. */
export interface Layout {
  readonly project?: string;
  readonly volumes: readonly { readonly ours: string; readonly theirs?: string }[];
}

/** The projects that can be taken over, our own under another name first. */
export function layouts(stack: StackModel): readonly Layout[] {
  const { volumes: configs } = resourcesOf(stack);
  const ours = stack.volumes
    .filter(({ id, kind }) => kind === 'state' && configs?.get(id)?.external !== true)
    .map(({ id }) => id);
  const others = (stack.adoption?.sources ?? []).map(({ project, volumes, without }) => ({
    project,
    volumes: ours.map((id) =>
      without.includes(id) ? { ours: id } : { ours: id, theirs: own(volumes, id) ?? id },
    ),
  }));
  return [{ volumes: ours.map((id) => ({ ours: id, theirs: id })) }, ...others];
}
