import { literal, showText } from '../../../compose/text.ts';
import { configOf } from '../../../lower.ts';
import type { StoreModel } from '../../../model/backup.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';

/** Stores one after the other, with what happens around all of them. */
interface Group {
  /** `stop`, `pause` or `run`, and the services that do so. @default - nothing stands still */
  readonly resting?: readonly string[];
  /** Those of them that other stores are loaded and counted through. @default - none */
  readonly early?: readonly string[];
  /** A service, the number of words that it is told before, these, and what it is told after. */
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
  readonly stores: readonly {
    readonly name: string;
    readonly method: string;
    readonly words: readonly string[];
  }[];
}

/**
 * The stores in order. Those next to each other for which the same services stand still are one group: these stop once.
 * @param loading the services that run while stores are loaded
 */
export function groupsOf(stack: StackModel, loading: ReadonlySet<string>): readonly Group[] {
  const groups: Group[] = [];
  for (const store of stack.stores) {
    const { name, method, service, words, before, after } = store;
    const resting = restingFor(stack, store, loading);
    const early = (resting ?? []).slice(1).filter((id) => method.through === 'volume' && loading.has(id));
    const call = { name, method: method.name, words: [name, service, ...words] };
    const told = before !== undefined || after !== undefined;
    const last = groups.at(-1);
    if (last !== undefined && !told && last.before.length === 0 && String(last.resting) === String(resting)) {
      groups[groups.length - 1] = { ...last, stores: [...last.stores, call] };
      continue;
    }
    groups.push({
      ...(resting !== undefined && { resting }),
      ...(early.length > 0 && { early }),
      before: told ? [[service, String(before?.length ?? 0), ...(before ?? []), ...(after ?? [])]] : [],
      after: told ? [[]] : [],
      stores: [call],
    });
  }
  return groups;
}

/** The services that can write to a volume of the store while they run, or to its path of the host: also those that somebody must ask for. */
export function writersOf(stack: StackModel, { volumes }: StoreModel): readonly ServiceModel[] {
  const named = new Set<string | undefined>(volumes);
  const paths = (stack.hostPaths ?? []).filter(({ id }) => named.has(id)).map(({ host }) => showText(host));
  return stack.services.filter(
    (service) =>
      service.kind === 'service' &&
      (configOf(service).volumes ?? []).some(
        ({ type, source = [], readOnly }) =>
          readOnly !== true &&
          (type === 'volume'
            ? named.has(literal(source))
            : type === 'bind' && paths.includes(showText(source))),
      ),
  );
}

/** Files are put back under nobody's hands, also where something else that is loaded needs the service that reads them. */
function restingFor(
  stack: StackModel,
  store: StoreModel,
  loading: ReadonlySet<string>,
): readonly string[] | undefined {
  const { meanwhile, method } = store;
  if (method.through !== 'volume' && meanwhile === undefined) return undefined;
  const writers = writersOf(stack, store).map(({ id }) => id);
  if (writers.length === 0) return undefined;
  if (meanwhile !== undefined) return [meanwhile, ...writers];
  return writers.some((id) => loading.has(id)) ? ['run', ...writers] : undefined;
}
