import { gitattributesAbove, gitattributesOf } from '../files/gitattributes.ts';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import type { StackModel, SystemModel } from '../model/stack.ts';
import type { Target } from '../model/target.ts';
import { isUnspellable } from '../model/unspellable.ts';
import { composeFile } from '../targets/operations/compose.ts';
import { operations } from '../targets/operations/index.ts';
import { terraform } from '../targets/terraform/index.ts';
import { ofBrought } from './brought.ts';
import { sayerOf } from './owner.ts';

/** What an app makes that names no target. */
export const standard: readonly Target[] = [operations()];

/** Those of the house: what people read about, whether their app names them or not. */
export const ours: readonly Target[] = [operations(), terraform()];

/** Whether it is one of the house, by its name: another copy of Stowage may have made it. */
export function isOurs({ id }: Target): boolean {
  return ours.some((one) => one.id === id);
}

/** Which files are made: `compose` is the Compose file of each environment alone, for who asks what will run and writes nothing. */
export type Wanted = 'all' | 'compose';

/** Every file of a system that is wanted, target by target, in writing order; paths are relative to the output folder. */
export function artifactsOf(
  system: SystemModel,
  targets: readonly Target[] = standard,
  wanted: Wanted = 'all',
): readonly Artifact[] {
  const inside = (folder: string) => (artifact: Artifact) => ({
    ...artifact,
    path: `${folder}/${artifact.path}`,
  });
  const ofEach = (target: Target, files: Target['stackFiles']) =>
    system.stacks.flatMap((stack) =>
      made(target, [stack], () => files(stack)).map(inside(stack.environment.name)),
    );
  if (wanted === 'compose')
    return targets
      .filter(hasComposeFile)
      .flatMap((target) => ofEach(target, composeFile))
      .map(inside(system.name));
  const files = targets.flatMap((target) => {
    const environments = ofEach(target, (stack) => target.stackFiles(stack));
    const above = made(target, system.stacks, () => target.systemFiles?.(system, environments) ?? []);
    return [...above, ...environments];
  });
  return [...gitattributesOf(system, files), ...files].map(inside(system.name));
}

function hasComposeFile({ id }: Target): boolean {
  return standard.some((one) => one.id === id);
}

/** Every file above all systems, where those share one operations repository; paths are relative to the output folder. */
export function artifactsAbove(
  systems: readonly SystemModel[],
  targets: readonly Target[] = standard,
): readonly Artifact[] {
  const stacks = systems.flatMap((system) => system.stacks);
  if (stacks[0]?.repository === undefined) return [];
  const files = targets.flatMap((target) =>
    made(target, stacks, () => target.repositoryFiles?.(systems) ?? []),
  );
  return [...gitattributesAbove(systems, files), ...files];
}

/**
 * What a target makes of these stacks.
 * @throws StowageError `unspellable` at the construct that says a text which a format cannot carry, `bad-artifact` when it is no file
 */
function made(
  target: Target,
  stacks: readonly StackModel[],
  work: () => readonly Artifact[],
): readonly Artifact[] {
  const at = stacks[0]?.path ?? '';
  const files: unknown = spelled(
    stacks,
    isOurs(target) ? work : () => ofBrought('target', target.id, at, work),
  );
  if (Array.isArray(files) && files.every(isFile)) {
    // Asked for a letter, the engine puts a text together that it holds in pieces, which take several times its room.
    for (const { content } of files) content.charCodeAt(0);
    return files;
  }
  throw new StowageError(
    'bad-artifact',
    `the target "${target.id}" makes something that is no list of files`,
    "return a list of { path: 'a/path', content: 'text', executable: false }",
    { at },
  );
}

function isFile(value: unknown): value is Artifact {
  const { path, content, encoding, executable } = Object(value);
  const spelled =
    encoding === undefined ||
    (encoding === 'base64' && Buffer.from(content, encoding).toString(encoding) === content);
  return (
    typeof path === 'string' && typeof content === 'string' && spelled && typeof executable === 'boolean'
  );
}

function spelled<T>([first, ...others]: readonly StackModel[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isUnspellable(error) || first === undefined) throw error;
    const sayers = [first, ...others].map((stack) => ({ stack, at: sayerOf(stack, error.text) }));
    const { at } = sayers.find(({ stack, at }) => at !== stack.path) ?? { at: first.path };
    throw new StowageError('unspellable', error.message, error.fix, { cause: error, at });
  }
}
