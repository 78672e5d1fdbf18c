import { literal } from '../../compose/text.ts';
import type { Holder } from '../../graph/data-places.ts';
import { dataPlaces } from '../../graph/data-places.ts';
import { profilesOf, startOf } from '../../lower/runs.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Mounted } from '../facts/mounts.ts';
import { mountsOf } from '../facts/mounts.ts';
import { startsOther } from '../facts/servers.ts';
import { enumerated, quoted } from '../facts/wording.ts';

/** Volumes and mounts belong together. */
export const volumesUsed: Rule = {
  id: 'volumes-used',
  severity: 'error',
  summary:
    'Each volume is mounted, each mounted one exists, no two mounts share a path or a volume, and one server alone keeps its data in each.',
  check: lookInEach((stack) => ({
    in: (service) => {
      const mounts = mountsOf(service);
      return mounts.length < 2 ? [] : [...shadowed(service, mounts), ...twice(service, mounts)];
    },
    told: (found) => [...unused(stack), ...found, ...undeclared(stack), ...shared(stack)],
  })),
  about: {
    why: 'A volume that nobody mounts stays empty while the data goes elsewhere, and dies there. Of two mounts at one path only one is there; at two paths one volume is the same files twice. Two servers of a database that run on the same files overwrite each other.',
    wrong: `
      new Volume(stack, 'uploads', { holds: 'What users upload', kind: 'cache' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      const uploads = new Volume(stack, 'uploads', { holds: 'What users upload', kind: 'cache' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' }).mount(uploads, '/srv/uploads');
    `,
    edits: 'It removes the line of a volume that no service mounts and no other line names.',
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
      edit: { kind: 'remove' as const },
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

/** Two servers of a store on the same files: uploads and what else programs share is nobody's alone. */
function shared(stack: StackModel): readonly Complaint[] {
  const paths = new Map(stack.volumes.map(({ id, path }) => [id, path]));
  const homes = [...dataPlaces(stack)].flatMap(([service, places]) =>
    runsAlone(service)
      ? places.flatMap(({ held }) =>
          isWritten(held) ? [{ service, ...held, key: keyOf(service, held) }] : [],
        )
      : [],
  );
  return groupBy(homes, ({ key }) => key).flatMap((group) => {
    const [first] = group;
    const together = group.filter(({ service }) =>
      group.some((one) => one.service !== service && meet(one.service, service)),
    );
    const by = [...new Set(together.map(({ service }) => service))];
    if (by.length < 2) return [];
    const what = first.by === 'volume' ? `the volume "${first.source}"` : `${first.source} of the host`;
    return [
      {
        path: paths.get(first.source ?? '') ?? first.service.path,
        message: `${quoted(by.map((service) => service.id))} keep the data of ${first.service.known?.product} in the same folder of ${what}: each takes the files for its own, and they are damaged, or only the first one starts`,
        fix: `give each of them a volume of its own, or let the others ask "${by[0]?.id}" by its address`,
        also: by.map((service) => service.path),
      },
    ];
  });
}

/** Whether it is a server of a store. What a shell starts may be anything. */
function runsAlone(service: ServiceModel): boolean {
  const { entrypoint, command } = startOf(service);
  const program = literal((entrypoint.length > 0 ? entrypoint : command)[0] ?? []) ?? '';
  const shell = /^(?:\S*\/)?(?:ba|da|a)?sh(?:\s|$)/.test(program);
  return (
    service.kind === 'service' && service.known?.traits?.oneWriter === true && !shell && !startsOther(service)
  );
}

/** Which folder it is; a node with a name has one of its own in it. */
function keyOf(service: ServiceModel, { by, source, inside }: Holder): string {
  const named = service.known?.nodeVariable !== undefined;
  return JSON.stringify([by, source, inside, named ? (configOf(service).hostname ?? []) : '']);
}

function isWritten({ by, readOnly }: Holder): boolean {
  return (by === 'volume' || by === 'host') && !readOnly;
}

/** Whether both may run at a time: not where an operator starts the one or the other. */
function meet(one: ServiceModel, other: ServiceModel): boolean {
  const [some, others] = [profilesOf(one), profilesOf(other)];
  return (some.length === 0 && others.length === 0) || some.some((profile) => others.includes(profile));
}
