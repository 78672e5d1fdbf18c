import type { Dialect } from '../../../src/compose/hash.ts';
import { each } from '../support/reading.ts';
import { must, run } from '../support/tool.ts';
import { beside } from './cases/beside.ts';
import { neighbours } from './cases/neighbours.ts';
import { resources } from './cases/resources.ts';
import { services } from './cases/services.ts';
import type { Compared } from './compared.ts';
import { compared } from './compared.ts';
import { asked } from './quirks.ts';

/** Every change, in the order of the page. */
export const changes = [...services, ...beside, ...neighbours, ...resources];

/** What others made. */
const outside = [
  ['network', 'plan-exact-outside'],
  ['volume', 'plan-exact-outside'],
] as const;

const projects = 6;

/** What one version did. */
export interface Column {
  readonly version: Dialect;
  readonly compared: Compared;
  /** What it did with each quirk. */
  readonly answers: readonly string[];
}

/** What a version does with all changes that it knows, in some projects, as many at a time as there are processors, and with the quirks. */
export async function column(version: Dialect, config: string): Promise<Column> {
  const known = changes.filter(({ versions }) => versions === undefined || versions.includes(version));
  // Those of as many steps together: each step is an `up` of the whole project.
  const sorted = known.toSorted((one, other) => other.states.length - one.states.length);
  const size = Math.ceil(sorted.length / projects);
  const groups = Array.from({ length: projects }, (_, at) => sorted.slice(at * size, (at + 1) * size));
  for (const [kind, name] of outside) run('docker', [kind, 'rm', name]);
  for (const [kind, name] of outside) must('docker', [kind, 'create', name]);
  try {
    const all = await each([...groups.entries()], ([i, group]) =>
      compared(`plan-exact-${i}`, config, version, group),
    );
    const [outcomes, misses] = [all.flatMap((one) => one.outcomes), all.flatMap((one) => one.misses)];
    return { version, compared: { outcomes, misses }, answers: await asked(config) };
  } finally {
    for (const [kind, name] of outside) run('docker', [kind, 'rm', name]);
    const tags = must('docker', ['images', '--format', '{{.Repository}}:{{.Tag}}', 'plan-exact/*']);
    for (const tag of tags.split('\n').filter(Boolean)) run('docker', ['rmi', tag]);
  }
}
