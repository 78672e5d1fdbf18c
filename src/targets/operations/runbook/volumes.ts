import { showText } from '../../../compose/text.ts';
import type { StoreModel } from '../../../model/backup.ts';
import { groupBy } from '../../../model/groups.ts';
import type { AcknowledgementModel, StackModel } from '../../../model/stack.ts';
import type { VolumeModel } from '../../../model/volume.ts';
import type { Language, Words } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { shellWord } from '../../../syntax/shell.ts';
import { volumeName } from '../backup/backup-scripts.ts';
import { usersOf } from '../backup/host-paths.ts';
import { writersOf } from '../backup/rest.ts';

/** The volumes, with what each holds and how it is saved. */
export function volumeRows(stack: StackModel, language: Language): readonly object[] {
  const stores = storesByVolume(stack);
  return stack.volumes.map((volume) => {
    const store = stores.get(volume.id);
    return {
      id: volume.id,
      name: volumeName(stack, volume),
      holds: said(volume.holds, language),
      how: store === undefined ? '' : howOf(stack, store, language),
      saved: store === undefined ? '' : said(store.method.holds, language),
      cache: volume.kind === 'cache',
      staging: volume.kind === 'staging',
      kept: volume.kind === 'state' && store === undefined && volume.emptyWith.length === 0,
      emptied: volume.kind === 'state' && store === undefined && volume.emptyWith.length > 0,
    };
  });
}

/** The paths of the host, with who uses each. */
export function hostPathRows(stack: StackModel, language: Language): readonly object[] {
  const stores = storesByVolume(stack);
  return (stack.hostPaths ?? []).map((path) => {
    const { id, host, holds, kind, owner, readOnly } = path;
    const store = stores.get(id);
    return {
      id,
      source: showText(host),
      how: store === undefined ? '' : howOf(stack, store, language),
      saved: store === undefined ? '' : said(store.method.holds, language),
      holds: said(holds, language),
      folder: kind === 'folder',
      file: kind === 'file',
      owner: owner ?? '',
      readOnly,
      users: [...new Set(usersOf(stack, path).map(({ service }) => service.id))],
    };
  });
}

/** Whether a backup holds one of them. */
export function savesPaths(stack: StackModel): boolean {
  const stores = storesByVolume(stack);
  return (stack.hostPaths ?? []).some(({ id }) => stores.has(id));
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

const told = {
  before: { en: 'before it %s runs in %p', id: 'sebelumnya %s dijalankan di %p' },
  after: { en: 'after it %s', id: 'sesudahnya %s' },
  alone: { en: 'after it %s runs in %p', id: 'sesudahnya %s dijalankan di %p' },
} as const;

const code = (text: string) => `\`${text.replaceAll('`', "'")}\``;

/** How a store is saved, who stands still for it, and what its service is told around that. */
function howOf(stack: StackModel, store: StoreModel, language: Language): string {
  const { before, after, service } = store;
  const line = (sentence: Words, command: readonly string[]) =>
    said(sentence, language)
      .replace('%s', () => code(command.map(shellWord).join(' ')))
      .replace('%p', () => code(service));
  const writers = writersOf(stack, store).map(({ id }) => id);
  const still =
    store.meanwhile === undefined || writers.length === 0
      ? []
      : [said(meanwhile[store.meanwhile], language).replace('%s', () => writers.map(code).join(', '))];
  return [
    [said(store.how ?? store.method.how, language), ...still].join(', '),
    ...(before ? [line(told.before, before)] : []),
    ...(after ? [line(before ? told.after : told.alone, after)] : []),
  ].join('; ');
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
