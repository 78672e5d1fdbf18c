/** What a Dockerfile is made of: its stages in order, and which images they take files of. */
export interface Stages {
  readonly stages: readonly Stage[];
  /** Images that a `COPY --from` or a mount of a `RUN` names: no stage has that name. */
  readonly others: readonly string[];
}

/** One `FROM`, with the values of arguments in it. */
export interface Stage {
  readonly name: string | undefined;
  /** An image, or the name of an earlier stage. */
  readonly from: string;
  /** Arguments in it that have no value: what it is depends on who builds. */
  readonly unknown: readonly string[];
}

/** One instruction. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** What begins with two dashes before its words. */
  readonly flags: readonly string[];
  /** Its words. */
  readonly rest: string;
}

/**
 * The stages of a Dockerfile, as they are with these arguments. Nothing but `FROM`, `ARG` before it, and what names an image is read.
 * @see https://docs.docker.com/reference/dockerfile/#from
 */
export function stagesOf(text: string, args: ReadonlyMap<string, string>): Stages {
  const values = new Map<string, string>();
  const stages: Stage[] = [];
  const copied: string[] = [];
  for (const { name, flags, rest } of instructionsOf(text)) {
    if (name === 'ARG' && stages.length === 0)
      for (const [, arg = '', set] of rest.matchAll(/(\w+)(?:=((?:"[^"]*"|'[^']*'|\S)*))?/g)) {
        const value = args.get(arg) ?? (set === undefined ? undefined : filled(set, values).text);
        if (value !== undefined) values.set(arg, value);
      }
    if (name === 'FROM') {
      const [, image = '', stage] = /^(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest) ?? [];
      const { text: from, unknown } = filled(image, values);
      stages.push({ name: stage, from, unknown });
    }
    for (const flag of flags) {
      const [, image] = /^--from=(.+)|^--mount=(?:.*,)?from=([^,]+)/.exec(flag)?.filter(Boolean) ?? [];
      if (image !== undefined) copied.push(image);
    }
  }
  const names = new Set(stages.flatMap(({ name }, index) => [String(index), name?.toLowerCase() ?? '']));
  return { stages, others: [...new Set(copied)].filter((image) => !names.has(image.toLowerCase())) };
}

/** The image that a stage begins with, by way of the stages that it begins with itself. */
export function baseOf(stages: readonly Stage[], target?: string): Stage | undefined {
  const named = (name: string, below: readonly Stage[]) =>
    below.findLast((stage) => stage.name?.toLowerCase() === name.toLowerCase());
  let stage = target === undefined ? stages.at(-1) : (named(target, stages) ?? stages[Number(target)]);
  while (stage !== undefined) {
    const before = named(stage.from, stages.slice(0, stages.indexOf(stage)));
    if (before === undefined) return stage;
    stage = before;
  }
  return undefined;
}

/** Its instructions, each on one line: without comments, and without what stands in a here-document. */
export function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.split(/\r?\n/);
  const ends = /^(?:#.*\n)*?#\s*escape\s*=\s*`/i.test(text) ? '`' : '\\';
  const instructions: Instruction[] = [];
  let line = '';
  for (let at = 0; at < lines.length; at++) {
    const next = lines[at] ?? '';
    if (/^\s*(?:#|$)/.test(next)) continue;
    const trimmed = next.trimEnd();
    if (trimmed.endsWith(ends)) {
      line += trimmed.slice(0, -1);
      continue;
    }
    const [, name = '', flags = '', rest = ''] =
      /^\s*([A-Za-z]+)\s+((?:--\S+\s+)*)(.*)/.exec(line + trimmed) ?? [];
    instructions.push({ name: name.toUpperCase(), flags: flags.split(/\s+/), rest });
    line = '';
    if (/^(?:RUN|COPY|ADD)$/i.test(name))
      for (const [, tabs, , word] of rest.matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_]\w*)\2/g))
        while (++at < lines.length && lines[at]?.replace(tabs ? /^\t+/ : '', '') !== word);
  }
  return instructions;
}

/** `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+instead}`. */
export function filled(text: string, values: ReadonlyMap<string, string>) {
  const unknown: string[] = [];
  const whole = text.replace(
    /\$(?:\{(\w+)(?::([-+])([^}]*))?\}|(\w+))/g,
    (_, braced?: string, how?: string, word = '', plain?: string) => {
      const name = braced ?? plain ?? '';
      const value = values.get(name);
      if (how === '+') return value ? word : '';
      if (value !== undefined && (value !== '' || how !== '-')) return value;
      if (how === '-') return word;
      unknown.push(name);
      return '';
    },
  );
  return { text: whole.replace(/["']/g, ''), unknown };
}
