import { attempt } from '../api/attempt.ts';
import type { Located } from '../api/examine.ts';
import { modelled } from '../api/examine.ts';
import { isApp } from '../api/load.ts';
import { spellPlace } from '../api/place.ts';
import { onOneLine } from '../api/thrown.ts';
import type { Compiled } from '../api.ts';
import { compile } from '../api.ts';
import type { Compilable } from '../model/app.ts';
import type { StackModel } from '../model/stack.ts';

/** A construct, as far as a test needs it. */
export interface InTree {
  /** Where it stands in the tree of its app. */
  readonly node: { readonly path: string; readonly root: unknown };
}

/** An App, or a Stack in one. */
export type InApp = Compilable | InTree;

/** What can be looked at: those, or a stack as data. */
export type Tested = InApp | StackModel;

/** A stack, and the app that it is of. */
export interface Found {
  readonly stack: StackModel;
  /** @default - none: it is data */
  readonly app?: Compilable;
}

const models = new WeakMap<Compilable, readonly StackModel[]>();
const compiled = new WeakMap<Compilable, Compiled>();

/**
 * The stack that is meant. The tree is locked from here on, as a synthesis locks it.
 * @throws Error when its app says what cannot be built; TypeError when it is none, or one of several
 */
export function stackOf(tested: Tested): Found {
  if (isStackModel(tested)) return { stack: tested };
  const { app, path } = appOf(tested);
  const stacks = modelsOf(app);
  const [stack, ...others] = stacks.filter((one) => path === '' || path === one.path);
  if (stack !== undefined && others.length === 0) return { stack, app };
  const known = stacks.map((one) => one.path).join(', ');
  throw new TypeError(
    stack === undefined
      ? `${path} is no stack of its app; there are: ${known}`
      : `the app has several stacks: pass one of ${known}`,
  );
}

/** The app, and the path in it: that of a stack, or none. */
export function appOf(tested: InApp): { readonly app: Compilable; readonly path: string } {
  const [root, path] = isApp(tested) ? [tested, ''] : [tested?.node?.root, tested?.node?.path ?? ''];
  if (isApp(root)) return { app: root, path };
  throw new TypeError(`this is neither an App nor a Stack in one: ${onOneLine(tested)}`);
}

/** What every gate has to say of it; once it has become a model, nothing changes any more. */
export function compiledOf(app: Compilable): Compiled {
  const known = compiled.get(app);
  if (known !== undefined) return known;
  const made = compile(app);
  if (made.stacks.length > 0) compiled.set(app, made);
  return made;
}

/** Findings as lines of a message. */
export function lines(findings: readonly Located[]): string {
  return findings
    .map(({ severity, rule, path, place, message, fix }) => {
      const where = [path, place && spellPlace(place)].filter(Boolean).join(' ');
      return `  ${severity} ${rule}${where && ` at ${where}`}: ${message} → ${fix}`;
    })
    .join('\n');
}

function modelsOf(app: Compilable): readonly StackModel[] {
  const known = models.get(app);
  if (known !== undefined) return known;
  const made = attempt(() => {
    const invalid = app.validate();
    if (invalid.length > 0)
      throw new Error(
        `the app cannot be built:\n${lines(invalid.map((one) => ({ ...one, place: app.place(one.path) })))}`,
      );
    return { stacks: modelled(app).flatMap(({ stacks }) => stacks) };
  });
  if ('broken' in made)
    throw new Error(`the app cannot be built:\n${lines([made.broken])}`, { cause: made.broken.error });
  models.set(app, made.stacks);
  return made.stacks;
}

function isStackModel(tested: Tested): tested is StackModel {
  return !('node' in tested) && 'services' in tested;
}
