import { readFileSync } from 'node:fs';
import type { Canonical } from '../compose/canonical.ts';
import type { Dialect } from '../compose/hash.ts';
import { dialects } from '../compose/hash.ts';
import type { Project } from '../compose/project.ts';
import { projectOf } from '../files/project.ts';
import type { Compilable } from '../model/app.ts';
import { StowageError } from '../model/error.ts';
import { nearest } from '../model/nearest.ts';
import type { Origin } from '../model/origin.ts';
import type { StackModel } from '../model/stack.ts';
import { compareVersions } from '../model/version.ts';
import type { Live } from '../plan/live.ts';
import { readLive } from '../plan/live.ts';
import type { Versions } from '../plan/services.ts';
import type { StackPlan } from '../plan.ts';
import { isQuiet, planOf } from '../plan.ts';
import { earlierProject } from './earlier.ts';
import type { Examined, Located } from './examine.ts';
import { located } from './examine.ts';
import type { Base } from './revision.ts';
import { short } from './short.ts';

/** What is said about a plan. */
export interface PlanOptions {
  /** A revision of the git repository of the output folder, or a folder like it. @default 'HEAD' */
  readonly base?: string;
  /** The file that `scripts/plan --json` wrote on the host of one of the stacks. Only that stack is planned then. @default - nothing is known of the host */
  readonly live?: string;
  /** The version of Compose of the hosts, or from which to which they go: `2.40`, `2.40:5.6`. @default - each that they may have */
  readonly compose?: string;
  /** Names of what may be lost: `data:postgres_data`. @default - nothing */
  readonly accept?: readonly string[];
}

/** What becomes of all that is described. */
export interface PlannedApp {
  /** What it was compared with, as it was named. */
  readonly base: string;
  readonly plans: readonly StackPlan[];
  /** The dangers of all of them, each with the line of its author. */
  readonly threats: readonly Located[];
  /** The author's line of each construct that something happens to, by its path. */
  readonly places: ReadonlyMap<string, Origin>;
  /** Environments of the base that are not described any more, `system/environment`: nobody stops what runs of them. */
  readonly gone: readonly string[];
}

/** Whether a deploy changes nothing at all. */
export function changesNothing({ plans, gone }: Pick<PlannedApp, 'plans' | 'gone'>): boolean {
  return plans.every(isQuiet) && gone.length === 0;
}

/**
 * The plans of an app that passed every gate.
 * @throws StowageError `bad-base`, `usage`
 */
export function plannedApp(
  app: Compilable,
  { stacks, artifacts }: Pick<Examined, 'stacks' | 'artifacts'>,
  base: Base,
  { compose, accept = [], live: file }: PlanOptions,
): PlannedApp {
  const live = file === undefined ? undefined : readLive(textOf(file));
  const texts = new Map(artifacts.map(({ path, content }) => [path, content]));
  const folderOf = ({ name, environment }: StackModel) => `${name}/${environment.name}`;
  const meant = live === undefined ? stacks : stacks.filter(({ project }) => project === live.project);
  if (live !== undefined && meant.length === 0) throw unknownProject(live.project, stacks);
  const plans = meant.map((stack) =>
    planned(stack, texts.get(`${folderOf(stack)}/docker-compose.yml`), base, {
      compose,
      accepted: accept,
      live,
    }),
  );
  checkAccepted(plans, accept);
  const described = new Set(stacks.map(folderOf));
  return {
    base: base.name,
    plans,
    threats: located(
      app,
      plans.flatMap(({ dangers }) => dangers),
    ),
    places: placesIn(app, plans),
    gone: live === undefined ? [...base.files.keys()].filter((place) => !described.has(place)) : [],
  };
}

function placesIn(app: Compilable, plans: readonly StackPlan[]): ReadonlyMap<string, Origin> {
  const paths = plans.flatMap(({ services, data, dangers }) => [
    ...dangers,
    ...services.filter(({ action, changes }) => action !== 'keep' || changes.length > 0),
    ...data.filter(({ fate }) => fate !== 'kept'),
  ]);
  const places = new Map<string, Origin>();
  for (const { path } of paths) {
    const place = path === undefined || places.has(path) ? undefined : app.place(path);
    if (path !== undefined && place !== undefined) places.set(path, place);
  }
  return places;
}

