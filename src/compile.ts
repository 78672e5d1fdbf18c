import { stackEmitters, systemEmitters } from './emit/index.ts';
import type { Compilable } from './model/app.ts';
import type { Artifact } from './model/artifact.ts';
import { StowageError } from './model/error.ts';
import type { Finding } from './model/finding.ts';
import type { StackModel, SystemModel } from './model/stack.ts';
import { findings as ruleFindings } from './rules/index.ts';
import { schemaFindings } from './schema.ts';

/** Everything that a synthesis knows before it touches the disk. */
export interface Compilation {
  readonly stacks: readonly StackModel[];
  /** Of every gate, in the order of the stacks. */
  readonly findings: readonly Finding[];
  /** Every file; empty when a finding is an error. */
  readonly artifacts: readonly Artifact[];
}

/** What is wrong with an app before anything is made of it: each construct's own word, then the rules. */
export function judge(app: Compilable): Omit<Compilation, 'artifacts'> & {
  readonly systems: readonly SystemModel[];
} {
  const invalid = app.validate();
  if (invalid.length > 0) return { systems: [], stacks: [], findings: invalid };
  const systems = app.toModel();
  const stacks = systems.flatMap((system) => system.stacks);
  return { systems, stacks, findings: stacks.flatMap(ruleFindings) };
}

/** The gates and the emitters, in order. It touches no disk, and the same app gives the same result. */
export function compile(app: Compilable): Compilation {
  const { systems, stacks, findings: found } = judge(app);
  if (found.some(({ severity }) => severity === 'error')) return { stacks, findings: found, artifacts: [] };
  const artifacts = distinct(systems.flatMap(artifactsOf));
  const wrong = schemaFindings(artifacts, ({ path }) => ownerOf(path, stacks));
  return { stacks, findings: [...found, ...wrong], artifacts: wrong.length > 0 ? [] : artifacts };
}

/** The path of the stack whose folder a file lies in; of its system's first stack, when it lies above them all. */
function ownerOf(path: string, stacks: readonly StackModel[]): string {
  const [system, folder] = path.split('/');
  const ofSystem = stacks.filter(({ name }) => name === system);
  return (ofSystem.find(({ environment }) => environment.name === folder) ?? ofSystem[0])?.path ?? '';
}

/** Every file of a system, in writing order; paths are relative to the output folder. */
export function artifactsOf(system: SystemModel): readonly Artifact[] {
  const inside = (folder: string) => (artifact: Artifact) => ({
    ...artifact,
    path: `${folder}/${artifact.path}`,
  });
  const environments = system.stacks.flatMap((stack) =>
    stackEmitters.flatMap((emitter) => emitter(stack)).map(inside(stack.environment.name)),
  );
  return [...systemEmitters.flatMap((emitter) => emitter(system, environments)), ...environments].map(
    inside(system.name),
  );
}

/** @throws StowageError `artifact-twice` when two artifacts claim one path. */
function distinct(artifacts: readonly Artifact[]): readonly Artifact[] {
  const seen = new Set<string>();
  for (const { path } of artifacts) {
    if (seen.has(path.toLowerCase()))
      throw new StowageError(
        'artifact-twice',
        `two files want to be ${path}`,
        'give one of them another name',
      );
    seen.add(path.toLowerCase());
  }
  return artifacts;
}
