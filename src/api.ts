/**
 * What a program that embeds Stowage may call: `import { compile, load } from 'stowage/api'`. Every function answers with data. It prints
 * nothing and ends no process, and what is wrong with a stack or a folder stands in its answer: thrown is only a fault of Stowage
 * itself, and a TypeError at who passes what is no App.
 */
import type { Unanswered } from './api/attempt.ts';
import { attempt, attemptInTurn } from './api/attempt.ts';
import type { Examined, FailOn } from './api/examine.ts';
import { examine, modelled, refused } from './api/examine.ts';
import type { ListedSystem } from './api/listed.ts';
import { listed } from './api/listed.ts';
import { isApp, load as loadApp } from './api/load.ts';
import type { Mistake } from './api/mistake.ts';
import type { PlannedApp, PlanOptions } from './api/plan.ts';
import { plannedApp } from './api/plan.ts';
import { baseOf } from './api/revision.ts';
import { onOneLine } from './api/thrown.ts';
import type { Compilable } from './model/app.ts';
import type { Artifact } from './model/artifact.ts';
import type { Difference } from './out/compare.ts';
import { compare as compareWith, write as writeInto } from './out.ts';

export type { FailOn, Located } from './api/examine.ts';
export type { ListedEnvironment, ListedService, ListedSystem } from './api/listed.ts';
export type { Mistake } from './api/mistake.ts';
export { patch } from './api/patch.ts';
export type { PlanOptions } from './api/plan.ts';
export type { Compilable } from './model/app.ts';
export type { Artifact } from './model/artifact.ts';
export type { Finding, Severity } from './model/finding.ts';
export type { Origin } from './model/origin.ts';
export type { Place } from './model/place.ts';
export type { StackModel } from './model/stack.ts';
export type { Change, Difference, Kept } from './out/compare.ts';
export type { StackPlan, Threat } from './plan.ts';

/** What became of an entry file: its App, or why there is none. */
export type Loaded =
  | { readonly app: Compilable; readonly broken?: never }
  | (Unanswered & { readonly app?: never });

/** An App, or what `load` answered: then a mistake is handed on, and `lint(await load(file))` is the whole program. */
export type Source = Compilable | Loaded;

/** What an answer may hold instead of what was asked. */
interface Answer {
  /** The mistake that kept it from being found out. @default - none did */
  readonly broken?: Mistake;
}

/** What the gates of a synthesis found. */
export interface Linted extends Answer, Omit<Examined, 'artifacts'> {}

/** What a synthesis found, and made in memory. */
export interface Compiled extends Answer, Examined {}

/** What the stacks of an app are made of. */
export interface Listing extends Answer {
  /** By system, then by environment, phase and service, each in its order; none where there is no app. */
  readonly systems: readonly ListedSystem[];
}

/** What a synthesis found, and how a folder differs from what it made. */
export interface Compared extends Compiled {
  /** How the folder differs, or differed before it was written. @default - a finding or a mistake stands in the way: nothing was looked at */
  readonly difference?: Difference;
}

/** What the gates of a synthesis found, and what a deploy of it would do. */
export interface Planned extends Linted, Partial<PlannedApp> {}

/** What is said about a folder that is compared or written. */
export interface FolderOptions {
  /**
   * The least severe finding that stands in the way.
   * @default 'error'
   */
  readonly failOn?: FailOn;
  /**
   * Told when a step begins: first the rules, with the files that they look at, then the folder. A thousand services take seconds.
   * @default - nobody is
   */
  readonly begins?: (step: 'rules' | 'folder') => void;
}

/** What is said about a folder that is written. */
export interface WriteOptions extends FolderOptions {
  /**
   * Whether more files may be removed than stay. Without it that is a mistake, `removes-most`, and nothing is written.
   * @default false
   */
  readonly removeMost?: boolean;
}

/**
 * The App that a file exports by default, read from the disk again with all that it imports of the author's. Whatever else the author's code
 * does on the way (ends the process, waits for ever, fails later) is a mistake, too. One is loaded after the other.
 * @param entry relative to the folder of the process: `stacks/index.ts`
 */
export async function load(entry: string): Promise<Loaded> {
  if (typeof entry !== 'string')
    throw new TypeError(`load() takes the path of a file, not ${onOneLine(entry)}`);
  return attemptInTurn(async () => ({ app: await loadApp(entry) }));
}

/** What every gate of a synthesis finds. Touches no disk. */
export function lint(source: Source): Linted {
  const { artifacts: _, ...rest } = compile(source);
  return rest;
}

/** All that a synthesis knows before it looks at a folder: findings, and the files; none of these when a finding is an error. Touches no disk. */
export function compile(source: Source): Compiled {
  return answer(source, nothing, (app) => examine(app));
}

const nothing: Compiled = { rules: [], stacks: [], findings: [], artifacts: [] };

/** What the stacks are made of, in start order. No gate is asked. */
export function list(source: Source): Listing {
  return answer(source, { systems: [] }, (app) => ({ systems: modelled(app).map(listed) }));
}

/** How a folder differs from what the source says, as `stowage check` finds it. Reads only. */
export function compare(source: Source, folder: string, options: FolderOptions = {}): Compared {
  return within(source, options, (artifacts) => compareWith(folder, artifacts));
}

/** Makes a folder what the source says, as `stowage synth` does, and says how it differed. Every file in it is old or new at every moment. */
export function write(source: Source, folder: string, options: WriteOptions = {}): Compared {
  return within(source, options, (artifacts) => writeInto(folder, artifacts, options));
}

/**
 * What a deploy would do to each stack, as `stowage plan` finds it: without `plans` a finding or a mistake stands in the way. Reads a folder, or asks git.
 * Of the files it makes the Compose files alone: what stands in the way of another one, `compile` says.
 * @param folder the output folder, of which a revision is the base where no other folder is
 */
export function plan(source: Source, folder: string, options: PlanOptions = {}): Planned {
  const { artifacts, ...examined } = answer(source, nothing, (app) => examine(app, 'compose'));
  const { app } = isApp(source) ? { app: source } : source;
  if (app === undefined || examined.broken !== undefined || fails(examined.findings, 'error'))
    return examined;
  const { stacks } = examined;
  return {
    ...examined,
    ...attempt(() => plannedApp(app, { stacks, artifacts }, baseOf(options.base ?? 'HEAD', folder), options)),
  };
}

/** Whether a finding is as severe as that, or more. */
export function fails(findings: Compiled['findings'], failOn: FailOn = 'error'): boolean {
  return refused(findings, failOn);
}

function within(
  source: Source,
  { failOn, begins }: FolderOptions,
  work: (artifacts: readonly Artifact[]) => Difference,
): Compared {
  begins?.('rules');
  const compiled = compile(source);
  if (compiled.broken !== undefined || fails(compiled.findings, failOn)) return compiled;
  begins?.('folder');
  return { ...compiled, ...attempt(() => ({ difference: work(compiled.artifacts) })) };
}

/** What comes of an app; without one, or where a mistake comes to light only now, that mistake. */
function answer<T extends object>(source: Source, nothing: T, work: (app: Compilable) => T): T & Answer {
  const { app, broken } = isApp(source) ? { app: source } : handed(source);
  return { ...nothing, ...(app === undefined ? { broken } : attempt(() => work(app))) };
}

function handed(source: Loaded): Loaded {
  if (isApp(source?.app) || source?.broken !== undefined) return source;
  throw new TypeError(`this is neither an App nor what load() answered: ${onOneLine(source)}`);
}
