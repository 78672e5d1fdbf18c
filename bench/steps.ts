import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPaths } from '../src/compile/distinct.ts';
import { allRules, ruleFindings } from '../src/compile/rules.ts';
import { artifactsOf, standard } from '../src/compile/targets.ts';
import { modelOf } from '../src/compile.ts';
import type { Artifact } from '../src/model/artifact.ts';
import { rawFault } from '../src/model/raw-fault.ts';
import type { StackModel } from '../src/model/stack.ts';
import { compare, write } from '../src/out.ts';
import { schemaFindings } from '../src/schema.ts';
import { stackEmitters, systemEmitters } from '../src/targets/operations/index.ts';
import { leastProcessorTime } from './clock.ts';
import { appOf } from './stack.ts';

/** Milliseconds of the processor that a step of a synthesis took. */
export interface Step {
  readonly name: string;
  readonly time: number;
}

/** Every step of a synthesis of one stack with that many services; with `details`, each rule and each emitter too. */
export function* steps(services: number, runs: number, details: boolean): Iterable<Step> {
  const timed = <Thing>(name: string, make: () => Thing, work: (thing: Thing) => unknown): Step => ({
    name,
    time: leastProcessorTime(runs, make, work),
  });
  const nothing = () => undefined;
  yield timed('load', nothing, () => appOf(services));
  const app = appOf(services);
  yield timed('validate', nothing, () => app.validate());
  yield timed('model', () => appOf(services), modelOf);
  const [system] = modelOf(app);
  const [stack] = system?.stacks ?? [];
  if (system === undefined || stack === undefined) throw new Error('there is no stack');
  yield timed('raw keys', nothing, () =>
    stack.services.map(({ id, path, compose }) => rawFault(id, compose, { at: path })),
  );
  yield timed(
    'rules',
    () => fresh(stack),
    (model) => ruleFindings(model),
  );
  for (const { id, check } of details ? allRules : []) yield timed(`  ${id}`, () => fresh(stack), check);
  yield timed(
    'emit',
    () => ({ ...system, stacks: [fresh(stack)] }),
    (anew) => artifactsOf(anew),
  );
  const inside: Artifact[] = stackEmitters.flatMap((emitter) => emitter(stack));
  for (const emitter of details ? stackEmitters : [])
    yield timed(`  ${emitter.name}`, () => fresh(stack), emitter);
  for (const emitter of details ? systemEmitters : [])
    yield timed(`  ${emitter.name}`, nothing, () => emitter(system, inside));
  const artifacts = artifactsOf(system);
  const schemas = standard.flatMap((target) => target.schemas ?? []);
  yield timed('paths', nothing, () => checkPaths([stack], artifacts));
  yield timed('schema', nothing, () => schemaFindings(artifacts, schemas, () => stack.path));
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    let next = 0;
    yield timed(
      'write, all anew',
      () => join(folder, String(next++)),
      (out) => write(out, artifacts),
    );
    yield timed('write, nothing new', nothing, () => compare(join(folder, '0'), artifacts));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A model that nobody has seen: what is remembered of a stack must not make the second run cheap. */
export function fresh(stack: StackModel): StackModel {
  return { ...stack, services: stack.services.map((service) => ({ ...service })) };
}
