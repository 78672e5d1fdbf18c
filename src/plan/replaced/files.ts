import { fromRoot } from '../../compose/hash/whole.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { showText } from '../../compose/text.ts';
import { readEnv } from './env.ts';
import { said } from './started.ts';
import type { State } from './state.ts';

/** A service with what its `env_file` and `label_file` hold, and the paths of those that nobody has read. */
export function filled(
  state: State,
  { envFile = [], labelFile = [], ...service }: ServiceConfig,
): { readonly service: ServiceConfig; readonly unknown: readonly string[] } {
  const path = (text: Text) => showText(fromRoot([said(state, text)], state.around));
  const of = (files: readonly string[]) => (state.files === undefined ? undefined : files.map(state.files));
  const [variables, labels] = [envFile.map((file) => path(file.path)), labelFile.map(path)];
  const [environment, named] = [of(variables), of(labels)];
  if (environment === undefined || named === undefined)
    return { service, unknown: [...variables, ...labels] };
  const { lookUp } = state.around;
  const asked = (name: string) => {
    const own = service.environment?.get(name);
    return lookUp(name) ?? (own ? said(state, own) : undefined);
  };
  const raw = (i: number) => envFile[i]?.format !== undefined;
  const read = readAll(environment, (content, i, known) => readEnv(content, asked, known, raw(i)));
  const labelled = readAll(named, (content, _, known) => readEnv(content, () => undefined, known));
  return {
    service: {
      ...service,
      ...(read.size > 0 && { environment: new Map([...read, ...(service.environment ?? [])]) }),
      ...(labelled.size > 0 && { labels: new Map([...labelled, ...(service.labels ?? [])]) }),
    },
    unknown: [],
  };
}

type Read = (content: string, i: number, known: ReadonlyMap<string, string>) => ReadonlyMap<string, string>;

/** What files say, a later one over an earlier one. */
function readAll(contents: readonly (string | undefined)[], read: Read): ReadonlyMap<string, Text> {
  let known: ReadonlyMap<string, string> = new Map();
  for (const [i, content] of contents.entries())
    known = new Map([...known, ...(content === undefined ? [] : read(content, i, known))]);
  return new Map([...known].map(([name, value]) => [name, [value]]));
}
