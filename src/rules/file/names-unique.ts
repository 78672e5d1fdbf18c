import { literal } from '../../compose/text.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
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
    neighbours = [],
  }) => [
    ...repeated(phases, 'phases', 'the Makefile would start both with one target'),
    ...repeated(services, 'services', 'Compose would keep only one of them'),
    ...containers(services, neighbours),
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

/** The engine has each name of a container once, whatever project it is of. */
function containers(
  services: readonly ServiceModel[],
  neighbours: NonNullable<StackModel['neighbours']>,
): readonly Complaint[] {
  const said = (service: ServiceModel) => literal(configOf(service).containerName ?? []) || undefined;
  const held = new Map<string, string>();
  for (const { project, services: theirs } of neighbours)
    for (const service of theirs) {
      const name = said(service);
      if (name !== undefined) held.set(name, `"${service.id}" of ${project} on the same host`);
    }
  return services.flatMap((service) => {
    const { path, id } = service;
    const name = said(service);
    const other = name === undefined ? undefined : held.get(name);
    if (name !== undefined && other === undefined) held.set(name, `"${id}"`);
    return other === undefined
      ? []
      : [
          {
            path,
            message: `"${id}" has the container name "${name}", and so has ${other}: the engine makes only the first of them`,
            fix: `leave container_name out of "${id}": others reach it by its id`,
          },
        ];
  });
}

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
