import { createRequire } from 'node:module';
import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from 'ajv';
import type { Artifact } from './model/artifact.ts';
import type { Finding } from './model/finding.ts';
import { nearest } from './model/nearest.ts';
import { remembered } from './model/remembered.ts';
import type { SchemaFor } from './model/target.ts';
import { ahead } from './schema/ahead.ts';
import { unique } from './schema/unique.ts';
import { digestOf } from './start/cache.js';
import { fromYaml } from './syntax/yaml-read.ts';

/** Every file that has a schema, held against it: as its maker says it, or else parsed back. `at` gives the construct path to complain about, by file and key. */
export function schemaFindings(
  artifacts: readonly Artifact[],
  schemas: readonly SchemaFor[],
  at: (artifact: Artifact, keys: readonly string[]) => string,
): readonly Finding[] {
  return artifacts.flatMap((artifact) => {
    const schema = schemas.find(
      ({ end, within = '' }) => artifact.path.endsWith(end) && `/${artifact.path}`.includes(`/${within}`),
    );
    if (schema === undefined) return [];
    const content = artifact.document ?? fromYaml(artifact.content);
    const { text, isRight } = known(schema);
    if (isRight?.(content)) return [];
    const validate = validator(schema, text);
    if (validate(content)) return [];
    return useful(validate.errors ?? []).map((error) => ({
      rule: 'schema',
      severity: 'error',
      path: at(artifact, keysOf(error)),
      message: `${artifact.path}: ${describe(error, content)}`,
      fix: mend(error),
    }));
  });
}

/** The text of a schema, and what was made of it ahead: each environment has a file for it. */
const known = remembered((schema: SchemaFor) => {
  const text = schema.schema();
  return { text, isRight: ahead.get(digestOf(JSON.stringify(text))) };
});

const validators = new WeakMap<SchemaFor, ValidateFunction>();

/** It says what is wrong; whether anything is, those that are made ahead say sooner. */
function validator(schemaFor: SchemaFor, text: unknown): ValidateFunction {
  const known = validators.get(schemaFor);
  if (known !== undefined) return known;
  // Loaded here: few need it.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv'); // what require gives has no type
  const { $schema: _, ...schema } = Object(text);
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems);
  const validate = ajv.compile(schema);
  validators.set(schemaFor, validate);
  return validate;
}

const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  error: { message: 'must NOT have duplicate items' },
  validate: (wanted: boolean, items: readonly unknown[]) => !wanted || unique(items),
};

/** Of the complaints of every branch of a choice, those about the innermost place; the choice itself says nothing. */
function useful(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const real = errors.filter(({ keyword }) => !['oneOf', 'anyOf', 'if'].includes(keyword));
  const deepest = real.filter(
    ({ instancePath, keyword }) =>
      keyword === 'additionalProperties' ||
      !real.some((other) => other.instancePath.startsWith(`${instancePath}/`)),
  );
  // Of two types that it may have it has one, and that says what is wrong with it.
  const typed = new Set(
    deepest.flatMap(({ keyword, instancePath }) => (keyword === 'type' ? [] : [instancePath])),
  );
  const seen = new Set<string>();
  return deepest.filter(({ instancePath, keyword, params }) => {
    if (keyword === 'type' && typed.has(instancePath)) return false;
    const key = keyword === 'type' ? instancePath : `${instancePath} ${keyword} ${JSON.stringify(params)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The keys that lead to what is wrong. @see https://www.rfc-editor.org/rfc/rfc6901 */
function keysOf({ instancePath }: ErrorObject): readonly string[] {
  const keys = instancePath.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function mend({ params, parentSchema }: ErrorObject): string {
  const known = Object.keys(Object(parentSchema?.properties));
  const [near] = 'additionalProperty' in params ? nearest(String(params.additionalProperty), known) : [];
  const what = 'the raw key (compose: {…}) that says so; without one it is a fault of Stowage';
  return near === undefined ? `mend ${what}` : `write ${near}, in ${what}`;
}

function describe(error: ErrorObject, content: unknown): string {
  const { message, params, data } = error;
  const where = keysOf(error).join('.') || 'the file';
  if ('additionalProperty' in params) return `${where} has the unknown key "${params.additionalProperty}"`;
  const value = JSON.stringify(data === undefined ? content : data) ?? 'nothing';
  return `${where} ${message}, and it is ${value.length > 60 ? `${value.slice(0, 60)}…` : value}`;
}
