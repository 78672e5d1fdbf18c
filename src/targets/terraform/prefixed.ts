import type { Body, Value } from './body.ts';
import type { Document } from './document.ts';

const reference = /(?<![\w.])(var|docker_(?:network|volume|image|container))\.([A-Za-z_][\w-]*)/y;

/** A document whose variables, resources and outputs have other names, so that two of them stand in one configuration. */
export function prefixed({ variables, resources, outputs, losses }: Document, prefix: string): Document {
  const named = (name: string) => `${prefix}_${name}`;
  const renamed = (all: ReadonlyMap<string, Body>) =>
    new Map([...all].map(([name, body]) => [named(name), again(body, named)] as const));
  return {
    // What says of a variable what it is, is no template; what its value must be, is one.
    variables: new Map(
      [...variables].map(([name, { validation, ...body }]) => [
        named(name),
        { ...body, ...(validation !== undefined && { validation: value(validation, named) }) },
      ]),
    ),
    resources: resources.map(({ type, id, body }) => ({ type, id: named(id), body: resource(body, named) })),
    outputs: renamed(outputs),
    losses,
  };
}

/** What it waits for, and is made anew with, are references without a sign. */
function resource(body: Body, named: (name: string) => string): Body {
  const { depends_on: first, lifecycle, ...others } = body;
  const bare = (one: Value | undefined): Value =>
    Array.isArray(one) ? one.map((each) => inCode(String(each), named)) : [];
  const { replace_triggered_by: by, ...rules } = isBody(lifecycle) ? lifecycle : {};
  return {
    ...again(others, named),
    ...(first !== undefined && { depends_on: bare(first) }),
    ...(lifecycle !== undefined && {
      lifecycle: { ...again(rules, named), ...(by !== undefined && { replace_triggered_by: bare(by) }) },
    }),
  };
}

function isBody(given: Value | undefined): given is Body {
  return typeof given === 'object' && !Array.isArray(given);
}

function again(body: Body, named: (name: string) => string): Body {
  return Object.fromEntries(
    Object.entries(body).map(([name, one]) => [inTemplate(name, named), value(one, named)]),
  );
}

function value(given: Value, named: (name: string) => string): Value {
  if (typeof given === 'string') return inTemplate(given, named);
  if (isBody(given)) return again(given, named);
  return Array.isArray(given) ? given.map((one) => value(one, named)) : given;
}

function inCode(code: string, named: (name: string) => string): string {
  return inTemplate(`\${${code}}`, named).slice(2, -1);
}

/** A template with other names in its expressions; its texts stay. */
function inTemplate(template: string, named: (name: string) => string): string {
  /** What stands around: a text, whether it may have escapes, or an expression. */
  const around: ('text' | 'string' | 'code')[] = ['text'];
  let whole = '';
  for (let at = 0; at < template.length; ) {
    const state = around.at(-1);
    const take = (piece: string) => {
      whole += piece;
      at += piece.length;
    };
    if (state === 'code') {
      reference.lastIndex = at;
      const [found, kind, name] = reference.exec(template) ?? [];
      if (found !== undefined && name !== undefined) {
        whole += `${kind}.${named(name)}`;
        at += found.length;
        continue;
      }
      const sign = template[at] ?? '';
      if (sign === '"') around.push('string');
      if (sign === '{') around.push('code');
      if (sign === '}') around.pop();
      take(sign);
    } else if (/^(\$\$|%%)\{/.test(template.slice(at, at + 3))) take(template.slice(at, at + 3));
    else if (template.startsWith('${', at)) {
      around.push('code');
      take('${');
    } else if (state === 'string' && template[at] === '\\') take(template.slice(at, at + 2));
    else {
      if (state === 'string' && template[at] === '"') around.pop();
      take(template[at] ?? '');
    }
  }
  return whole;
}
