import { byFile } from '../../graph/texts.ts';
import { plainSource, sourcesOf } from '../../lower/runs.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Argv } from '../facts/argv.ts';
import { argvsOf, inQuotes, scriptIn } from '../facts/argv.ts';

/** A generated script can be run as somebody runs it. */
export const scriptRuns: Rule = {
  id: 'script-runs',
  severity: 'error',
  summary: 'A generated script is given to its interpreter, and its lines end as the kernel reads them.',
  check: (stack) => [
    ...carriageReturns(stack),
    ...stack.services.flatMap((service) => direct(service, byFile(stack))),
  ],
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
    ...stack.files.map(({ path, file, content }) => ({ path, file, text: textOf(content) })),
    ...(stack.operationsFiles ?? []).map(({ path, file, content }) => ({
      ...{ path, file, text: typeof content === 'string' ? content : '' },
    })),
    ...stack.services.flatMap(({ path, build }) =>
      (build?.own?.files ?? []).map((one) => ({
        ...{ path, file: one.path, text: one.encoding === undefined ? one.text : '' },
      })),
    ),
  ];
  for (const { path, file, text } of texts)
    if (text.includes('\r\n') && (text.startsWith('#!') || /\.(?:ba)?sh$/.test(file)))
      yield {
        path,
        message: `the lines of "${file}" end in a carriage return, and whatever runs it takes that for a part of each word: "not found"`,
        fix: `save it with line feeds alone: .replaceAll('\\r\\n', '\\n')`,
      };
}

function textOf(content: ConfigFileModel['content']): string {
  if (content.kind === 'text') return content.text;
  return content.kind === 'template'
    ? content.template
    : content.pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
}

/** A service that starts a generated file as if it were a program. */
function direct(service: ServiceModel, files: ReadonlyMap<string, ConfigFileModel>): readonly Complaint[] {
  if (files.size === 0) return [];
  const at = placesOf(service, files);
  if (at.size === 0) return [];
  return argvsOf(service).flatMap((argv) => {
    const found = started(argv).find((program) => at.has(program));
    const file = found === undefined ? undefined : at.get(found);
    if (found === undefined || file === undefined) return [];
    const text = textOf(file.content);
    const [, named = 'sh'] = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?(\S+)/.exec(text) ?? [];
    return [
      {
        path: service.path,
        message: `"${service.id}" starts ${found} in ${argv.where}, which is the generated file "${file.file}" with mode 644: permission denied`,
        fix: `give it to its interpreter: ${mended(argv, found, named)}`,
      },
    ];
  });
}

/** Where the container finds the generated files that are mounted, or copied into its image. */
function placesOf(
  service: ServiceModel,
  files: ReadonlyMap<string, ConfigFileModel>,
): ReadonlyMap<string, ConfigFileModel> {
  const found = new Map<string, ConfigFileModel>();
  for (const { source, target } of sourcesOf(service)) {
    const place = plainSource(source);
    const file = files.get(place);
    if (file !== undefined) found.set(target, file);
    else
      for (const [name, one] of files)
        if (name.startsWith(`${place}/`))
          found.set(`${target.replace(/\/$/, '')}/${name.slice(place.length + 1)}`, one);
  }
  for (const { file, target } of service.build?.copies ?? []) {
    const copied = files.get(file);
    if (copied !== undefined) found.set(target, copied);
  }
  return found;
}

/** What is started: the first word, or what the script of a shell begins a command with. */
function started({ before, words }: Argv): readonly string[] {
  const all = [...before, ...words];
  const script = scriptIn(all);
  if (script === undefined) return before.length === 0 ? words.slice(0, 1) : [];
  const [text = ''] = all.slice(script.at);
  return [...text.matchAll(/(?:^|[;&|\n(]\s*|\bexec\s+)(\/[\w./-]+)/g)].map(([, program = '']) => program);
}

function mended({ before, words, list, shell }: Argv, program: string, interpreter: string): string {
  const all = [...before, ...words];
  const script = scriptIn(all);
  if (script === undefined) return list([interpreter, ...words].map(inQuotes).join(', '));
  return shell((all[script.at] ?? '').replace(program, `${interpreter} ${program}`));
}
