import type { IConstruct } from 'constructs';
import { spellText } from '../../src/compose/interpolation.ts';
import type { Part, Text } from '../../src/compose/text.ts';
import type { ConfigFileModel } from '../../src/model/config-file.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Port } from '../../src/model/quantity.ts';
import type { VariableModel } from '../../src/model/variable.ts';
import { otherwiseOf } from '../../src/model/variable.ts';
import { isA, isOf } from '../props/brand.ts';
import { checkCall, checkNew } from '../props/check.ts';
import { refusePlainText } from './plain-text.ts';
import { Secret, Variable } from './variable.ts';

/**
 * Anything that can be written into a container's environment, a command or a URL.
 * @form text, a number, true, false, a Secret, a Variable, an Address or a text`…`
 * @example '…'
 */
export type Value = string | number | boolean | Secret | Variable | Address | Template;

/** What has no text of its own before the system runs: a secret, a variable, the address of a service, a text`…` with those in it. */
export type Named = Secret | Variable | Address | Template;

/** Whether it is one of those. */
export function isNamed(value: unknown): value is Named {
  return [Secret, Variable, Address, Template].some(({ name }) => isOf(value, name));
}

/** A service as others reach it. Mentioning one says that the two must share a network and who waits for whom. */
export class Address {
  /** The one that is reached. */
  readonly service: IConstruct;
  /** Its port; undefined for the host name alone. */
  readonly port: Port | undefined;

  constructor(service: IConstruct, port?: Port) {
    checkNew(Address, new.target, [service, port]);
    this.service = service;
    this.port = port;
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText('the address of a service');
  }
}

/** A text that holds more of them is written by a loop without an end. */
const most = { deep: 100, parts: 100_000 };

/** Text with secrets, variables and addresses in it, made by {@link text}. */
export class Template {
  /** Its pieces, in order. */
  readonly parts: readonly Value[];
  readonly #deep: number;
  readonly #size: number;

  /** @throws StowageError `text-huge` when more texts stand in each other, or more parts in it, than a person writes. */
  constructor(parts: readonly Value[]) {
    checkNew(Template, new.target, [parts]);
    this.parts = parts;
    let [deep, size] = [0, 0];
    for (const part of parts) {
      if (part instanceof Template) deep = Math.max(deep, part.#deep);
      size += part instanceof Template ? part.#size : 1;
    }
    this.#deep = deep + 1;
    this.#size = size;
    if (deep >= most.deep || size > most.parts)
      throw new StowageError(
        'text-huge',
        deep >= most.deep
          ? `more than ${most.deep} texts stand in each other`
          : `a text has more than ${most.parts} parts, those of the texts in it with them`,
        'look for the loop that makes it',
      );
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText('a text`…`');
  }
}

/** Text with values in it: ``text`redis://:${password}@${redis.address}/` ``. */
export function text(literals: TemplateStringsArray, ...values: readonly Value[]): Template {
  checkCall('text', [literals, ...values]);
  return new Template(literals.flatMap((literal, i) => [literal, ...values.slice(i, i + 1)]));
}

/** The variables of one stack, in order of first use. */
export class VariableBook {
  readonly #byName = new Map<string, VariableModel>();
  /** Files that only a service asked for. */
  readonly files: ConfigFileModel[] = [];

  /**
   * Notes a variable down.
   * @throws StowageError `variable-twice` when one name is defined in two ways.
   */
  add(variable: VariableModel): void {
    const known = this.#byName.get(variable.name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(variable))
      throw new StowageError(
        'variable-twice',
        `"${variable.name}" is defined in two different ways in one stack`,
        'define it once, in a const, and pass that const to both',
      );
    this.#byName.set(variable.name, known ?? variable);
  }

  /** Notes a file down that is there because a service reads it. */
  addFile(file: ConfigFileModel): void {
    this.files.push(file);
  }

  /** All of them, in the order in which they were noted down. */
  list(): readonly VariableModel[] {
    return [...this.#byName.values()];
  }

  /** A text as Compose reads it; a variable says what Compose does where it has no value. */
  spelled(text: Text): string {
    return spellText(
      text.map((part) => {
        const variable =
          typeof part !== 'string' && part.kind === 'variable' ? this.#byName.get(part.name) : undefined;
        return variable === undefined
          ? part
          : { kind: 'variable', name: variable.name, otherwise: otherwiseOf(variable) };
      }),
    );
  }

  /** The value as data, its variables noted down. */
  text(value: Value): Text {
    return join(this.#parts(value));
  }

  #parts(value: Value): Part[] {
    if (isA(value, Template)) return value.parts.flatMap((part) => this.#parts(part));
    if (isA(value, Address))
      return [
        {
          kind: 'address',
          service: value.service.node.id,
          ...(value.port === undefined ? {} : { port: value.port }),
        },
      ];
    if (isA(value, Secret) || isA(value, Variable)) {
      this.add(value.model);
      return [{ kind: 'variable', name: value.name }];
    }
    return [String(value)];
  }
}

/** Neighbouring literals become one, empty ones go. */
function join(parts: readonly Part[]): Text {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}
