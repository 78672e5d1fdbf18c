import type { FileReference } from '../../compose/attributes/files.ts';
import type { Mount } from '../../compose/attributes/mount.ts';
import type { Resource as Element, Project } from '../../compose/project.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { renderConfigFile } from '../../files/config-file.ts';
import { byFile, filesAt } from '../../graph/texts.ts';
import { plainSource } from '../../lower/runs.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Given, Loss } from './body.ts';
import { teller } from './parts.ts';
import { expression, spell } from './spell.ts';

/** How the content of a generated file is said. */
export type ContentOf = (file: ConfigFileModel) => string;

/** What is put into a container before it starts: generated files that it mounts, configs and secrets. */
export function givenTo(
  stack: StackModel,
  project: Project,
  config: ServiceConfig,
  contentOf: ContentOf,
): { readonly given: readonly Given[]; readonly losses: readonly Loss[] } {
  const losses: Loss[] = [];
  const { under } = teller(losses);
  const mounted = (config.volumes ?? []).flatMap((mount) => filesIn(stack, mount));
  for (const { file, target } of mounted)
    if (file.rendered !== undefined)
      under('volumes').lose(
        `has ${target}, which a script of the operations repository makes of .env, and Terraform would keep its secrets in the state`,
        'let the program read them from its environment, or start it with the operations repository',
      );
    else if (renderConfigFile(stack, file) === '')
      under('volumes').lose(
        `has ${target}, which is empty, and the provider gives no empty file`,
        'write a line',
      );
  const referred = (key: 'configs' | 'secrets', folder: string) =>
    (config[key] ?? []).flatMap((reference): readonly Given[] => {
      const id = spell(reference.source ?? []);
      const content = contentFrom(project[key]?.get(id), stack, contentOf);
      const given = { ...placed(reference, id, folder), content: content ?? '' };
      if (content === undefined)
        under(key).lose(
          `has "${id}", whose content Terraform does not know`,
          'say its content, or the variable that holds it',
        );
      else if (isEmpty(project[key]?.get(id), stack))
        under(key).lose(`has "${id}", which is empty, and the provider gives no empty file`, 'write a line');
      if (!/^0[0-7]{3}$/.test(given.permissions))
        under(key).lose(
          `gives "${id}" the mode ${given.permissions}, and the provider takes three octal digits`,
          "say mode: '0440'",
        );
      return content === undefined ? [] : [given];
    });
  return {
    given: [
      ...mounted.map(({ file, target }) => ({ target, content: contentOf(file), permissions: '0644' })),
      ...referred('configs', '/'),
      ...referred('secrets', '/run/secrets/'),
    ],
    losses,
  };
}

/** The generated files that a mount shows, and where. */
export function filesIn(
  stack: StackModel,
  { type, source = [], target = [] }: Mount,
): readonly { readonly file: ConfigFileModel; readonly target: string }[] {
  const path = type === 'bind' ? literal(source) : undefined;
  const at = literal(target);
  if (path === undefined || at === undefined || path.startsWith('/')) return [];
  const name = plainSource(path);
  return filesAt(name, byFile(stack)).map((file) => ({
    file,
    target: `${at}${file.file.slice(name.length)}`,
  }));
}

/** A config or a secret of the project. */
type Held = Element & { readonly file?: Text; readonly environment?: Text; readonly content?: Text };

/** Whether nothing is in it, whatever the variables hold. */
function isEmpty(element: Held | undefined, stack: StackModel): boolean {
  if (element?.content !== undefined) return literal(element.content) === '';
  const file = fileOf(element, stack);
  return file !== undefined && renderConfigFile(stack, file) === '';
}

function contentFrom(element: Held | undefined, stack: StackModel, contentOf: ContentOf): string | undefined {
  if (element?.content !== undefined) return spell(element.content);
  if (element?.environment !== undefined) return expression(`var.${spell(element.environment)}`);
  const file = fileOf(element, stack);
  return file && contentOf(file);
}

function fileOf(element: Held | undefined, stack: StackModel): ConfigFileModel | undefined {
  return byFile(stack).get(plainSource(literal(element?.file ?? []) ?? ''));
}

/** @see https://docs.docker.com/reference/compose-file/services/#secrets */
function placed(
  { target, uid, gid, mode = 0o444 }: FileReference,
  id: string,
  folder: string,
): Omit<Given, 'content'> {
  const name = target === undefined ? id : spell(target);
  return {
    target: name.startsWith('/') ? name : `${folder}${name}`,
    permissions: typeof mode === 'number' ? `0${mode.toString(8).padStart(3, '0')}` : spell(mode),
    ...(uid !== undefined && { owner: spell(uid) }),
    ...(gid !== undefined && { group: spell(gid) }),
  };
}
