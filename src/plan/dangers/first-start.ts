import { isWords } from '../../compose/attributes/command.ts';
import { spellText } from '../../compose/interpolation.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Complaint } from '../../model/finding.ts';
import type { ImageModel } from '../../model/image.ts';
import type { Danger } from '../danger.ts';
import type { KeyChange } from '../keys.ts';

/** A setting that a store reads in its first start alone. */
export const onlyWhenEmpty: Danger = {
  id: 'only-when-empty',
  severity: 'warn',
  summary: 'What a store reads only while it is empty is not changed in a file alone once it holds data.',
  find: ({ stack, before, after, steps, data }) => {
    const kept = data.filter(({ fate }) => !['new', 'renamed', 'orphaned'].includes(fate));
    return steps.flatMap(({ service, changes, path = stack.path }): readonly Complaint[] => {
      const [was, is] = [before.services.get(service), after.services.get(service)];
      const { known } = stack.services.find(({ id }) => id === service) ?? {};
      const volume = kept.find(({ services }) => services.includes(service));
      if (was === undefined || is === undefined || known === undefined || volume === undefined) return [];
      const changed = [...settingsIn(changes, known), ...flagsIn(was, is, known)];
      if (changed.length === 0) return [];
      const it = changed.length > 1 ? 'them' : 'it';
      return [
        {
          path,
          message: `${changed.join(', ')} of ${service} changed, and ${known.product} reads ${it} only while its data are empty: ${volume.name} is not`,
          fix: `say what was said before; or change ${it} in ${known.product} itself, too: what it has stays as it was`,
        },
      ];
    });
  },
  about: {
    why: 'An image makes users, passwords, databases and their collation when it finds no data. Later the variables are overlooked: the store keeps what it has, and who was given the new value is refused. Of some options of its command, such as lower_case_table_names of MySQL, it does not start any more.',
    sources: [
      'https://hub.docker.com/_/postgres',
      'https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html',
    ],
  },
};

/** Variables of its environment. */
function settingsIn(changes: readonly KeyChange[], known: ImageModel): readonly string[] {
  const { initialVariables = [], reach: { logins = [] } = {} } = known;
  const names = new Set([
    ...initialVariables,
    ...logins.flatMap(({ userVariable, passwordVariable }) => [userVariable, passwordVariable]),
  ]);
  const set = changes.flatMap(({ keys: [key, name = ''] }) => (key === 'environment' ? [name] : []));
  return [...new Set(set)].filter((name) => names.has(name.replace(/_FILE$/, '')));
}

/** Options of its command whose value is another one; one with an underscore is the same as one with a hyphen. */
function flagsIn(was: ServiceConfig, is: ServiceConfig, { traits }: ImageModel): readonly string[] {
  const { initialFlags = [] } = traits ?? {};
  if (initialFlags.length === 0) return [];
  const [old, now] = [was, is].map(wordsOf);
  return initialFlags.filter((flag) => saidFor(flag, old ?? []) !== saidFor(flag, now ?? []));
}

function wordsOf({ entrypoint, command }: ServiceConfig): readonly string[] {
  return [entrypoint, command].flatMap((said) => {
    if (said === undefined) return [];
    const texts = isWords(said) ? said : [said.line];
    return texts.flatMap((text) => spellText(text).split(/\s+/));
  });
}

function saidFor(flag: string, words: readonly string[]): string | undefined {
  const plain = (name: string) => name.replaceAll('_', '-').toLowerCase();
  const at = words.findLastIndex((word) => plain(word.replace(/=.*/s, '')) === plain(flag));
  if (at < 0) return undefined;
  const [, value] = /=(.*)/s.exec(words[at] ?? '') ?? [];
  const next = words[at + 1] ?? '';
  return value ?? (next.startsWith('-') ? '' : next);
}
