import { inQuotes } from '../../compose/command-line.ts';
import { spellText } from '../../compose/interpolation.ts';
import { literal, opaque } from '../../compose/text.ts';
import { elementsOf } from '../../graph/elements.ts';
import { byFile, filesAt } from '../../graph/texts.ts';
import { plainSource, sourcesOf } from '../../lower/runs.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Argv } from '../facts/argv.ts';
import { argvsOf, scriptIn } from '../facts/argv.ts';
import { healthOf } from '../facts/health.ts';

/** A generated script can be run as somebody runs it. */
export const scriptRuns: Rule = {
  id: 'script-runs',
  severity: 'error',
  summary: 'A generated script is given to its interpreter, and its lines end as the kernel reads them.',
  check: lookInEach((stack) => ({
    in: (service) => direct(service, placesOf(service, stack)),
    told: (found) => [...carriageReturns(stack), ...found],
  })),
  about: {
    why: 'A generated file is no program: it is written with mode 644, and a container that starts it directly ends with "permission denied". A script whose lines end as on Windows names an interpreter with a carriage return in its name, or a shell reads commands with one: "not found", for something that is there.',
    wrong: `
      const start = new ConfigFile(stack, 'start', { file: 'web/start.sh', content: '#!/bin/sh\\nexec serve\\n' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', entrypoint: ['/start.sh'] }).mount(start, '/start.sh');
    `,
    right: `
      const start = new ConfigFile(stack, 'start', { file: 'web/start.sh', content: '#!/bin/sh\\nexec serve\\n' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', entrypoint: ['sh', '/start.sh'] }).mount(start, '/start.sh');
    `,
    sources: [
      'https://man7.org/linux/man-pages/man2/execve.2.html',
      'https://docs.docker.com/engine/storage/bind-mounts/',
    ],
  },
};

/** Files that a shell reads: by their name, or by their first line. */
function* carriageReturns(stack: StackModel): Iterable<Complaint> {
  const texts = [
    ...stack.files.map(({ path, file, content }) => ({
      path,
      file,
      text: textOf(content),
      isContext: false,
    })),
    ...(stack.operationsFiles ?? []).map(({ path, file, content }) => ({
      ...{ path, file, text: typeof content === 'string' ? content : '', isContext: false },
    })),
    ...[...(resourcesOf(stack).configs ?? [])].map(([id, { content = [] }]) => ({
      ...{
        path: elementsOf(stack).find((one) => one.kind === 'configs' && one.id === id)?.path ?? stack.path,
        file: id,
        text: spellText(content),
        isContext: false,
      },
    })),
    ...stack.services.flatMap(({ path, build }) =>
      (build?.own?.files ?? []).map((one) => ({
        ...{ path, file: one.path, text: one.encoding === undefined ? one.text : '', isContext: true },
      })),
    ),
  ];
  for (const { path, file, text, isContext } of texts) {
    if (!text.includes('\r\n')) continue;
    const isScript = text.startsWith('#!') || /\.(?:ba)?sh$/.test(file);
    // What is built is the author's own, and what runs on Windows asks for it.
    if (!isScript && (isContext || /\.(?:bat|cmd|ps1|reg)$/i.test(file))) continue;
    yield {
      path,
      ...(!isScript && { severity: 'warn' as const }),
      message: isScript
        ? `the lines of "${file}" end in a carriage return, and whatever runs it takes that for a part of each word: "not found"`
        : `the lines of "${file}" end in a carriage return: programs take that for a part of a value, and every checkout of the repository is without it, so that check finds a difference there`,
      fix: `save it with line feeds alone: .replaceAll('\\r\\n', '\\n')`,
    };
  }
}

function textOf(content: ConfigFileModel['content']): string {
  if (content.kind === 'text') return content.text;
  return content.kind === 'template'
    ? content.template
    : content.pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
}

/** What lies in a container with a mode that nobody can run. */
interface Script {
  /** `the generated file "web/start.sh" with mode 644`. */
  readonly what: string;
  readonly text: string;
  /** How it becomes a program. @default - it cannot */
  readonly instead?: string;
}

