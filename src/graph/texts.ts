import { nothing, replaces } from '../compose/replace.ts';
import type { Text } from '../compose/text.ts';
import type { ConfigFileModel } from '../model/config-file.ts';
import { remembered } from '../model/remembered.ts';
import type { EnvModel, ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { list, rawText, record, word } from './raw.ts';

/** A text that a container gets, and where. */
export interface GivenText {
  readonly use: 'env' | 'command' | 'entrypoint' | 'health';
  /** As a message names it: `WEB_URL`, `its command`. */
  readonly where: string;
  readonly text: Text;
}

/** Every text that a service gets from Compose: raw keys over the props, as in the compose file. */
export const textsOf = remembered(read);

function read(service: ServiceModel): readonly GivenText[] {
  const { compose: raw, health } = service;
  const rawTest = record(raw.healthcheck).test;
  const test = health === undefined ? [] : 'shell' in health.test ? [health.test.shell] : health.test.exec;
  return [
    ...environment(service).map(({ name, value }): GivenText => ({ use: 'env', where: name, text: value })),
    ...places('entrypoint', 'its entrypoint', isSaid(raw.entrypoint), raw.entrypoint, service.entrypoint),
    ...places('command', 'its command', isSaid(raw.command), raw.command, service.command),
    ...places('health', 'its health check', isSaid(rawTest) || replaces(raw.healthcheck), rawTest, test),
  ];
}

/** Raw ones go over the props name by name, as a map or as a list. */
function environment({ env, compose }: ServiceModel): readonly EnvModel[] {
  if (compose.environment === undefined) return env;
  const kept = replaces(compose.environment) ? [] : env;
  const raw = rawEnv(compose.environment).map(({ name, value }) => ({ name, value: rawText(value ?? '') }));
  const over = new Set([...raw.map(({ name }) => name), ...Object.keys(record(compose.environment))]);
  return [...kept.filter(({ name }) => !over.has(name)), ...raw];
}

/** The variables of a raw `environment`, a map or a list; one without a value is handed through from `.env`. */
export function rawEnv(raw: unknown): readonly { readonly name: string; readonly value: string | null }[] {
  if (Array.isArray(raw))
    return raw.flatMap((entry) => {
      if (typeof entry !== 'string') return [];
      const [name = '', ...rest] = entry.split('=');
      return [{ name, value: rest.length === 0 ? null : rest.join('=') }];
    });
  const said = Object.entries(record(raw)).filter(([, value]) => value !== nothing);
  return said.map(([name, value]) => ({
    name,
    value: value === null ? null : typeof value === 'boolean' ? String(value) : (word(value) ?? ''),
  }));
}

/** The names of the variables that a container has from its service. */
export function envNames(service: ServiceModel): ReadonlySet<string> {
  return new Set(environment(service).map(({ name }) => name));
}

/** The generated files that a service mounts, or that are copied into its image. */
export function filesOf(
  service: ServiceModel,
  byFile: ReadonlyMap<string, ConfigFileModel>,
): readonly ConfigFileModel[] {
  const names = [
    ...service.mounts.flatMap((mount) => (mount.kind === 'file' ? [mount.file] : [])),
    ...(service.build?.copies ?? []).map(({ file }) => file),
  ];
  return [...new Set(names)].flatMap((name) => byFile.get(name) ?? []);
}

/** The generated files by their path. */
export function byFile({ files }: StackModel): ReadonlyMap<string, ConfigFileModel> {
  return new Map(files.map((file) => [file.file, file]));
}

/** Nothing at all takes nothing away. */
function isSaid(raw: unknown): boolean {
  return raw !== undefined && raw !== null;
}

function places(
  use: GivenText['use'],
  where: string,
  replaced: boolean,
  raw: unknown,
  texts: readonly Text[] = [],
): readonly GivenText[] {
  if (!replaced) return texts.map((text) => ({ use, where, text }));
  return (typeof raw === 'string' ? [raw] : list(raw)).flatMap((value) =>
    typeof value === 'string' ? [{ use, where, text: rawText(value) }] : [],
  );
}
