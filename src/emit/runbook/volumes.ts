import type { BackupModel } from '../../model/backup.ts';
import type { StackModel } from '../../model/stack.ts';
import type { VolumeModel } from '../../model/volume.ts';
import type { Language } from '../../model/words.ts';
import { volumeName } from '../backup-scripts.ts';

/** The volumes, with what each holds and how it is saved. */
export function volumeRows(stack: StackModel, language: Language): readonly object[] {
  return stack.volumes.map((volume) => {
    const store = stack.stores.find(({ volumes }) => volumes.includes(volume.id));
    return {
      id: volume.id,
      name: volumeName(stack, volume),
      holds: volume.holds[language],
      method: methods(store),
      cache: volume.kind === 'cache',
      staging: volume.kind === 'staging',
      kept: volume.kind === 'state' && store === undefined && volume.emptyWith.length === 0,
      emptied: volume.kind === 'state' && store === undefined && volume.emptyWith.length > 0,
    };
  });
}

/** The volumes that no backup holds, with the reason that was signed for it, and what a restore does to them. */
export function unsaved(stack: StackModel, language: Language): readonly object[] {
  const left = stack.volumes.filter(
    (volume) => volume.kind === 'state' && !stack.stores.some(({ volumes }) => volumes.includes(volume.id)),
  );
  const reasons = [...new Set(left.map((volume) => reasonOf(stack, volume, language)))];
  return [true, false].flatMap((emptied) =>
    reasons.flatMap((reason) => {
      const volumes = left.filter(
        (volume) => reasonOf(stack, volume, language) === reason && volume.emptyWith.length > 0 === emptied,
      );
      return volumes.length === 0 ? [] : [{ reason, emptied, volumes: volumes.map(({ id }) => id) }];
    }),
  );
}

function reasonOf({ acknowledgements }: StackModel, volume: VolumeModel, language: Language): string {
  const signed = acknowledgements.find(
    ({ rule, paths }) =>
      rule === 'state-backed-up' &&
      paths.some((path) => volume.path === path || volume.path.startsWith(`${path}/`)),
  );
  return signed?.reason[language] ?? '';
}

/** A flag for each method, for the template to word. */
function methods(store: BackupModel | undefined): object {
  const all = ['pg_dump', 'clickhouse', 'bucket', 'archive'];
  return Object.fromEntries(all.map((method) => [method, method === store?.method]));
}