/** A service that starts such a text as if it were a program. */
function direct(service: ServiceModel, at: ReadonlyMap<string, Script>): readonly Complaint[] {
  if (at.size === 0) return [];
  return [...argvsOf(service), ...shellCheck(service)].flatMap((argv) => {
    const found = started(argv).find((program) => at.has(program));
    const script = found === undefined ? undefined : at.get(found);
    if (found === undefined || script === undefined) return [];
    const [, named = 'sh'] = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?(\S+)/.exec(script.text) ?? [];
    return [
      {
        path: service.path,
        message: `"${service.id}" starts ${found} in ${argv.where}, which is ${script.what}: permission denied`,
        fix: `give it to its interpreter: ${mended(argv, found, named)}${script.instead ?? ''}`,
      },
    ];
  });
}

/** A health check that is a line for a shell, as the words that start one. */
function shellCheck(service: ServiceModel): readonly Argv[] {
  const test = healthOf(service)?.test;
  if (test === undefined || !('shell' in test)) return [];
  const shell = (line: string) => `health: { shell: ${inQuotes(line)} }`;
  return [
    {
      where: 'its health check',
      ...{ shell, list: shell, before: [], words: ['sh', '-c', opaque(test.shell)], starts: true },
    },
  ];
}

/** Where the container finds the generated files that are mounted, or copied into its image, and configs whose text stands in the compose file. */
function placesOf(service: ServiceModel, stack: StackModel): ReadonlyMap<string, Script> {
  const files = byFile(stack);
  const found = new Map<string, Script>();
  const put = (target: string, { file, content }: ConfigFileModel) =>
    found.set(target, { what: `the generated file "${file}" with mode 644`, text: textOf(content) });
  for (const { source, target } of files.size === 0 ? [] : sourcesOf(service)) {
    const place = plainSource(source);
    for (const one of filesAt(place, files))
      put(
        one.file === place ? target : `${target.replace(/\/$/, '')}/${one.file.slice(place.length + 1)}`,
        one,
      );
  }
  for (const { file, target } of service.build?.copies ?? []) {
    const copied = files.get(file);
    if (copied !== undefined) put(target, copied);
  }
  const said = resourcesOf(stack).configs;
  for (const { source = [], target, mode = 0o444 } of configOf(service).configs ?? []) {
    const id = literal(source) ?? '';
    const { content } = said?.get(id) ?? {};
    if (content === undefined || typeof mode !== 'number' || (mode & 0o111) !== 0) continue;
    const at = spellText(target ?? [`/${id}`]);
    found.set(at.startsWith('/') ? at : `/${at}`, {
      what: `the config "${id}" with mode ${mode.toString(8)}`,
      text: spellText(content),
      instead: ', or say mode: 0o555 where it is named',
    });
  }
  return found;
}

/** Programs that start what stands behind their own options. */
const wrappers = /^(?:\S*\/)?(?:tini|dumb-init|catatonit|gosu|su-exec|setpriv|nice|nohup|exec|env|timeout)$/;

/** Programs that read a script whose path they are given. */
const interpreters = /^(?:\S*\/)?(?:\w*sh|python[\d.]*|perl|ruby|node|php\d*)$/;

/** What is started: the first word, what a wrapper starts, or what the script of a shell begins a command with. */
function started({ before, words }: Argv): readonly string[] {
  const all = [...before, ...words];
  const script = scriptIn(all);
  if (script === undefined) {
    if (wrappers.test(all[0] ?? '')) {
      const at = all.findIndex((word, i) => i > 0 && (word.startsWith('/') || interpreters.test(word)));
      const program = all[at] ?? '';
      return at >= before.length && !interpreters.test(program) ? [program] : [];
    }
    return before.length === 0 ? words.slice(0, 1) : [];
  }
  const [text = ''] = all.slice(script.at);
  return [...text.matchAll(/(?:^|[;&|\n(]\s*|\bexec\s+)(\/[\w./-]+)/g)].map(([, program = '']) => program);
}

function mended({ before, words, list, shell }: Argv, program: string, interpreter: string): string {
  const all = [...before, ...words];
  const script = scriptIn(all);
  if (script === undefined) {
    const at = words.indexOf(program);
    return list([...words.slice(0, at), interpreter, ...words.slice(at)].map(inQuotes).join(', '));
  }
  return shell((all[script.at] ?? '').replace(program, `${interpreter} ${program}`));
}
