import { own } from '../../src/compose/own.ts';
import type { PropFault } from './fault.ts';
import { isPlain } from './fault.ts';
import type { Shape } from './shape.ts';
import { shapes } from './shapes.gen.ts';

/** A value for a person, never longer than a line. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `[${inside(value, shown)}]`;
  const keys = Object.keys(value);
  if (isPlain(value))
    return keys.length === 0 ? '{}' : `{ ${inside(keys, (key) => `${spelledKey(key)}: …`)} }`;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === 'string' && name !== '' ? an(name) : 'an object of a class';
}

/** What a shape is called after "not": `a size from 6mb to 1048576gb`. */
export function nounOf(shape: Shape): string {
  const form = shape.form;
  switch (shape.is) {
    case 'named':
      return nounOf({ ...meant(shape.of), ...(form !== undefined && { form }) });
    case 'number':
      return `${form ?? (shape.whole ? 'a whole number' : 'a number')}${span(shape.from, shape.to)}`;
    case 'amount':
      return `${form ?? `a number of ${shape.units.join(' or ')}`}${span(shape.from, shape.to)}`;
    case 'choice':
      return form ?? orOf(shape.of.map(spelled));
    case 'instance':
      return form ?? an(shape.of);
    case 'either':
      return form ?? orOf([...new Set(shape.of.map(nounOf))]);
    case 'list':
      return form ?? (shape.least === undefined ? 'a list' : 'a list that holds something');
    default:
      return form ?? plainNouns[shape.is];
  }
}

const plainNouns = {
  anything: 'anything',
  boolean: 'true or false',
  function: 'a function',
  text: 'text',
  map: 'names with their values',
  object: 'an object of props',
  raw: 'an object of raw keys',
} as const;

/** One that is right, as it is written in a stack: `[new Network(…)]`. */
export function exampleOf(shape: Shape, depth = 0): string {
  if (shape.example !== undefined) return shape.example;
  switch (shape.is) {
    case 'named':
      return exampleOf(meant(shape.of), depth);
    case 'number':
      return String(Math.max(shape.from ?? 1, 1));
    case 'amount':
      return `'1${shape.units[0]}'`;
    case 'boolean':
      return 'true';
    case 'function':
      return '() => …';
    case 'choice':
      return spelled(shape.of[0] ?? '');
    case 'instance':
      if (shape.of === 'IDependable') return 'web';
      return shape.of === 'Construct' ? 'this' : `new ${shape.of}(…)`;
    case 'either':
      return shape.of[0] === undefined ? '…' : exampleOf(shape.of[0], depth);
    case 'list':
      return `[${exampleOf(shape.of, depth + 1)}]`;
    case 'map':
      return `{ ${exampleKey(shape.keys)}: ${exampleOf(shape.of, depth + 1)} }`;
    case 'object':
      return exampleObject(shape.props, depth);
    default:
      return { text: "'…'", anything: '…', raw: '{ … }' }[shape.is];
  }
}

function exampleObject(props: Readonly<Record<string, { shape: Shape; optional?: true }>>, depth: number) {
  const needed = Object.entries(props).filter(([, { optional }]) => optional === undefined);
  if (depth > 2 || needed.length === 0) return '{ … }';
  return `{ ${needed.map(([name, { shape }]) => `${spelledKey(name)}: ${exampleOf(shape, depth + 1)}`).join(', ')} }`;
}

function exampleKey(keys: Shape): string {
  const example = exampleOf(keys);
  return example === "'…'" ? 'name' : example;
}

/** Where it stands: `health.exec[0]`. */
export function pathOf(path: PropFault['path']): string {
  return path
    .map((key, i) => {
      if (typeof key === 'number' || /^\d+$/.test(key)) return `[${key}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}

/** `a, b or c`. */
function orOf(all: readonly string[]): string {
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter((one) => one !== '').join(' or ');
}

/** A name with its article. */
function an(name: string): string {
  return `${/^[AEIOUaeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** A key as it is written between braces. */
export function spelledKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
}

function meant(name: string): Shape {
  return own(shapes, name) ?? { is: 'anything' };
}

function spelled(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function span(from: number | string | undefined, to: number | string | undefined): string {
  if (from === undefined) return to === undefined ? '' : ` up to ${to}`;
  return to === undefined ? ` from ${from}` : ` from ${from} to ${to}`;
}

function inside<One>(all: readonly One[], say: (one: One) => string): string {
  const some = all.slice(0, 3).map((one) => (Array.isArray(one) ? '[…]' : say(one)));
  return [...some, ...(all.length > 3 ? ['…'] : [])].join(', ');
}
