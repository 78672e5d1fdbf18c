import { isWords } from '../../compose/attributes/command.ts';
import { inQuotes } from '../../compose/command-line.ts';
import type { Text } from '../../compose/text.ts';
import { opaque } from '../../compose/text.ts';
import { startOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';
import { healthOf } from './health.ts';

/** The words that the engine starts something with: no shell takes them apart. */
export interface Argv {
  /** As a message names it: `its command`. */
  readonly where: string;
  /** Where a list of words is said, and where a line for a shell: `command: ['sh', '-c', '…']`. */
  readonly shell: (line: string) => string;
  readonly list: (words: string) => string;
  /** What stands before them, of the service's own: an entrypoint before a command. */
  readonly before: readonly string[];
  readonly words: readonly string[];
  /** The first of them is what is started: nothing of the image stands before it. */
  readonly starts: boolean;
}

/** Every list of words of a service; what Compose itself gives to a shell (`CMD-SHELL`) is none. */
export const argvsOf = remembered((service: ServiceModel): readonly Argv[] => {
  const test = healthOf(service)?.test;
  const all: Argv[] = test !== undefined && 'exec' in test ? [healthArgv(test.exec)] : [];
  const config = configOf(service);
  // A text with variables Compose takes apart later.
  if ([config.entrypoint, config.command].some((said) => said !== undefined && !isWords(said))) return all;
  const start = startOf(service);
  const [entrypoint, command] = [start.entrypoint.map(opaque), start.command.map(opaque)];
  if (entrypoint.length > 0) all.unshift({ ...inEntrypoint, before: [], words: entrypoint, starts: true });
  // What an image starts that is built elsewhere may be a shell, and one word its script.
  const mayBeScript =
    entrypoint.length === 0 &&
    command.length === 1 &&
    config.build !== undefined &&
    service.build === undefined;
  if (command.length > 0 && !mayBeScript) {
    const before = entrypoint.length > 0 ? entrypoint : ofDockerfile(service);
    all.push({ ...inCommand, before, words: command, starts: false });
  }
  return all;
});

/** The shell of a Dockerfile of the author's that is there for the script which a command is. */
function ofDockerfile({ build }: ServiceModel): readonly string[] {
  if (build?.own === undefined) return [];
  const { files, dockerfile } = build.own;
  const text = files.find(({ path }) => path === dockerfile)?.text ?? '';
  return /^\s*ENTRYPOINT\s+\[.*"-[a-z]*c"\s*\]/im.test(text) ? ['sh', '-c'] : [];
}

const [inEntrypoint, inCommand] = [said('entrypoint'), said('command')];

function said(key: string): Pick<Argv, 'where' | 'shell' | 'list'> {
  return {
    where: `its ${key}`,
    shell: (line) => `${key}: ['sh', '-c', ${inQuotes(line)}]`,
    list: (words) => `${key}: [${words}]`,
  };
}

const inHealth = {
  where: 'its health check',
  shell: (line: string) => `health: { shell: ${inQuotes(line)} }`,
  list: (words: string) => `health: { exec: [${words}] }`,
};

function healthArgv(exec: readonly Text[]): Argv {
  return { ...inHealth, before: [], words: exec.map(opaque), starts: true };
}

/** A script among words that a shell reads. */
export interface Script {
  /** Its position among them. */
  readonly at: number;
  /** A plain shell, to which what follows are arguments of the script. */
  readonly plain: boolean;
}

/** The script that a shell of these words reads; undefined when none of them is a shell that is given one. */
export function scriptIn(words: readonly string[]): Script | undefined {
  const shell = words.findIndex((word) => shells.test(word));
  if (shell >= 0) {
    let reads = false;
    for (let at = shell + 1; at < words.length; at++) {
      const word = words[at] ?? '';
      if (/^[-+][A-Za-z]*o$/.test(word)) at++;
      else if (!/^[-+]/.test(word)) return reads ? { at, plain: true } : undefined;
      reads ||= /^-[A-Za-z]{0,6}c[A-Za-z]{0,6}$/.test(word);
    }
    return undefined;
  }
  const other = words.findIndex((word) => runners.test(word));
  const option = other < 0 ? -1 : words.findIndex((word, i) => i > other && /^(?:-c|--command)$/.test(word));
  return option < 0 ? undefined : { at: option + 1, plain: false };
}

/** Whether it is a shell. */
export function isShell(word: string): boolean {
  return shells.test(word);
}

const shells = /^(?:\S*\/)?(?:ba|da|a|z|k|mk|c|tc|fi|r|rba)?sh$/;

/** What hands a line to one. */
const runners = /^(?:\S*\/)?(?:su|runuser|script|flock|pwsh|powershell)$/;

/** Whether one of these words is a program that itself replaces what begins with a dollar sign, or reads words as a line of a shell. */
export function expandsItself(words: readonly string[]): boolean {
  return words.some((word) => expanding.test(word));
}

const expanding =
  /^(?:\S*\/)?(?:envsubst|gomplate|dockerize|confd|eval|xargs|parallel|watch|ssh|[gmn]?awk|sed|jq|yq|[ef]?grep|rg|find|expr|test|\[)$|expand/;

/** Whether a language is given its program as one of these words, in which a dollar sign is its own. */
export function evaluates(words: readonly string[]): boolean {
  const at = words.findIndex((word) => /^(?:\S*\/)?(?:perl|php\d*|ruby|node|python[\d.]*)$/.test(word));
  return (
    at >= 0 &&
    words.slice(at + 1).some((word) => /^-[A-Za-z]{0,4}[ceEpr]$|^--(?:eval|print|run)\b/.test(word))
  );
}
