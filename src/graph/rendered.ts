import { literal, variablesIn } from '../compose/text.ts';
import { configOf } from '../lower.ts';
import type { ConfigFileModel, RenderedModel } from '../model/config-file.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { saidIn } from './facts.ts';
import { byFile, mountedFiles } from './texts.ts';

/** A file that the scripts make on the host. */
export interface Rendered extends RenderedModel {
  readonly model: ConfigFileModel;
  readonly file: string;
  /** The variable that changes with what is in it. It holds a random word, and nothing that somebody could guess a secret by. */
  readonly word: string;
  /** The variables of `.env` that stand in it. */
  readonly names: readonly string[];
  readonly readers: readonly ServiceModel[];
}

/** Those of a stack, in its order. */
export const renderedFiles = remembered((stack: StackModel): readonly Rendered[] => {
  const taken = new Set<string>();
  const readers = new Map<ConfigFileModel, ServiceModel[]>();
  for (const service of stack.services)
    for (const file of mountedFiles(service, byFile(stack)))
      readers.set(file, [...(readers.get(file) ?? []), service]);
  return stack.files.flatMap((model): readonly Rendered[] => {
    const { file, rendered, content } = model;
    if (rendered === undefined) return [];
    const word = freeWord(file, taken);
    const names = [...new Set(saidIn(content).texts.flatMap(variablesIn))];
    return [{ ...rendered, model, file, word, names, readers: readers.get(model) ?? [] }];
  });
});

/** Whom a file must belong to, as far as somebody said it: the numbers that each of its readers runs as. A secret is read by an entry point, as root. */
export function ownersOf({ owner, readers, format }: Rendered): readonly (string | undefined)[] {
  if (owner !== undefined) return [owner];
  return [...new Set(readers.map((reader) => runsAs(reader, format === 'value' ? '0:0' : undefined)))];
}

function runsAs(service: ServiceModel, unsaid: string | undefined): string | undefined {
  const said = configOf(service).user;
  if (said === undefined) return unsaid;
  const user = literal(said);
  return user !== undefined && /^\d+(:\d+)?$/.test(user) ? user : undefined;
}

function freeWord(file: string, taken: Set<string>): string {
  const plain = file.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  let word = plain;
  for (let i = 2; taken.has(word); i++) word = `${plain}_${i}`;
  taken.add(word);
  return word;
}
