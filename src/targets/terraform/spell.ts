import type { Flag } from '../../compose/forms/scalars.ts';
import type { Part, Text, VariablePart } from '../../compose/text.ts';
import { joined, spellAddress } from '../../compose/text.ts';

/**
 * A text as a string of Terraform: its variables are `${var.NAME}`, and what Terraform would take for a template is not one. A variable
 * of Terraform always has a value, so an empty one counts as none whether the sign has a colon or not.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function spell(text: Text): string {
  return spelled(text, plain);
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
  return `"${spelled(text, (literal) => plain(escaped(literal)))}"`;
}

/** An expression where a string is wanted. */
export function expression(code: string): string {
  return `\${${code}}`;
}

function spelled(text: Text, spellLiteral: (literal: string) => string): string {
  return joined(text.map(plainAddress))
    .map((part, i, all) => {
      if (typeof part !== 'string') return part.kind === 'variable' ? expression(variable(part)) : '';
      if (i === all.length - 1) return spellLiteral(part);
      // A dollar sign before a template would make an escape of its beginning.
      const end = /\$*$/.exec(part)?.[0] ?? '';
      return spellLiteral(part.slice(0, part.length - end.length)) + (end && inTemplate(end));
    })
    .join('');
}

function plainAddress(part: Part): string | VariablePart {
  return typeof part === 'string' || part.kind === 'variable' ? part : spellAddress(part);
}

function inTemplate(signs: string): string {
  return expression(`"${signs}"`);
}

function variable({ name, otherwise }: VariablePart): string {
  const value = `var.${name}`;
  if (otherwise === undefined || /\?$/.test(otherwise.sign)) return value;
  const instead = quoted(otherwise.text);
  if (otherwise.sign.endsWith('+')) return `${value} != "" ? ${instead} : ""`;
  return instead === '""' ? value : `${value} != "" ? ${value} : ${instead}`;
}

/**
 * Braces that would begin a template do not. The CDK looks for tokens of its own in every string, behind `$$`, too; a sign before
 * `$${` would make another escape of it; behind a carriage return Terraform sees no template, and a byte order mark it takes away.
 * Those stand in a template of their own.
 */
function plain(literal: string): string {
  return literal.replace(
    /([$%]*[$#])\{(?=TfToken\[)|([$%]+)\{|(\$*)([\r\ufeff])/g,
    (found, token?: string, run?: string, before = '', unseen?: string) => {
      if (unseen !== undefined) return inTemplate(before + (unseen === '\r' ? '\\r' : '\\ufeff'));
      return token === undefined && run?.length === 1
        ? `${run}${found}`
        : `${inTemplate(found.slice(0, -1))}{`;
    },
  );
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
