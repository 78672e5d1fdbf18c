import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { StackModel } from '../../model/stack.ts';

interface Named {
  readonly path: string;
  readonly id: string;
}

/** A name means one thing. */
export const namesUnique: Rule = {
  id: 'names-unique',
  severity: 'error',
  summary:
    'No two services, volumes, networks, configs, secrets, phases or generated files of a stack have one name.',
  check: ({
    services,
    volumes,
    hostPaths = [],
    stores,
    networks,
    configs = [],
    secrets = [],
    phases,
    files,
  }) => [
    ...repeated(phases, 'phases', 'the Makefile would start both with one target'),
    ...repeated(services, 'services', 'Compose would keep only one of them'),
    ...repeated(
      volumes,
      'volumes',
      'Docker would mount one volume in both places, and they overwrite each other',
    ),
    ...savedAlike({ volumes, hostPaths, stores }),
    ...repeated(networks, 'networks', 'they would be one network'),
    ...repeated(configs, 'configs', 'Compose would keep only one of them'),
    ...repeated(secrets, 'secrets', 'Compose would keep only one of them'),
    ...repeated(
      files.map(({ path, file }) => ({ path, id: file })),
      'generated files',
      'one would overwrite the other',
      // Some file systems take upper and lower case for the same.
      (file) => file.toLowerCase(),
    ),
  ],
  about: {
    why: 'Services, volumes and networks are the keys of maps in the compose file. Two of one name become one, and the other is silently gone; two volumes become one directory that both overwrite.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', health: { exec: ['shop', 'ready'] } });
      new Service(later, 'worker', { image: 'example.org/shop:1.0.0' });
    `,
    sources: [
      'https://yaml.org/spec/1.2.2/#3213-node-comparison',
      'https://docs.docker.com/reference/compose-file/services/',
    ],
  },
};

function repeated(
  items: readonly Named[],
  what: string,
  consequence: string,
  same: (id: string) => string = (id) => id,
): readonly Complaint[] {
  return groupBy(items, ({ id }) => same(id)).flatMap(([first, ...others]) =>
    others.map(({ path, id }) => ({
      path,
      message: `two ${what} are called "${id}" (the other is ${first.path}): ${consequence}`,
      fix: 'give one of them another name',
    })),
  );
}

/** A backup knows volumes and folders of the host by their ids. */
function savedAlike({
  volumes,
  hostPaths,
  stores,
}: Required<Pick<StackModel, 'volumes' | 'hostPaths' | 'stores'>>): readonly Complaint[] {
  const stored = new Set(stores.flatMap((store) => store.volumes));
  const saved = hostPaths.filter(({ id }) => stored.has(id));
  const named = new Set(volumes.map(({ id }) => id));
  return [
    ...saved.flatMap(({ path, id }) =>
      named.has(id)
        ? [
            {
              path,
              message: `a volume is called "${id}", too: a backup would take one for the other`,
              fix: 'give one of them another name',
            },
          ]
        : [],
    ),
    ...repeated(saved, 'saved paths of the host', 'a backup would take one for the other'),
  ];
}
