import { showText } from '../../compose/text.ts';
import { dataPlaces } from '../../graph/data-places.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import { mountsOf } from '../facts/mounts.ts';
import { asConst, quoted } from '../facts/wording.ts';

/** State is saved, or its loss is accepted by name. */
export const stateBackedUp: Rule = {
  id: 'state-backed-up',
  severity: 'error',
  summary:
    'Every volume that holds state belongs to a backup, and so does every path of the host that a container writes to.',
  check: (stack) => [...volumesOf(stack), ...hostPathsOf(stack), ...bindsOf(stack)],
  about: {
    why: 'A volume lives on one disk. What no backup saves is lost with that disk, with a wrong command, or with a failed upgrade, and that is usually found out on the day of the restore.',
    wrong: `
      const orders = new Volume(stack, 'orders', { holds: 'All orders' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' }).mount(orders, '/srv/orders');
    `,
    right: `
      const thumbnails = new Volume(stack, 'thumbnails', { holds: 'Thumbnails, made anew when they are gone', kind: 'cache' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' }).mount(thumbnails, '/srv/thumbnails');
    `,
    sources: ['https://docs.docker.com/engine/storage/volumes/#back-up-restore-or-migrate-data-volumes'],
  },
};

function volumesOf({ services, volumes, stores }: StackModel): readonly Complaint[] {
  const saved = new Set(stores.flatMap((store) => store.volumes));
  const users = new Map<string, { readonly id: string; readonly path: string }[]>();
  for (const service of services)
    for (const { volume } of mountsOf(service))
      if (volume !== undefined) users.set(volume, [...(users.get(volume) ?? []), service]);
  /** What a construct makes inside of itself, only its props can change. */
  const maker = (path: string) => {
    const made = services.find((service) => path.startsWith(`${service.path}/`));
    return made && `save it: backup: { stop: true } of "${made.id}"`;
  };
  return volumes
    .filter(({ kind, id }) => kind === 'state' && !saved.has(id))
    .map(({ path, id, bare }) => {
      const by = users.get(id) ?? [];
      const [owner] = by;
      const save = bare
        ? `make it with new Volume(stack, '${id}', { holds: '…', backup: { stop: true } }), or kind: 'cache' there when it may be lost`
        : (maker(path) ?? `save it, backup: { stop: true }; make it kind: 'cache' when it may be lost`);
      return {
        path,
        message: `"${id}"${owner ? ` of ${quoted(by.map((user) => user.id))}` : ''} holds state, but no backup saves it: what it holds dies with the disk`,
        fix: `${save}; or sign for it: stack.acknowledge('state-backed-up', [${asConst(owner?.id ?? id)}], '<why>')`,
        also: by.map((user) => user.path),
      };
    });
}

/** A disk of the host dies as any other. What no container writes to is somebody else's to save. */
function hostPathsOf({ services, hostPaths = [], stores }: StackModel): readonly Complaint[] {
  const saved = new Set(stores.flatMap((store) => store.volumes));
  return hostPaths.flatMap(({ path, id, host, kind }) => {
    const source = showText(host);
    const writers = services.filter((service) =>
      (configOf(service).volumes ?? []).some(
        (mount) =>
          mount.type === 'bind' && mount.readOnly !== true && showText(mount.source ?? []) === source,
      ),
    );
    if (kind === 'socket' || saved.has(id) || writers.length === 0) return [];
    return [
      {
        path,
        message: `${quoted(writers.map((writer) => writer.id))} ${writers.length > 1 ? 'write' : 'writes'} to "${id}", ${source} on the host, but no backup saves it: what it holds dies with the disk`,
        fix: `${kind === 'folder' ? 'save it, backup: { stop: true }; ' : ''}say readOnly: true of "${id}" when nobody shall write there, or sign for it: stack.acknowledge('state-backed-up', [${asConst(id)}], '<why>')`,
        also: writers.map((writer) => writer.path),
      },
    ];
  });
}

/** A path of the host that raw keys mount where an image keeps its data. What lies beside the compose file is another finding. */
function bindsOf(stack: StackModel): readonly Complaint[] {
  const known = new Set((stack.hostPaths ?? []).map(({ host }) => showText(host)));
  const dumped = new Set(stack.stores.map(({ service }) => service));
  return [...dataPlaces(stack)].flatMap(([service, places]) => {
    const { path, id, kind, known: image } = service;
    if (kind === 'job' || dumped.has(id)) return [];
    return places.flatMap(({ path: place, likely, held }) => {
      const { by, at, source = '', readOnly } = held;
      if (by !== 'host' || likely || readOnly || known.has(source) || !/^[/~$]/.test(source)) return [];
      return [
        {
          path,
          severity: 'warn' as const,
          message: `"${id}" keeps its data (${image?.product}) at ${place}, which is ${source} on the host, and no backup saves that: it dies with the disk`,
          fix: `let backups know it: ${asConst(id)}.mount(new HostPath(stack, '${id}-data', { path: '${source.startsWith('/') ? source : '/…'}', holds: '…', backup: { stop: true } }), '${at}')`,
        },
      ];
    });
  });
}
