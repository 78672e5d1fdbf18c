import type { Finding } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import type { Difference } from '../out.ts';
import { manifestPath } from '../out.ts';

/** What happened to the files of one system, or of one of its environments. */
export interface Group {
  readonly system: string;
  readonly environment: string;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly findings: readonly Finding[];
}

/** Systems in the order of the stacks, each with its environments; then what belongs to none any more. */
export function grouped(
  stacks: readonly StackModel[],
  findings: readonly Finding[],
  { changes, unchanged }: Pick<Difference, 'changes' | 'unchanged'>,
): readonly Group[] {
  const owner = (path: string) => {
    const [system = '', environment = ''] = path.split('/');
    const known = stacks.some((stack) => stack.name === system && stack.environment.name === environment);
    return known ? `${system}/${environment}` : system;
  };
  const paths = [...changes.map(({ path }) => path), ...unchanged].filter((path) => path !== manifestPath);
  const places = stacks.flatMap(({ name, environment }) => [name, `${name}/${environment.name}`]);
  return [...new Set([...places, ...paths.map(owner)])]
    .map((place): Group => {
      const [system = '', environment = ''] = place.split('/');
      const its = (path: string) => path !== manifestPath && owner(path) === place;
      const changed = (kind: 'write' | 'remove') =>
        changes.flatMap((change) => (change.kind === kind && its(change.path) ? [change.path] : []));
      const stack = stacks.find(({ name, environment: at }) => name === system && at.name === environment);
      return {
        system,
        environment,
        written: changed('write'),
        removed: changed('remove'),
        unchanged: unchanged.filter(its).length,
        findings: findings.filter(
          ({ path }) => stack && (path === stack.path || path.startsWith(`${stack.path}/`)),
        ),
      };
    })
    .filter(
      ({ environment, written, removed, unchanged: same }) =>
        environment !== '' || written.length + removed.length + same > 0,
    );
}
