import type { Instruction } from '../../src/compose/dockerfile.ts';
import { filled, instructionsOf } from '../../src/compose/dockerfile.ts';
import { installs } from './programs.ts';

/** What is known of an image by the Dockerfile that it is built of; what is left out is not known. */
export interface Facts {
  readonly volumes?: readonly string[];
  readonly ports?: readonly number[];
  readonly udpPorts?: readonly number[];
  /** `root`, too. */
  readonly runsAs?: string;
  readonly healthcheck?: boolean;
  readonly lacks?: readonly string[];
}

/** What its last stage says of an image, over what is known of the image that this begins with. */
export function factsOf(text: string, known: (base: string) => Facts | undefined): Facts {
  const { base, instructions } = lastStage(text);
  const below = known(base) ?? {};
  const values = new Map<string, string>();
  let user: string | undefined;
  let healthcheck: boolean | undefined;
  const volumes = new Set<string>();
  let unread = false;
  const ports = new Set<string>();
  for (const { name, rest } of instructions) {
    if (name === 'ARG' || name === 'ENV') remember(rest, values);
    if (name === 'USER') user = certain(rest, values)?.replace(/:.*/, '') ?? '';
    if (name === 'HEALTHCHECK') healthcheck = !/^NONE\b/i.test(rest);
    if (name === 'VOLUME')
      for (const path of listed(rest, values)) {
        unread ||= path === undefined;
        if (path !== undefined) volumes.add(path.replace(/(.)\/+$/, '$1'));
      }
    if (name === 'EXPOSE')
      for (const port of listed(rest, values)) if (port !== undefined) ports.add(port.toLowerCase());
  }
  const opened = (protocol: string) =>
    numbers(
      [...ports].flatMap((port) =>
        (/\/(\w+)$/.exec(port)?.[1] ?? 'tcp') === protocol ? port.split('/')[0] : [],
      ),
    );
  const lacks = below.lacks?.filter((program) => !installs(instructions, program));
  const runsAs = user ?? below.runsAs;
  const brings = healthcheck ?? below.healthcheck;
  return {
    // Who says less than all says that there are no others.
    ...(unread ? {} : over('volumes', below.volumes, [...volumes].sort())),
    ...over('ports', below.ports, opened('tcp')),
    ...over('udpPorts', below.udpPorts, opened('udp')),
    ...(runsAs !== undefined && runsAs !== '' && { runsAs: runsAs === '0' ? 'root' : runsAs }),
    ...(brings !== undefined && { healthcheck: brings }),
    ...(lacks !== undefined && { lacks }),
  };
}

/** What an image has that another one begins with, and what is added; nothing where the first is not known and nothing is added. */
function over<K extends 'volumes' | 'ports' | 'udpPorts', T>(
  key: K,
  below: readonly T[] | undefined,
  added: readonly T[],
) {
  if (below === undefined && added.length === 0) return {};
  return { [key]: [...new Set([...(below ?? []), ...added])] };
}

/** The last stage with all stages that it is made of, and the image that the first of them begins with. */
function lastStage(text: string): { readonly base: string; readonly instructions: readonly Instruction[] } {
  const values = new Map<string, string>();
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructionsOf(text)) {
    if (instruction.name === 'ARG' && stages.length === 0) remember(instruction.rest, values);
    if (instruction.name === 'FROM') {
      const [, image = '', name = ''] = /^(\S+)(?:\s+AS\s+(\S+))?/i.exec(instruction.rest) ?? [];
      stages.push({ name: name.toLowerCase(), from: certain(image, values) ?? '', instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  let stage = stages.at(-1);
  const instructions: Instruction[] = [];
  while (stage !== undefined) {
    instructions.unshift(...stage.instructions);
    const { from } = stage;
    const before = stages.slice(0, stages.indexOf(stage)).findLast(({ name }) => name === from.toLowerCase());
    if (before === undefined) return { base: from, instructions };
    stage = before;
  }
  return { base: '', instructions };
}

/** `A=1 B="2"`, and `A 1`; a value that depends on who builds is left out. */
function remember(rest: string, values: Map<string, string>): void {
  const [, alone = '', only = ''] = /^\s*(\w+)\s+(\S[\s\S]*)$/.exec(rest) ?? [];
  const all = alone === '' ? rest.matchAll(/(\w+)=((?:"[^"]*"|'[^']*'|\S)*)/g) : [['', alone, only] as const];
  for (const [, name = '', value] of all) {
    const text = certain(value ?? '', values);
    if (text === undefined) values.delete(name);
    else values.set(name, text);
  }
}

function certain(text: string, values: ReadonlyMap<string, string>): string | undefined {
  const { text: whole, unknown } = filled(text.trim(), values);
  return unknown.length === 0 && whole !== '' ? whole : undefined;
}

/** The words of a list, in either form; undefined for one that depends on who builds. */
function listed(rest: string, values: ReadonlyMap<string, string>): readonly (string | undefined)[] {
  const words = rest.trim().startsWith('[')
    ? [...rest.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)
    : rest.split(/\s+/);
  return words.map((word) => certain(word, values));
}

/** Ports, ranges of at most a hundred written out. */
function numbers(words: readonly (string | undefined)[]): readonly number[] {
  return words
    .flatMap((word = '') => {
      const [first = Number.NaN, last = first] = word.split('-').map(Number);
      return last - first < 100 ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [];
    })
    .sort((a, b) => a - b);
}
