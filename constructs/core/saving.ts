import type { IConstruct } from 'constructs';
import type { StoreModel } from '../../src/model/backup.ts';
import { StowageError } from '../../src/model/error.ts';
import { archive } from './archive.ts';
import type { Backup, BackupHooks, DumpedBackup } from './backup-ways.ts';
import { commands, commandWords, dumpedBy } from './commands.ts';
import type { Stored } from './store.ts';
import { leftTo, storeOf } from './store.ts';
import type { Volume } from './volume.ts';

/**
 * What a service says of its volumes, as stores: by a method, or in a line. Files are a store for each volume, called like it.
 * @throws StowageError `nothing-to-save` when it mounts nothing that could be saved so
 */
export function savedBy(
  service: IConstruct,
  stored: Stored | Backup,
  mounted: readonly Volume[],
): readonly StoreModel[] {
  if ('method' in stored) return [storeOf(service, stored, mounted)];
  const volumes = leftTo(mounted);
  if ('dump' in stored)
    return [{ ...around(stored), ...storeOf(service, dumped(stored, volumes)), how: dumpedBy(stored) }];
  if (volumes.length === 0)
    throw new StowageError(
      'nothing-to-save',
      `backup of "${service.node.id}" saves files, and it mounts no volume of state that does not say itself how it is saved`,
      'mount the volume that holds them, or leave backup out',
      { at: service.node.path },
    );
  return volumes.map((volume) => files(service, stored, volume));
}

/** What a volume says of itself, by way of a service that mounts it. */
export function savedThrough(service: IConstruct, volume: Volume): readonly StoreModel[] {
  const { backup, node } = volume;
  if (backup === undefined) return [];
  const { path } = node;
  if ('method' in backup)
    return [{ ...storeOf(service, { name: node.id, ...backup, volumes: [volume] }), path }];
  if ('dump' in backup) {
    const store = storeOf(service, { ...dumped(backup, [volume]), name: node.id });
    return [{ ...around(backup), ...store, path, how: dumpedBy(backup) }];
  }
  return [{ ...files(service, backup, volume), path }];
}

function dumped(backup: DumpedBackup, volumes: readonly Volume[]): Stored {
  return { method: commands, words: commandWords(backup), volumes };
}

function files(service: IConstruct, backup: Backup, volume: Volume): StoreModel {
  const { id } = volume.node;
  return {
    ...storeOf(service, { method: archive, name: id, words: [id], volumes: [volume] }),
    ...around(backup),
    meanwhile: 'pause' in backup ? 'pause' : 'stop',
  };
}

function around({ before, after }: BackupHooks): Pick<StoreModel, 'before' | 'after'> {
  return { ...(before && { before }), ...(after && { after }) };
}
