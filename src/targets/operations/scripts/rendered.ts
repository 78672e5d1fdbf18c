import { literal } from '../../../compose/text.ts';
import { projectOf } from '../../../files/project.ts';
import type { Rendered } from '../../../graph/rendered.ts';
import { ownersOf, renderedFiles } from '../../../graph/rendered.ts';
import { renderedFolder } from '../../../model/config-file.ts';
import type { StackModel } from '../../../model/stack.ts';

/** What `scripts/rendered.sh` makes, of what, for whom. */
export function renderedFacts(stack: StackModel): object {
  const files = renderedFiles(stack);
  const names = new Set(files.flatMap((file) => file.names));
  const images = [...(projectOf(stack).services?.values() ?? [])].flatMap(
    ({ image }) => literal(image ?? []) ?? [],
  );
  return {
    rendered: files.map((file) => ({ line: lineOf(file) })),
    renderedFolder,
    defaults: stack.variables.flatMap(({ name, default: value }) =>
      names.has(name) && value ? [{ name, value }] : [],
    ),
    optional: stack.variables.flatMap(({ name, required }) => (names.has(name) && !required ? [name] : [])),
    chowners: [...new Set(images)],
  };
}

/** What a path and a name hold has no space. */
function lineOf(file: Rendered): string {
  const [owner = '0:0'] = ownersOf(file);
  return [file.file, file.template, file.format, owner, file.word, ...file.names].join(' ');
}
