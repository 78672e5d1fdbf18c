import { expect } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { service } from '../../support/model.ts';
import { planned } from '../../support/planned.ts';
import { readingVersions } from '../support/tool.ts';
import type { Part } from './change.ts';
import { alone } from './idle.ts';
import { Running } from './running.ts';

type Version = (typeof readingVersions)[number][0];

/** Where a version of Compose lies. */
export function configOf(version: Version): string {
  return readingVersions.find(([one]) => one === version)?.[1] ?? '';
}

/** What the project is called that is in danger. */
export const project = 'plan-exact-danger';

/** An idle service with volumes, each as it is written in short. */
export function mounts(...volumes: readonly string[]): Part {
  const names = volumes.filter((line) => !/^[./]/.test(line)).map((line) => line.split(':')[0] ?? '');
  return {
    services: { a: { ...alone, volumes } },
    volumes: Object.fromEntries(names.map((name) => [name, null])),
  };
}

const begun: Running[] = [];

/** Takes away all projects that were begun. */
export function dispose(): void {
  for (const one of begun.splice(0)) one.dispose();
}

/** A project in its first state. */
export async function runs(part: Part, version: Version = '2.40', name = project): Promise<Running> {
  const running = new Running(name, configOf(version));
  begun.push(running);
  running.becomes(part);
  expect(await running.up()).toEqual({ replaced: [], restarted: [], ended: [] });
  return running;
}

/** Makes a later state come true, by a plain `up`. */
export async function becomes(running: Running, part: Part) {
  running.becomes(part);
  return running.up();
}

interface Around extends Partial<StackModel> {
  /** @default '2.40' */
  readonly version?: Version;
  /** The one before. @default - the same */
  readonly from?: Version;
  /** What the project is called afterwards. @default - as before */
  readonly called?: string;
}

/** The dangers of a deploy, `rule: message`, as they are told to whoever plans it. */
export function dangers(
  before: Part,
  after: Part,
  { version = '2.40', from = version, called = project, ...over }: Around = {},
): readonly string[] {
  const document = (name: string, { files: _, env: __, images: ___, ...part }: Part) => ({ name, ...part });
  const services = Object.entries(after.services).map(([id, said]) => {
    const image = String(Object(said).image);
    const known = knownImage(image);
    return service({ id, image, ...(known && { known }) });
  });
  const plan = planned(document(project, before), document(called, after), { services, ...over }, [
    { from, to: version },
  ]);
  return plan.dangers.map(({ rule, message }) => `${rule}: ${message}`);
}

/** How long a server is given to answer, or to give up. */
export const patience = { timeout: 120_000, interval: 250 };
