import { isVariable, variablesIn } from '../../compose/text.ts';
import { isSecretName } from '../../model/secret-name.ts';
import type { StackModel } from '../../model/stack.ts';
import type { VariableModel } from '../../model/variable.ts';
import { said } from '../../model/words.ts';
import type { Body } from './body.ts';
import { expression, quoted, spell } from './spell.ts';

/** The variables that a part of the project names, those in defaults too. */
export function variablesOf(part: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (value instanceof Map) for (const inside of value.values()) walk(inside);
    else if (Array.isArray(value)) for (const inside of value) walk(inside);
    else if (isVariable(value)) for (const name of variablesIn([value])) names.add(name);
    else if (typeof value === 'object' && value !== null)
      for (const inside of Object.values(value)) walk(inside);
  };
  walk(part);
  return names;
}

/** A variable for each that is used; one that nobody declared is empty text, as it is for Compose. */
export function variableBlocks(stack: StackModel, used: ReadonlySet<string>): ReadonlyMap<string, Body> {
  const declared = new Map(stack.variables.map((variable) => [variable.name, variable]));
  return new Map(
    [...used].sort().map((name): [string, Body] => {
      const variable = declared.get(name);
      return [name, variable === undefined ? undeclared : block(variable, stack)];
    }),
  );
}

const undeclared: Body = { type: 'string', default: '', nullable: false };

function block(variable: VariableModel, { languages: [language] }: StackModel): Body {
  const { required, default: value = '' } = variable;
  const checks = checksOf(variable);
  return {
    type: 'string',
    description: said(variable.description, language),
    nullable: false,
    ...(!required && { default: value }),
    ...(isSecretVariable(variable) && { sensitive: true }),
    ...(checks.length > 0 && !isSecretVariable(variable) && { validation: checks }),
  };
}

/** What the value of a variable must be. */
function checksOf({ name, required, pattern, example }: VariableModel): readonly Body[] {
  // A message is a template, a description is not.
  const such = example === undefined ? '' : `, for example ${spell([example])}`;
  return [
    required && {
      condition: expression(`length(var.${name}) > 0`),
      error_message: `Say the value of ${name}${such}.`,
    },
    pattern !== undefined && {
      condition: expression(
        `${required ? '' : `var.${name} == "" || `}can(regex(${quoted([`^(?:${pattern})$`])}, var.${name}))`,
      ),
      error_message: `The value of ${name} does not have its form${such}.`,
    },
  ].filter((check) => check !== false);
}

/**
 * The same of the secret ones among them. A variable's own check prints the value that fails it, sensitive or not; a check that
 * stands elsewhere does not.
 */
export function secretChecks({ variables }: StackModel, used: ReadonlySet<string>): readonly Body[] {
  return variables
    .filter((variable) => used.has(variable.name) && isSecretVariable(variable))
    .flatMap(checksOf);
}

function isSecretVariable({ kind, name }: VariableModel): boolean {
  return kind === 'secret' || isSecretName(name);
}

/** Whether one of the variables is secret. */
export function isSecret(stack: StackModel, names: Iterable<string>): boolean {
  const secret = new Set(stack.variables.flatMap(({ kind, name }) => (kind === 'secret' ? [name] : [])));
  return [...names].some((name) => secret.has(name) || isSecretName(name));
}
