import type { Change, Part } from './change.ts';
import type { Column } from './measure.ts';
import { changes } from './measure.ts';
import { quirks } from './quirks.ts';

/** The page, of what each version did. */
export function page(columns: readonly Column[]): string {
  const versions = columns.map(({ version }) => version);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const head = (cells: readonly string[]) => row(cells) + row(cells.map(() => '---'));
  const counted = columns
    .map(({ version, compared }) => `${compared.outcomes.length} by ${version}`)
    .join(', ');
  const rows = changes.flatMap((change) =>
    change.states.slice(1).flatMap((_, i) => {
      const fates = columns.map(({ compared: { outcomes } }) => {
        const one = outcomes.find(({ key, step }) => key === change.key && step === i + 1);
        return one === undefined ? '' : one.fate;
      });
      const known = fates.filter((fate) => fate !== '');
      return new Set(known).size > 1 ? [row([`\`${change.key}\``, ...difference(change, i), ...fates])] : [];
    }),
  );
  return `# What \`up -d\` makes anew

Made by running it (\`node --import tsx test/engine/plan/refresh.ts\`, with the variables that \`test/engine/run\` sets): changes of one key of services that run, ${counted}.
Each container that was made anew, and each that was stopped and started, was predicted by [replaced.ts](../src/plan/replaced.ts) and [restarted.ts](../src/plan/restarted.ts);
the area \`plan\` of the engine lane compares.

## Where versions differ

What becomes of the service that says it, or stands beside what changed.

${head(['what changes', 'from', 'to', ...versions])}${rows.join('')}
## What the files do not tell, and what is worse than a restart

${head(['what changes', ...versions])}${quirks
  .map(({ said }, i) => row([said, ...columns.map(({ answers }) => answers[i] ?? '')]))
  .join('')}
The names are lost since Compose connects the containers to the new network without them; the next time that such a container is made anew, it has them again. 5.6 looks for networks and volumes before it makes those that
are missing, so one that it has just made replaces nobody until the next \`up\`. Nobody is asked by 2.26, which never looks at what a volume is.
`;
}

/** What is said otherwise at a step, for a person. */
function difference({ states }: Change, i: number): readonly [string, string] {
  const as = (name: string) => name || 'it';
  const [from, to] = [states[i]?.(as), states[i + 1]?.(as)];
  const flat = (part: Part | undefined) =>
    new Map(Object.entries(part ?? {}).flatMap(([, one]) => leaves(one)));
  const [was, is] = [flat(from), flat(to)];
  const of = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) => {
    const said = [...one].filter(([key, value]) => other.get(key) !== value);
    const text = said.map(([key, value]) => `${key}: ${value}`).join(', ');
    return text === '' ? '' : `\`${text.length > 90 ? `${text.slice(0, 89)}…` : text}\``;
  };
  return [of(was, is), of(is, was)];
}

/** What is said of each name, a key each. */
function leaves(section: unknown): readonly (readonly [string, string])[] {
  return Object.entries(section ?? {}).flatMap(([name, said]) =>
    typeof said === 'object' && said !== null && !Array.isArray(said)
      ? Object.entries(said).map(([key, value]) => [`${name}.${key}`, JSON.stringify(value)] as const)
      : [[name, JSON.stringify(said)] as const],
  );
}
