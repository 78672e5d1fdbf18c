import type { FileReference } from '../compose/attributes/files.ts';
import type { Text } from '../compose/text.ts';
import { literal } from '../compose/text.ts';
import { plainSource } from '../lower/runs.ts';
import { configOf, resourcesOf } from '../lower.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { byFile, textsOf } from './texts.ts';

/** What an image reads from a file instead of the variable without `_FILE`. */
export interface FromFile {
  /** The variable that it would be: `POSTGRES_PASSWORD`. */
  readonly name: string;
  readonly text: Text;
}

/**
 * The variables of a service that come from files whose content is known: a file of a secret, or a secret of Compose that is a variable of `.env`.
 * @see https://docs.docker.com/reference/compose-file/services/#secrets
 */
export function fromFiles(stack: StackModel, service: ServiceModel): readonly FromFile[] {
  const paths = textsOf(service).flatMap(({ use, where, text }) => {
    const path = use === 'env' && where.endsWith('_FILE') ? literal(text) : undefined;
    return path === undefined ? [] : [{ name: where.slice(0, -'_FILE'.length), path }];
  });
  if (paths.length === 0) return [];
  const held = new Map([...mounted(stack, service), ...ofCompose(stack, service)]);
  return paths.flatMap(({ name, path }) => {
    const text = held.get(path);
    return text === undefined ? [] : [{ name, text }];
  });
}

type Held = readonly [path: string, text: Text];

function mounted(stack: StackModel, service: ServiceModel): readonly Held[] {
  return (configOf(service).volumes ?? []).flatMap(({ source = [], target = [] }): readonly Held[] => {
    const content = byFile(stack).get(plainSource(literal(source) ?? ''))?.content;
    const [piece] = content?.kind === 'placed' && content.format === 'value' ? content.pieces : [];
    return typeof piece === 'object' ? [[literal(target) ?? '', piece.value]] : [];
  });
}

function ofCompose(stack: StackModel, service: ServiceModel): readonly Held[] {
  const { secrets } = resourcesOf(stack);
  return (configOf(service).secrets ?? []).flatMap(
    ({ source = [], target }: FileReference): readonly Held[] => {
      const id = literal(source) ?? '';
      const variable = literal(secrets?.get(id)?.environment ?? []);
      const at = literal(target ?? [id]) ?? '';
      if (!variable) return [];
      return [[at.startsWith('/') ? at : `/run/secrets/${at}`, [{ kind: 'variable', name: variable }]]];
    },
  );
}
