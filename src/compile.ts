import { checkPaths } from './compile/distinct.ts';
import { ownerOf, sayerOf } from './compile/owner.ts';
import { readable } from './compile/raw-keys.ts';
import { ruleFindings } from './compile/rules.ts';
import { withDerivedNetworks } from './graph/derived-networks.ts';
import { settled } from './lower/settle.ts';
import type { Compilable } from './model/app.ts';
import type { Artifact } from './model/artifact.ts';
import { StowageError } from './model/error.ts';
import type { Finding } from './model/finding.ts';
import { rawFault } from './model/raw-fault.ts';
import type { StackModel, SystemModel } from './model/stack.ts';
import { schemaFindings } from './schema.ts';
import { Unspellable } from './syntax/unspellable.ts';
import { stackFiles, systemEmitters } from './targets/operations/index.ts';

/** Everything that a synthesis knows before it touches the disk. */
export interface Compilation {
  readonly stacks: readonly StackModel[];
  /** Of every gate, in the order of the stacks. */
  readonly findings: readonly Finding[];
  /** Every file; empty when a finding is an error. */
  readonly artifacts: readonly Artifact[];
}

/**
 * The gates and the emitters, in order: each construct's own word, raw keys that cannot be read, the rules, the files beside each
 * other, the schemas.
 * It touches no disk, and the same app gives the same result.
 * @throws StowageError when the app says what cannot become files: `raw-loop`, `raw-value`, `unspellable`,
 * `bad-path`, `artifact-twice`, `artifact-above`, and what an emitter refuses
 */
export function compile(app: Compilable): Compilation {
  const invalid = app.validate();
  if (invalid.length > 0) return { stacks: [], findings: invalid, artifacts: [] };
  const systems = modelOf(app);
  const stacks = systems.flatMap((system) => system.stacks);
  const read = systems.map(({ name, stacks }) => ({ name, stacks: stacks.map(readable) }));
  const gates = read
    .flatMap((system) => system.stacks)
    .map((gate) => ({ ...gate, ruled: ruleFindings(gate.stack) }));
  const found = gates.flatMap(({ findings, ruled }) => [...findings, ...ruled]);
  if (gates.some(({ ruled }) => ruled.some(({ severity }) => severity === 'error')))
    return { stacks, findings: found, artifacts: [] };
  const artifacts = read.flatMap(({ name, stacks }) =>
    artifactsOf({ name, stacks: stacks.map(({ stack }) => stack) }),
  );
  checkPaths(stacks, artifacts);
  const wrong = schemaFindings(artifacts, ({ path }, keys) => ownerOf(stacks, path, keys));
  const findings = [...found, ...wrong];
  const refused = findings.some(({ severity }) => severity === 'error');
  return { stacks, findings, artifacts: refused ? [] : artifacts };
}

/**
 * The app as everything else reads it.
 * @throws StowageError `raw-loop` or `raw-value` when raw keys are what no file can hold
 */
export function modelOf(app: Compilable): readonly SystemModel[] {
  const systems = app.toModel();
  for (const stack of systems.flatMap(({ stacks }) => stacks)) checkRawKeys(stack);
  return withDerivedNetworks(settled(systems));
}

/** Once more than in the constructors: an author may have gone on writing into an object that he had passed. */
function checkRawKeys(stack: StackModel): void {
  const { path, name, compose, services, networks, volumes, configs = [], secrets = [] } = stack;
  const elements = [...networks, ...volumes, ...configs, ...secrets];
  for (const one of [{ path, id: name, compose }, ...services, ...elements]) {
    const fault = rawFault(one.id, one.compose, { at: one.path });
    if (fault !== undefined) throw fault;
  }
}

/** Every file of a system, in writing order; paths are relative to the output folder. */
export function artifactsOf(system: SystemModel): readonly Artifact[] {
  const inside = (folder: string) => (artifact: Artifact) => ({
    ...artifact,
    path: `${folder}/${artifact.path}`,
  });
  const environments = system.stacks.flatMap((stack) =>
    spelled([stack], () => stackFiles(stack)).map(inside(stack.environment.name)),
  );
  const above = spelled(system.stacks, () =>
    systemEmitters.flatMap((emitter) => emitter(system, environments)),
  );
  return [...above, ...environments].map(inside(system.name));
}

/** @throws StowageError `unspellable` at the construct that says a text which a format cannot carry. */
function spelled<T>([first, ...others]: readonly StackModel[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Unspellable) || first === undefined) throw error;
    const sayers = [first, ...others].map((stack) => ({ stack, at: sayerOf(stack, error.text) }));
    const { at } = sayers.find(({ stack, at }) => at !== stack.path) ?? { at: first.path };
    throw new StowageError('unspellable', error.message, error.fix, { cause: error, at });
  }
}
