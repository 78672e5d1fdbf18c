import { mayBeExternal } from '../../compose/project.ts';
import { pointers } from '../../graph/pointers.ts';
import { resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { VolumeModel } from '../../model/volume.ts';
import { mountsOf } from '../facts/mounts.ts';
import { asConst, quoted } from '../facts/wording.ts';

/** What a service knows of the store that it coordinates, and the store itself, live and die together. */
export const storesTogether: Rule = {
  id: 'stores-together',
  severity: 'error',
  summary: 'A store and the service that knows its cluster are kept, named and saved alike.',
  check: (stack) => {
    const services = new Map(stack.services.map((service) => [service.id, service]));
    const volumes = new Map(stack.volumes.map((volume) => [volume.id, volume]));
    const toKeepers = pointers(stack).filter(({ to }) => isKeeper(services.get(to)));
    return groupBy(toKeepers, ({ from, to }) => `${from.id} ${to}`).flatMap(([{ from, to }]) => {
      const keeper = services.get(to);
      const data = stateOf(from, volumes);
      if (keeper === undefined || isKeeper(from) || data.length === 0) return [];
      const found = apart(stack, from, data, keeper, stateOf(keeper, volumes));
      return found === undefined ? [] : [{ path: from.path, also: [keeper.path], ...found }];
    });
  },
  about: {
    why: 'Kafka writes the cluster id that ZooKeeper gave it beside its messages, and refuses to start with another one; replicated tables of ClickHouse are read-only without their nodes. So a store that comes back to a new or an older ZooKeeper is as good as lost.',
    wrong: `
      const keeper = new Service(phase, 'keeper', { image: 'example.org/zookeeper:3.9.4', port: 2181, scratch: { '/data': '64mb' }, health: { exec: ['check'] } });
      const events = new Volume(stack, 'events', { holds: 'Events that nobody has read' });
      new Service(later, 'broker', { image: 'example.org/kafka:3.9.1', port: 9092, env: { ZOOKEEPER_CONNECT: keeper.address } }).mount(events, '/data');
      stack.acknowledge('state-backed-up', [events], 'They are worth nothing after a day.');
    `,
    right: `
      const keeper = new Service(phase, 'keeper', { image: 'example.org/zookeeper:3.9.4', port: 2181, health: { exec: ['check'] } });
      const nodes = new Volume(stack, 'nodes', { holds: 'What ZooKeeper knows' });
      keeper.mount(nodes, '/data');
      const events = new Volume(stack, 'events', { holds: 'Events that nobody has read' });
      new Service(later, 'broker', { image: 'example.org/kafka:3.9.1', port: 9092, env: { ZOOKEEPER_CONNECT: keeper.address } }).mount(events, '/data');
      stack.acknowledge('state-backed-up', [nodes, events], 'They are worth nothing after a day.');
    `,
    sources: [
      'https://github.com/bitnami/bitnami-docker-kafka/issues/149',
      'https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication',
    ],
  },
};

function isKeeper(service: ServiceModel | undefined): boolean {
  return service?.known?.traits?.coordinates === true;
}

/** The volumes of a service that hold what must not be lost. */
function stateOf(service: ServiceModel, volumes: ReadonlyMap<string, VolumeModel>): readonly VolumeModel[] {
  return mountsOf(service).flatMap(({ volume, readOnly }) => {
    const found = volume === undefined || readOnly ? undefined : volumes.get(volume);
    return found?.kind === 'state' ? [found] : [];
  });
}

/** How the two part. */
function apart(
  stack: StackModel,
  store: ServiceModel,
  data: readonly VolumeModel[],
  keeper: ServiceModel,
  nodes: readonly VolumeModel[],
): Omit<Complaint, 'path'> | undefined {
  const its = `${quoted(data.map(({ id }) => id))} of "${store.id}"`;
  if (nodes.length === 0)
    return {
      message: `${its} is kept, and nothing that "${keeper.id}" knows of it: the first time that "${keeper.id}" is made anew, "${store.id}" does not fit it any more`,
      fix: `give "${keeper.id}" a volume of kind: 'state', or make what "${store.id}" holds a cache too`,
    };
  const theirs = `${quoted(nodes.map(({ id }) => id))} of "${keeper.id}"`;
  const [named, renamed] = [data, nodes].map((volumes) =>
    volumes.some((volume) => hasOwnName(volume, stack)),
  );
  if (named !== renamed)
    return {
      severity: 'warn',
      message: `${named ? its : theirs} has a name for the whole host, and ${named ? theirs : its} one of this project: when the project is destroyed or renamed, only one of them comes back`,
      fix: 'give both a name or neither: compose: { name: … }, and external likewise',
    };
  const saved = (volumes: readonly VolumeModel[]) =>
    stack.stores.find((one) => volumes.some(({ id }) => one.volumes.includes(id)));
  const [ours, other] = [saved(data), saved(nodes)];
  const left = ours === undefined && other === undefined ? leftAtRestore(data, nodes) : undefined;
  if (left !== undefined)
    return {
      message: `a restore empties ${theirs} and leaves ${quoted([left.id])}: after it "${store.id}" does not fit "${keeper.id}" any more`,
      fix: `let both start empty: ${asConst(left.id)}.emptyWith(${nodes.map(({ id }) => asConst(id)).join(', ')})`,
    };
  // The own BACKUP of a database makes its nodes anew when it is loaded; a copy of its files does not.
  if (
    (ours === undefined) === (other === undefined) ||
    (ours !== undefined && ours.method.through !== 'volume')
  )
    return undefined;
  return {
    message: `${ours ? its : theirs} is saved, and ${ours ? theirs : its} is not: after a restore "${store.id}" does not fit "${keeper.id}" any more`,
    fix: 'save both in the same backup, or neither',
  };
}

/** A volume of the store that stays as it is when a restore empties the keeper, together with another store. */
function leftAtRestore(data: readonly VolumeModel[], nodes: readonly VolumeModel[]): VolumeModel | undefined {
  const ids = new Set(nodes.map(({ id }) => id));
  const others = nodes.flatMap(({ emptyWith }) => emptyWith).filter((id) => !ids.has(id));
  if (others.length === 0) return undefined;
  return data.find(({ id, emptyWith }) => !others.includes(id) && !emptyWith.some((other) => ids.has(other)));
}

/** One that does not begin with the name of the project. */
function hasOwnName({ id }: VolumeModel, stack: StackModel): boolean {
  const volume = resourcesOf(stack).volumes?.get(id) ?? {};
  return volume.name !== undefined || mayBeExternal(volume);
}
