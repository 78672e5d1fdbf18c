import { showText } from '../../../compose/text.ts';
import { configOf } from '../../../lower.ts';
import type { StoreModel } from '../../../model/backup.ts';
import { groupBy } from '../../../model/groups.ts';
import type { AcknowledgementModel, StackModel } from '../../../model/stack.ts';
import type { VolumeModel } from '../../../model/volume.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { volumeName } from '../backup/backup-scripts.ts';

/** The volumes, with what each holds and how it is saved. */
export function volumeRows(stack: StackModel, language: Language): readonly object[] {
  const stores = storesByVolume(stack);
  return stack.volumes.map((volume) => {
    const store = stores.get(volume.id);
    return {
      id: volume.id,
      name: volumeName(stack, volume),
      holds: said(volume.holds, language),
      how: store === undefined ? '' : said(store.method.how, language),
      saved: store === undefined ? '' : said(store.method.holds, language),
      cache: volume.kind === 'cache',
      staging: volume.kind === 'staging',
      kept: volume.kind === 'state' && store === undefined && volume.emptyWith.length === 0,
      emptied: volume.kind === 'state' && store === undefined && volume.emptyWith.length > 0,
    };
  });
}

/** The paths of the host, with who uses each. */
export function hostPathRows(
  { hostPaths = [], services }: StackModel,
  language: Language,
): readonly object[] {
  return hostPaths.map(({ host, holds, kind, owner, readOnly }) => {
    const source = showText(host);
    return {
      source,
      holds: said(holds, language),
      folder: kind === 'folder',
      file: kind === 'file',
      owner: owner ?? '',
      readOnly,
      users: services.flatMap((service) =>
        (configOf(service).volumes ?? []).some((one) => one.source && showText(one.source) === source)
          ? [service.id]
          : [],
      ),
    };
  });
}

/** The volumes that no backup holds, with the reason that was signed for it, and what a restore does to them. */
export function unsaved(stack: StackModel, language: Language): readonly object[] {
  const stores = storesByVolume(stack);
  const signed = signedBy(stack);
  const left = stack.volumes
    .filter(({ id, kind }) => kind === 'state' && !stores.has(id))
    .map((volume) => ({ volume, reason: said(signed(volume)?.reason ?? '', language) }));
  const byReason = groupBy(left, ({ reason }) => reason);
  return [true, false].flatMap((emptied) =>
    byReason.flatMap((group) => {
      const volumes = group.flatMap(({ volume }) =>
        volume.emptyWith.length > 0 === emptied ? [volume.id] : [],
      );
      return volumes.length === 0 ? [] : [{ reason: group[0].reason, emptied, volumes }];
    }),
  );
}

/** Which store saves a volume; of several the first one. */
function storesByVolume({ stores }: StackModel): ReadonlyMap<string, StoreModel> {
  const saving = new Map<string, StoreModel>();
  for (const store of stores) for (const id of store.volumes) if (!saving.has(id)) saving.set(id, store);
  return saving;
}

/** The first acknowledgement that names a volume, or a construct above it. */
function signedBy({
  acknowledgements,
}: StackModel): (volume: VolumeModel) => AcknowledgementModel | undefined {
  const first = new Map<string, number>();
  acknowledgements.forEach(({ rule, paths }, i) => {
    if (rule === 'state-backed-up') for (const path of paths) if (!first.has(path)) first.set(path, i);
  });
  return ({ path }) => {
    const ids = path.split('/');
    const found = ids.flatMap((_, i) => first.get(ids.slice(0, i + 1).join('/')) ?? []);
    return found.length === 0 ? undefined : acknowledgements[Math.min(...found)];
  };
}
