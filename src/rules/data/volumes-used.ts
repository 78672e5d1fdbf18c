import { resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Mounted } from '../facts/mounts.ts';
import { mountsOf } from '../facts/mounts.ts';
import { enumerated, quoted } from '../facts/wording.ts';

/** Volumes and mounts belong together. */
export const volumesUsed: Rule = {
  id: 'volumes-used',
  severity: 'error',
  summary:
    'Each volume is mounted, each mounted one exists, no two mounts share a path or a volume, and one service writes to each.',
  check: (stack) => [
    ...unused(stack),
    ...stack.services.flatMap((service) => {
      const mounts = mountsOf(service);
      return mounts.length < 2 ? [] : [...shadowed(service, mounts), ...twice(service, mounts)];
    }),
    ...undeclared(stack),
    ...shared(stack),
  ],
  about: {
    why: 'A volume that nobody mounts stays empty while the data goes elsewhere, and dies there. Of two mounts at one path only one is there; at two paths one volume is the same files twice. Two programs that write to one volume overwrite each other unless both are made for it.',
    wrong: `
      new Volume(stack, 'uploads', { holds: 'What users upload', kind: 'cache' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      const uploads = new Volume(stack, 'uploads', { holds: 'What users upload', kind: 'cache' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' }).mount(uploads, '/srv/uploads');
    `,
    sources: [
      'https://docs.docker.com/engine/storage/volumes/',
      'https://docs.docker.com/reference/compose-file/volumes/',
    ],
  },
};

function unused({ services, volumes }: StackModel): readonly Complaint[] {
  const mounted = new Set(services.flatMap((service) => mountsOf(service).map(({ volume }) => volume)));
  return volumes
    .filter(({ id }) => !mounted.has(id))
    .map(({ path, id }) => ({
      path,
      message: `no service mounts the volume "${id}": it stays empty`,
      fix: `mount it: service.mount(volume, '/path'), or remove it`,
    }));
}

function undeclared(stack: StackModel): readonly Complaint[] {
  const { volumes: known, rest } = resourcesOf(stack);
  // What cannot be read may declare any.
  if (rest?.has('volumes') === true) return [];
  return stack.services.flatMap((service) =>
    mountsOf(service).flatMap(({ volume, target }) =>
      volume === undefined || known?.has(volume) === true
        ? []
        : [
            {
              path: service.path,
              message: `"${service.id}" mounts the volume "${volume}" at ${target}, but this stack has no such volume: Compose refuses the project`,
              fix: `make it in this stack: new Volume(stack, '${volume}', { holds: '…' })`,
            },
          ],
    ),
  );
}

function shadowed(service: ServiceModel, mounts: readonly Mounted[]): readonly Complaint[] {
  return groupBy(mounts, ({ target }) => target.replace(/(?<=.)\/+$/, '')).flatMap(([first, second]) =>
    second === undefined
      ? []
      : [
          {
            path: service.path,
            message: `"${service.id}" mounts two things at "${first.target}": only one of them can be there`,
            fix: 'give one of the two mounts another target',
          },
        ],
  );
}

function twice({ path, id }: ServiceModel, mounts: readonly Mounted[]): readonly Complaint[] {
  const whole = mounts.filter(({ volume, subpath }) => volume !== undefined && subpath === undefined);
  // Two mounts at one path are another mistake.
  return groupBy(whole, ({ volume = '' }) => volume).flatMap((group) => {
    const targets = [...new Set(group.map(({ target }) => target.replace(/(?<=.)\/+$/, '')))];
    return targets.length < 2
      ? []
      : [
          {
            path,
            severity: 'warn' as const,
            message: `"${id}" mounts the volume "${group[0].volume}" at ${enumerated(targets)}: both are the same files, and what is written to one changes the other`,
            fix: 'give each path a volume of its own, or mount only one of them',
          },
        ];
  });
}

function shared({ services, volumes }: StackModel): readonly Complaint[] {
  const writers = new Map<string, ServiceModel[]>(volumes.map(({ id }) => [id, []]));
  for (const service of services)
    for (const volume of new Set(
      mountsOf(service).flatMap((mount) => (mount.readOnly ? [] : (mount.volume ?? []))),
    ))
      writers.get(volume)?.push(service);
  return volumes.flatMap(({ path, id }) => {
    const by = writers.get(id) ?? [];
    if (by.length < 2) return [];
    return [
      {
        path,
        severity: 'warn' as const,
        message: `${quoted(by.map((service) => service.id))} write to the same volume "${id}": most programs expect to be alone`,
        fix: `mount it with { readOnly: true } where it is only read`,
        also: by.map((service) => service.path),
      },
    ];
  });
}
