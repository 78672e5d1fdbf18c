import type { IConstruct } from 'constructs';
import type { StoreModel } from '../../src/model/backup.ts';
import { StowageError } from '../../src/model/error.ts';
import { archive } from './archive.ts';
import type { Backup, BackupHooks, DumpedBackup } from './backup-ways.ts';
import { commands, commandWords, dumpedBy } from './commands.ts';
import { checkExec } from './exec-words.ts';
import type { Holding, Mounted } from './mounts.ts';
import { holdingsOf, volumesOf } from './mounts.ts';
import { copiedBySqlite, databasesIn, sqliteCopies } from './sqlite.ts';
import type { AnyStored, StoredIn } from './store.ts';
import { leftTo, storeOf } from './store.ts';

/**
 * What a service says of its volumes, as stores: by a method, or in a line. Files are a store for each volume, called like it.
 * @throws StowageError `nothing-to-save` when it mounts nothing that could be saved so
 */
export function savedBy(
  service: IConstruct,
  stored: AnyStored,
  mounts: readonly Mounted[],
): readonly StoreModel[] {
  const mounted = volumesOf(mounts);
  if ('method' in stored) return [storeOf(service, stored, mounted)];
  if ('dump' in stored) {
    const store = storeOf(service, dumped(service, stored, leftTo(mounted)));
    return [{ ...around(service, stored), ...store, how: dumpedBy(stored) }];
  }
  const volumes = leftTo(holdingsOf(mounts));
  if (volumes.length === 0)
    throw new StowageError(
      'nothing-to-save',
      `backup of "${service.node.id}" saves files, and it mounts no volume of state that does not say itself how it is saved`,
      'mount the volume that holds them, or leave backup out',
      { at: service.node.path },
    );
  return filesOf(service, stored, volumes, mounts);
}

/** What a volume or a path of the host says of itself, by way of a service that mounts it. */
export function savedThrough(
  service: IConstruct,
  volume: Holding,
  mounts: readonly Mounted[],
): readonly StoreModel[] {
  const { backup, node } = volume;
  if (!backup) return [];
  const { path } = node;
  if ('method' in backup)
    return [{ ...storeOf(service, { name: node.id, ...backup, volumes: [volume] }), path }];
  if ('dump' in backup) {
    const store = storeOf(service, { ...dumped(volume, backup, [volume]), name: node.id });
    return [{ ...around(volume, backup), ...store, path, how: dumpedBy(backup) }];
  }
  return filesOf(service, backup, [volume], mounts).map((store) => ({ ...store, path }));
}

function dumped({ node }: IConstruct, backup: DumpedBackup, volumes: readonly Holding[]): StoredIn {
  for (const key of ['dump', 'load', 'count'] as const) checkExec(node, key, backup[key]);
  return { method: commands, words: commandWords(backup), volumes };
}

/** Files, a store for each volume, called like it. */
function filesOf(
  service: IConstruct,
  backup: Exclude<Backup, DumpedBackup>,
  volumes: readonly Holding[],
  mounts: readonly Mounted[],
): readonly StoreModel[] {
  const files = (volume: Holding, method = archive, more: readonly string[] = []) => ({
    ...storeOf(service, {
      method,
      name: volume.node.id,
      words: [volume.node.id, ...more],
      volumes: [volume],
    }),
    ...around(service, backup),
  });
  if (!('sqlite' in backup)) {
    const meanwhile = 'pause' in backup ? 'pause' : 'stop';
    return volumes.map((volume) => ({ ...files(volume), meanwhile }));
  }
  return databasesIn(service.node.path, backup, volumes, mounts).map(({ volume, paths }) =>
    paths.length === 0
      ? files(volume)
      : { ...files(volume, sqliteCopies, paths), how: copiedBySqlite(paths) },
  );
}

function around({ node }: IConstruct, { before, after }: BackupHooks): Pick<StoreModel, 'before' | 'after'> {
  checkExec(node, 'before', before);
  checkExec(node, 'after', after);
  return { ...(before && { before }), ...(after && { after }) };
}
