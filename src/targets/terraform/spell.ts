import type { Flag } from '../../compose/forms/scalars.ts';
import type { Part, Text, VariablePart } from '../../compose/text.ts';
import { joined, spellAddress } from '../../compose/text.ts';

/**
 * A text as a string of Terraform: its variables are `${var.NAME}`, and what Terraform would take for a template is not one. A variable
 * of Terraform always has a value, so an empty one counts as none whether the sign has a colon or not.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function spell(text: Text): string {
  return joined(text)
    .map((part) => spellPart(part, plain))
    .join('');
}

/** A flag, or a template that becomes one. */
export function spellFlag(flag: Flag): boolean | string {
  return typeof flag === 'boolean' ? flag : spell(flag);
}

/** A number, or a template that becomes one. */
export function spellCount(count: number | Text): number | string {
  return typeof count === 'number' ? count : spell(count);
}

/** A text as an expression: `"a ${var.NAME}"`, with its quotes. */
export function quoted(text: Text): string {
  return `"${joined(text)
    .map((part) => spellPart(part, (literal) => plain(escaped(literal))))
    .join('')}"`;
}

/** An expression where a string is wanted. */
export function expression(code: string): string {
  return `\${${code}}`;
}

function spellPart(part: Part, spelled: (literal: string) => string): string {
  if (typeof part === 'string') return spelled(part);
  return part.kind === 'address' ? spelled(spellAddress(part)) : expression(variable(part));
}

function variable({ name, otherwise }: VariablePart): string {
  const value = `var.${name}`;
  if (otherwise === undefined || /\?$/.test(otherwise.sign)) return value;
  const instead = quoted(otherwise.text);
  if (otherwise.sign.endsWith('+')) return `${value} != "" ? ${instead} : ""`;
  return instead === '""' ? value : `${value} != "" ? ${value} : ${instead}`;
}

/**
 * Braces that would begin a template do not. The CDK looks for tokens of its own in every string, behind `$$`, too; and a dollar
 * sign before `$${` would make another escape of it: those stand in a template of their own.
 */
function plain(literal: string): string {
  return literal.replace(/([$#])\{(?=TfToken\[)|(\$+|%+)\{/g, (found, token: string, run: string) => {
    const before = found.slice(0, -1);
    return token !== undefined || run.length > 1 ? `\${"${before}"}{` : `${before}${found}`;
  });
}

/** What a string of an expression cannot hold as it is. JSON has two escapes that it does not know. */
function escaped(literal: string): string {
  return JSON.stringify(literal)
    .slice(1, -1)
    .replace(/\\(.)/g, (pair, sign: string) => unknown.get(sign) ?? pair);
}

const unknown: ReadonlyMap<string, string> = new Map([
  ['b', '\\u0008'],
  ['f', '\\u000c'],
]);
