import { checkPaths } from './compile/distinct.ts';
import { ownerOf } from './compile/owner.ts';
import { readable } from './compile/raw-keys.ts';
import { ruleFindings, rulesOf } from './compile/rules.ts';
import type { Wanted } from './compile/targets.ts';
import { artifactsAbove, artifactsOf, standard } from './compile/targets.ts';
import { withDerivedNetworks } from './graph/derived-networks.ts';
import { withGuests } from './graph/guests.ts';
import { settled } from './lower/settle.ts';
import type { Compilable } from './model/app.ts';
import type { Artifact } from './model/artifact.ts';
import type { Finding, Rule } from './model/finding.ts';
import { rawFault } from './model/raw-fault.ts';
import type { StackModel, SystemModel } from './model/stack.ts';
import { schemaFindings } from './schema.ts';

export type { Wanted } from './compile/targets.ts';

/** Everything that a synthesis knows before it touches the disk. */
export interface Compilation {
  /** All that was asked, in reporting order. */
  readonly rules: readonly Rule[];
  readonly stacks: readonly StackModel[];
  /** Of every gate, in the order of the stacks. */
  readonly findings: readonly Finding[];
  /** Every file; empty when a finding is an error. */
  readonly artifacts: readonly Artifact[];
}

/**
 * The gates and the targets, in order: each construct's own word, raw keys that cannot be read, the rules, the files beside each
 * other, the schemas.
 * It touches no disk, and the same app gives the same result.
 * @throws StowageError when the app says what cannot become files: `raw-loop`, `raw-huge`, `raw-value`, `unspellable`,
 * `bad-path`, `artifact-twice`, `artifact-above`, `bad-artifact`, `rule-twice`, `rule-throws`, `bad-finding`, `target-throws`, and what a
 * target refuses
 */
export function compile(app: Compilable, wanted: Wanted = 'all'): Compilation {
  const { targets = standard } = app;
  const asked = rulesOf(targets, app.rules);
  const invalid = app.validate();
  if (invalid.length > 0) return { rules: asked, stacks: [], findings: invalid, artifacts: [] };
  const systems = modelOf(app);
  const stacks = systems.flatMap((system) => system.stacks);
  const read = systems.map(({ name, stacks }) => ({ name, stacks: stacks.map(readable) }));
  const gates = read
    .flatMap((system) => system.stacks)
    .map((gate) => ({ ...gate, ruled: ruleFindings(gate.stack, asked) }));
  const found = gates.flatMap(({ findings, ruled }) => [...findings, ...ruled]);
  if (gates.some(({ ruled }) => ruled.some(({ severity }) => severity === 'error')))
    return { rules: asked, stacks, findings: found, artifacts: [] };
  const named = read.map(({ name, stacks }) => ({ name, stacks: stacks.map(({ stack }) => stack) }));
  const artifacts = [
    ...named.flatMap((system) => artifactsOf(system, targets, wanted)),
    ...(wanted === 'all' ? artifactsAbove(named, targets) : []),
  ];
  checkPaths(stacks, artifacts);
  const wrong = schemaFindings(
    artifacts,
    targets.flatMap(({ schemas = [] }) => schemas),
    ({ path }, keys) => ownerOf(stacks, path, keys),
  );
  const findings = [...found, ...wrong];
  const refused = findings.some(({ severity }) => severity === 'error');
  // Nobody asks any more what the files were made of, and that is larger than they are.
  const files = artifacts.map(({ document: _, ...file }) => file);
  return { rules: asked, stacks, findings, artifacts: refused ? [] : files };
}

/**
 * The app as everything else reads it.
 * @throws StowageError `raw-loop`, `raw-huge` or `raw-value` when raw keys are what no file can hold
 */
export function modelOf(app: Compilable): readonly SystemModel[] {
  const systems = app.toModel();
  for (const stack of systems.flatMap(({ stacks }) => stacks)) checkRawKeys(stack);
  return withGuests(withDerivedNetworks(settled(systems, app.images)));
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
