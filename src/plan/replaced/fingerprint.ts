import { service as form } from '../../compose/attributes/service.ts';
import { isWritten } from '../../compose/form.ts';
import type { Dialect } from '../../compose/hash.ts';
import { filledIn, hashed } from '../../compose/hash.ts';
import { mergeAt } from '../../compose/merge.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import { showText } from '../../compose/text.ts';
import { remembered } from '../../model/remembered.ts';
import { filled } from './files.ts';
import { said } from './started.ts';
import type { State } from './state.ts';

/**
 * What the config hash of a service's container is made of, as far as it tells two states from each other: where something is not
 * known, what leads to it stands there.
 */
export function fingerprint(state: State, service: ServiceConfig, dialect: Dialect): string {
  const known = prepared(state);
  const ready = known.get(service) ?? prepare(state, service);
  known.set(service, ready);
  const { full, rest, unknown } = ready;
  const json = full === undefined ? JSON.stringify(form.print(rest)) : hashed(full, dialect);
  return JSON.stringify([json, ...unknown]);
}

/** What every version hashes alike of a service, found out once. */
interface Prepared {
  readonly full: ServiceConfig | undefined;
  readonly rest: ServiceConfig;
  readonly unknown: readonly unknown[];
}

const prepared = remembered((_: State) => new Map<ServiceConfig, Prepared>());

function prepare(state: State, service: ServiceConfig): Prepared {
  const { service: all, unknown } = filled(state, extended(state, service));
  const { extends: foreign, ...rest } = withoutModes(all);
  const from = foreign && [foreign.file, foreign.service].map((one) => one && said(state, one));
  return { full: filledIn(rest, state.around), rest, unknown: [unknown, from ?? []] };
}

/** Whose volumes it mounts; Compose drops how, before it hashes the id of that container. */
function withoutModes(service: ServiceConfig): ServiceConfig {
  const { volumesFrom } = service;
  const plain = (from: string) => from.split(':', from.startsWith('container:') ? 2 : 1).join(':');
  return volumesFrom
    ? { ...service, volumesFrom: volumesFrom.map((one) => [plain(showText(one))]) }
    : service;
}

/** A service with the keys of the one that it extends; one of another file stays named. */
function extended(
  state: State,
  service: ServiceConfig,
  within: readonly ServiceConfig[] = [],
): ServiceConfig {
  const { extends: from, ...over } = service;
  if (from === undefined || from.file !== undefined) return service;
  const base = state.project.services?.get(said(state, from.service));
  if (base === undefined || within.includes(service)) return service;
  const { profiles: _, ...below } = extended(state, base, [...within, service]);
  const merged = mergeAt(form.print(below), form.print(over), ['services', '']);
  return (isWritten(merged) && form.read(merged, [], [])) || service;
}
