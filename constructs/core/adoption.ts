import type { Construct } from 'constructs';
import { own } from '../../src/compose/own.ts';
import type { AdoptionModel, AdoptionSource, TakeoverModel } from '../../src/model/adoption.ts';
import { StowageError } from '../../src/model/error.ts';
import type { VolumeModel } from '../../src/model/volume.ts';
import type { Sentence } from '../../src/model/words.ts';
import { isA } from '../props/brand.ts';
import { Service } from './service.ts';
import { checkMethods } from './store.ts';

/** A project of another description that this stack takes the place of. */
export interface OldProject {
  /**
   * What its volumes are called, without the project's name, where that is not what they are called here.
   * @default - the same names
   */
  readonly volumes?: Readonly<Record<string, string>>;
  /**
   * Volumes of this stack that it did not keep: they begin empty.
   * @default - none: it has them all
   */
  readonly without?: readonly string[];
  /**
   * For the runbook: what something was called there, and what it is here. In the sentence, what stands between
   * backticks is code.
   * @default - none
   */
  readonly names?: Readonly<Record<string, Sentence>>;
  /**
   * Paragraphs for the runbook. What stands between backticks is code.
   * @default - none
   */
  readonly notes?: readonly Sentence[];
}

/** A name that Compose accepts for a project. */
const projectName = /^[a-z0-9][a-z0-9_-]*$/;
/** A name that Docker accepts for a volume. */
const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/**
 * What the stack takes over, and from whom.
 * @throws StowageError `adopted-project`, `adopted-volume`, `adopted-apart` when an old project cannot be as described.
 */
export function adoption(
  stack: Construct & { readonly project: string },
  volumes: readonly VolumeModel[],
  projects: Readonly<Record<string, OldProject>>,
): AdoptionModel {
  const all = stack.node.findAll();
  const takeovers = all.flatMap((one) => (isA(one, Service) ? one.takeovers : []));
  checkMethods('takeover', takeovers);
  const kept = volumes.filter(({ kind, compose }) => kind === 'state' && compose.external !== true);
  const sources = Object.entries(projects).map(([project, old]): AdoptionSource => {
    checkProject(stack, project);
    const { volumes = {}, without = [] } = old;
    for (const id of [...Object.keys(volumes), ...without])
      checkVolume(
        project,
        id,
        kept.map((volume) => volume.id),
      );
    checkNames(
      project,
      kept.map(({ id }) => id).filter((id) => !without.includes(id)),
      volumes,
    );
    checkSets(project, takeovers, without);
    return {
      project,
      volumes,
      without,
      names: Object.entries(old.names ?? {}).map(([was, now]) => ({ was, now })),
      notes: old.notes ?? [],
    };
  });
  return { takeovers, sources };
}

function checkProject(stack: { readonly project: string }, project: string): void {
  if (!projectName.test(project))
    throw new StowageError(
      'adopted-project',
      `"${project}" cannot be the name of a project in Compose`,
      'write it as Compose does: lower-case letters, digits, "-" and "_"',
    );
  if (project === stack.project)
    throw new StowageError(
      'adopted-project',
      `"${project}" is this project itself, and it cannot take over its own data`,
      'write the name of the old project, or leave it out',
    );
}

function checkVolume(project: string, id: string, known: readonly string[]): void {
  if (known.includes(id)) return;
  throw new StowageError(
    'adopted-volume',
    `"${id}" of the old project "${project}" is no volume of state here`,
    known.length === 0 ? 'leave it out: this stack keeps none' : `take one of: ${known.join(', ')}`,
  );
}

/** Each volume has one that it comes from, of its own. */
function checkNames(
  project: string,
  ids: readonly string[],
  volumes: Readonly<Record<string, string>>,
): void {
  const taken = new Map<string, string>();
  for (const id of ids) {
    const theirs = own(volumes, id) ?? id;
    const other = taken.get(theirs);
    if (volumeName.test(theirs) && other === undefined) taken.set(theirs, id);
    else
      throw new StowageError(
        'adopted-volume',
        other === undefined
          ? `"${theirs}" cannot be the name of a volume in "${project}"`
          : `"${theirs}" of "${project}" would become both "${other}" and "${id}"`,
        `say under volumes what "${id}" is called there, or name it under without`,
      );
  }
}

/** What belongs to one moment comes together, or not at all. */
function checkSets(project: string, takeovers: readonly TakeoverModel[], without: readonly string[]): void {
  const missing = ({ volumes }: TakeoverModel) => volumes.filter((id) => without.includes(id));
  for (const takeover of takeovers) {
    if (missing(takeover).length === takeover.volumes.length) continue;
    const needed = takeovers.filter(({ service }) => takeover.needs?.includes(service) ?? false);
    const [apart] = [takeover, ...needed].flatMap(missing);
    if (apart === undefined) continue;
    throw new StowageError(
      'adopted-apart',
      `"${project}" is without "${apart}", and "${takeover.volumes.join('" and "')}" of "${takeover.service}" is worth nothing without it`,
      `take "${apart}" over too, or name all of them under without`,
    );
  }
}
