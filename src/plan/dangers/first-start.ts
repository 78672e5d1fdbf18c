import type { Complaint } from '../../model/finding.ts';
import type { Danger } from '../danger.ts';

/** A setting that a store reads in its first start alone. */
export const onlyWhenEmpty: Danger = {
  id: 'only-when-empty',
  severity: 'warn',
  summary: 'What a store reads only while it is empty is not changed in a file alone once it holds data.',
  find: ({ stack, before, after, steps, data }) => {
    const kept = data.filter(({ fate }) => !['new', 'renamed', 'orphaned'].includes(fate));
    return steps.flatMap(({ service, changes, path = stack.path }): readonly Complaint[] => {
      const set = changes.flatMap(({ keys: [key, name = ''] }) => (key === 'environment' ? [name] : []));
      if (set.length === 0 || !before.services.has(service) || !after.services.has(service)) return [];
      const { known } = stack.services.find(({ id }) => id === service) ?? {};
      const volume = kept.find(({ services }) => services.includes(service));
      if (known === undefined || volume === undefined) return [];
      const { initialVariables = [], reach: { logins = [] } = {} } = known;
      const names = new Set([
        ...initialVariables,
        ...logins.flatMap(({ userVariable, passwordVariable }) => [userVariable, passwordVariable]),
      ]);
      const changed = [...new Set(set)].filter((name) => names.has(name));
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
    why: 'An image makes users, passwords, databases and their collation when it finds no data. Later the variables are overlooked: the store keeps what it has, and who was given the new value is refused.',
    sources: ['https://hub.docker.com/_/postgres'],
  },
};
