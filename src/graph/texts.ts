import { isMisspelled, readText } from '../compose/interpolation.ts';
import type { Part, Text } from '../compose/text.ts';
import { literal } from '../compose/text.ts';
import { plainSource, sourcesOf, startOf } from '../lower/runs.ts';
import { configOf } from '../lower.ts';
import type { ConfigFileModel } from '../model/config-file.ts';
import { leaves } from '../model/leaves.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';

/** A text that a container gets, and where. */
export interface GivenText {
  readonly use: 'env' | 'command' | 'entrypoint' | 'health';
  /** As a message names it: `WEB_URL`, `its command`. */
  readonly where: string;
  readonly text: Text;
}

/** Every text that a service gets from Compose, raw keys included. */
export const textsOf = remembered(read);

function read(service: ServiceModel): readonly GivenText[] {
  const { environment, healthcheck, rest } = configOf(service);
  const { entrypoint, command } = startOf(service);
  const found: GivenText[] = [];
  environment?.forEach((text, name) => {
    found.push({ use: 'env', where: name.replaceAll('$$', '$'), text: text ?? [] });
  });
  for (const { name, text } of unreadPairs(rest?.get('environment')))
    found.push({ use: 'env', where: name, text });
  const add = (use: GivenText['use'], where: string, texts: readonly Text[], unread: unknown) => {
    for (const text of texts) found.push({ use, where, text });
    for (const { value } of leaves(unread)) found.push({ use, where, text: loosely(value) });
  };
  add('entrypoint', 'its entrypoint', entrypoint, rest?.get('entrypoint'));
  add('command', 'its command', command, rest?.get('command'));
  add('health', 'its health check', calledBy(healthcheck?.test ?? []), healthcheck?.rest?.get('test'));
  add('health', 'its health check', [], rest?.get('healthcheck'));
  return found;
}

/** What starts it and what its health check runs, each as one line: a flag and its value are two words of a list. */
export const linesOf = remembered((service: ServiceModel): readonly GivenText[] => {
  const lines: { readonly use: GivenText['use']; readonly where: string; readonly text: Part[] }[] = [];
  for (const { use, where, text } of textsOf(service)) {
    if (use === 'env') continue;
    const last = lines.at(-1);
    if (last?.use === use) last.text.push(' ', ...text);
    else lines.push({ use, where, text: [...text] });
  }
  return lines;
});

/** Without the word that says what they are. */
function calledBy([kind, ...words]: readonly Text[]): readonly Text[] {
  return kind === undefined || literal(kind) === 'NONE' ? [] : words;
}

/** A text with a name, in a map or a list that nobody can read: that is a fault, and the text is one all the same. */
export function unreadPairs(raw: unknown): readonly { readonly name: string; readonly text: Text }[] {
  return leaves(raw).map(({ keys, value }) => {
    const [key = '', ...inside] = keys;
    if (!Array.isArray(raw)) return { name: key, text: loosely(value) };
    if (inside.length > 0) return { name: inside.at(-1) ?? '', text: loosely(value) };
    const [name = '', ...rest] = value.split('=');
    return { name, text: loosely(rest.join('=')) };
  });
}

/** A string that Compose may refuse; the variables that it names are variables. */
function loosely(written: string): Text {
  const text = readText(written);
  if (!isMisspelled(text)) return text;
  const found = written.matchAll(/\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?=\}|:?[-?+]))/g);
  const names = [...found].flatMap(([, plain, braced]) => plain ?? braced ?? []);
  return [written, ...names.map((name) => ({ kind: 'variable' as const, name }))];
}

/** The names of the variables that a container has from its service. */
export const envNames = remembered((service: ServiceModel): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { use, where } of textsOf(service)) if (use === 'env') names.add(where);
  return names;
});

/** The generated files that a service mounts, alone or in a folder. */
export function mountedFiles(
  service: ServiceModel,
  byFile: ReadonlyMap<string, ConfigFileModel>,
): readonly ConfigFileModel[] {
  if (byFile.size === 0) return [];
  const mounted = new Set(sourcesOf(service).map(({ source }) => plainSource(source)));
  return [...mounted].flatMap((name) => filesAt(name, byFile));
}

/** The generated files at a path beside the compose file: one alone, or those of a folder. */
export function filesAt(
  path: string,
  byFile: ReadonlyMap<string, ConfigFileModel>,
): readonly ConfigFileModel[] {
  const file = byFile.get(path);
  return file === undefined ? (byFolder(byFile).get(path) ?? []) : [file];
}

/** The generated files that a service mounts, or that are copied into its image. */
export function filesOf(
  service: ServiceModel,
  byFile: ReadonlyMap<string, ConfigFileModel>,
): readonly ConfigFileModel[] {
  if (byFile.size === 0) return [];
  const known = readFrom(byFile);
  const found = known.get(service);
  if (found !== undefined) return found;
  const { copies = [] } = service.build ?? {};
  if (copies.length === 0 && sourcesOf(service).length === 0) return [];
  const copied = copies.flatMap(({ file }) => byFile.get(file) ?? []);
  const read = [...new Set([...mountedFiles(service, byFile), ...copied])];
  known.set(service, read);
  return read;
}

const readFrom = remembered(
  (_: ReadonlyMap<string, ConfigFileModel>) => new Map<ServiceModel, readonly ConfigFileModel[]>(),
);

/** Made once for each set of files. */
const byFolder = remembered((byFile: ReadonlyMap<string, ConfigFileModel>) => {
  const folders = new Map<string, ConfigFileModel[]>();
  for (const model of byFile.values()) {
    const parts = model.file.split('/');
    for (let length = 1; length < parts.length; length++) {
      const folder = parts.slice(0, length).join('/');
      const others = folders.get(folder);
      if (others === undefined) folders.set(folder, [model]);
      else others.push(model);
    }
  }
  return folders;
});

/** The generated files by their path. */
export const byFile = remembered(
  ({ files }: StackModel): ReadonlyMap<string, ConfigFileModel> =>
    new Map(files.map((file) => [file.file, file])),
);
