import { showText } from '../../../compose/text.ts';
import { configOf } from '../../../lower.ts';
import type { StoreModel } from '../../../model/backup.ts';
import { groupBy } from '../../../model/groups.ts';
import type { AcknowledgementModel, StackModel } from '../../../model/stack.ts';
import type { VolumeModel } from '../../../model/volume.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { volumeName } from '../backup/backup-scripts.ts';
import { writersOf } from '../backup/rest.ts';

/** The volumes, with what each holds and how it is saved. */
export function volumeRows(stack: StackModel, language: Language): readonly object[] {
  const stores = storesByVolume(stack);
  const writers = (store: StoreModel) => writersOf(stack, store).map(({ id }) => id);
  return stack.volumes.map((volume) => {
    const store = stores.get(volume.id);
    return {
      id: volume.id,
      name: volumeName(stack, volume),
      holds: said(volume.holds, language),
      how: store === undefined ? '' : howOf(store, writers(store), language),
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

/** The services that stop or freeze while their files are read. */
export function standStill(stack: StackModel): readonly string[] {
  const still = stack.stores.filter(({ meanwhile }) => meanwhile !== undefined);
  return [...new Set(still.flatMap((store) => writersOf(stack, store).map(({ id }) => id)))];
}

const meanwhile = {
  stop: { en: 'while %s is stopped', id: 'selama %s dihentikan' },
  pause: { en: 'while %s is frozen', id: 'selama %s dibekukan' },
} as const;

/** How a store is saved, and who stands still for it. */
function howOf(store: StoreModel, writers: readonly string[], language: Language): string {
  const how = said(store.how ?? store.method.how, language);
  if (store.meanwhile === undefined || writers.length === 0) return how;
  const names = writers.map((id) => `\`${id}\``).join(', ');
  return `${how}, ${said(meanwhile[store.meanwhile], language).replace('%s', () => names)}`;
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