function checkAccepted(plans: readonly StackPlan[], accept: readonly string[]): void {
  const atRisk = plans.flatMap(({ data }) =>
    data.flatMap(({ risk, name }) => (risk ? [`data:${name}`] : [])),
  );
  const unknown = accept.find((name) => !atRisk.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, [...new Set(atRisk)]);
  throw new StowageError(
    'usage',
    `nothing at risk is called "${unknown}"`,
    near.length > 0
      ? `write --accept ${near.join(', or --accept ')}`
      : 'leave it out: names are those that the plan says, data:VOLUME',
  );
}

/** The versions of Compose that were said: `2.40`, or `2.40:5.6`, where a host gets another one. @throws StowageError `usage` */
function versionsSaid(said: string): Versions {
  const [from = '', to = from, ...others] = said.split(':');
  if (others.length > 0) throw unknownVersion(said);
  return { from: dialectOf(from), to: dialectOf(to) };
}

function dialectOf(version: string): Dialect {
  const found = known(version);
  if (found === undefined) throw unknownVersion(version);
  return found;
}

function known(version: string): Dialect | undefined {
  const plain = version.replace(/^v/, '');
  return dialects.find((one) => plain === one || plain.startsWith(`${one}.`));
}

function unknownVersion(said: string): StowageError {
  return new StowageError(
    'usage',
    `what Compose ${said} does is not known: --compose takes ${dialects.join(', ')}, or two of them with a colon between`,
    `write --compose ${dialects.at(-2)}:${dialects.at(-1)}`,
  );
}

/** Those that the hosts of a stack may have. */
function versionsOf({ minimum }: StackModel): readonly Versions[] {
  const known = dialects.filter((one) => compareVersions(one, minimum.compose) >= 0);
  const all = known.length > 0 ? known : dialects.slice(-1);
  return all.map((one) => ({ from: one, to: one }));
}

/** @throws StowageError `no-live` */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StowageError(
      'no-live',
      `"${file}" cannot be read`,
      'write it on the host, and bring it here: scripts/plan --json > host.json',
      { cause },
    );
  }
}

interface Asked {
  readonly compose: string | undefined;
  readonly accepted: readonly string[];
  readonly live: Live | undefined;
}

/** From the version that made what runs to the one that is there; undefined where one of them is not known. */
function versionsOn({ compose, containers }: Live): readonly Versions[] | undefined {
  const to = known(compose);
  const made = [...new Set(containers.map((one) => known(one.compose)))];
  if (to === undefined || made.includes(undefined)) return undefined;
  return (made.length === 0 ? [to] : made).flatMap((from) => (from === undefined ? [] : [{ from, to }]));
}

function unknownProject(project: string, stacks: readonly StackModel[]): StowageError {
  return new StowageError(
    'usage',
    `the host runs the project "${project}", which is not described here`,
    `describe it, or ask a host of ${stacks.map((stack) => stack.project).join(', ')}`,
  );
}

/** The plan of one stack. @param text its compose file as it is made now: what is the same is not read */
function planned(
  stack: StackModel,
  text: string | undefined,
  { name, files }: Base,
  { compose, accepted, live }: Asked,
): StackPlan {
  const place = `${stack.name}/${stack.environment.name}`;
  const old = files.get(place);
  const after = projectOf(stack);
  const before = old === undefined ? undefined : projectIn(old, text, after, `${name}: ${place}`);
  return planOf(stack, {
    ...(before && { before: before.project, unread: before.faults.map(spellFault) }),
    after,
    versions:
      compose === undefined ? ((live && versionsOn(live)) ?? versionsOf(stack)) : [versionsSaid(compose)],
    ...(live && { live }),
    accepted,
  });
}

function spellFault({ path, message }: Canonical['faults'][number]): string {
  return short(`${path.join('.')}: ${message}`);
}

/** @throws StowageError `bad-base` */
function projectIn(text: string, later: string | undefined, after: Project, called: string): Canonical {
  const file = `${called}/docker-compose.yml`;
  const read = readOrRefuse(() => earlierProject(text, later, after), file);
  if (read.project.services?.size) return read;
  const [fault] = read.faults;
  throw badBase(`${file} says no service${fault === undefined ? '' : `: ${short(fault.message)}`}`);
}

function readOrRefuse(read: () => Canonical, file: string): Canonical {
  try {
    return read();
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw badBase(`${file} is no YAML: ${short(line)}`);
  }
}

function badBase(message: string): StowageError {
  return new StowageError('bad-base', message, 'name a revision or a folder whose files can be read: --base');
}
