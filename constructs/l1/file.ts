import type { IConstruct } from 'constructs';
import type { ElementModel } from '../../src/model/element.ts';
import { StowageError } from '../../src/model/error.ts';
import { checkRawKeys, rawModel } from '../core/raw-keys.ts';
import type { VariableBook } from '../core/value.ts';
import { isNamed } from '../core/value.ts';
import { Secret, Variable } from '../core/variable.ts';
import { isA } from '../props/brand.ts';

/** What a config and a secret say: a file, its content, or the name of the variable that holds it. */
interface FileKeys {
  readonly environment?: unknown;
}

/**
 * What can be told at the line of a config or a secret.
 * @throws StowageError `bad-prop` for an `environment` that is not the name of one variable; what raw keys are refused for
 */
export function checkFileKeys(id: string, keys: FileKeys): void {
  const { environment } = keys;
  if (isNamed(environment) && !isOneVariable(environment))
    throw new StowageError(
      'bad-prop',
      `environment of "${id}" is a text or an address, not the name of one variable`,
      'pass a Variable or a Secret: Compose takes what it holds; a text with several in it is what content: text`…` is for',
    );
  checkRawKeys(id, keys, []);
}

/** A config or a secret as data. Compose wants a variable by its name under `environment`, where it is replaced everywhere else. */
export function fileModel({ node }: IConstruct, keys: FileKeys, book: VariableBook): ElementModel {
  const { environment } = keys;
  const variable = isOneVariable(environment) ? environment : undefined;
  if (variable !== undefined) book.add(variable.model);
  const { compose } = rawModel(variable === undefined ? keys : { ...keys, environment: variable.name }, book);
  return { path: node.path, id: node.id, compose };
}

function isOneVariable(value: unknown): value is Secret | Variable {
  return isA(value, Secret) || isA(value, Variable);
}
