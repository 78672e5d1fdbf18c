import { Construct } from 'constructs';
import { own } from '../../src/compose/own.ts';
import { isDependable } from './brand.ts';
import type { EitherShape, MapShape, ObjectShape, RawShape, Shape } from './shape.ts';
import { rawKeys, shapes } from './shapes.gen.ts';
import { fits, isAmount, isInSpan } from './spans.ts';

/** What is wrong with a value, and where in it. */
export interface PropFault {
  readonly kind: 'wrong' | 'missing' | 'unknown';
  /** Keys and indices that lead there, outermost first. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** What should stand there; of an unknown prop, the object that it stands in. */
  readonly shape: Shape;
  /** It can be left out. */
  readonly optional?: boolean;
}

/** What a look at a value needs to know. */
export interface Look {
  /** Whether a value is of a class, by the class's name. */
  isOf(value: unknown, name: string): boolean;
  /** Whether an unknown prop is refused; in what is within the props, each is. */
  suspicious(name: string, value: unknown, shape: ObjectShape): boolean;
}

/**
 * The first thing that is wrong with a value; undefined when nothing is. It takes time in proportion to the value's size.
 * Every construct of every stack comes by here: no function is made on the way.
 */
export function faultIn(value: unknown, shape: Shape, look: Look): PropFault | undefined {
  switch (shape.is) {
    case 'named':
      return namedFault(value, shape, look);
    case 'list':
      return Array.isArray(value) && value.length >= (shape.least ?? 0)
        ? listFault(value, shape.of, inside(look))
        : wrong(value, shape);
    case 'map':
      return isPlain(value) ? mapFault(value, shape, inside(look)) : wrong(value, shape);
    case 'object':
      return isPlain(value) ? objectFault(value, shape, look) : wrong(value, shape);
    case 'either':
      return eitherFault(value, shape, look);
    case 'raw':
      return isPlain(value) ? rawFault(value, shape) : wrong(value, shape);
    default:
      return isRight(value, shape, look) ? undefined : wrong(value, shape);
  }
}

/** Deeper than anybody writes: a value that holds itself, where a type may hold itself. */
const deepest = 50;
let depth = 0;

function namedFault(
  value: unknown,
  shape: Shape & { readonly is: 'named' },
  look: Look,
): PropFault | undefined {
  if (depth === deepest) return wrong(value, shape);
  depth++;
  const fault = faultIn(value, meant(shape.of), look);
  depth--;
  return fault;
}

/** Of what holds nothing further. */
function isRight(value: unknown, shape: Shape, look: Look): boolean {
  switch (shape.is) {
    case 'text':
      return typeof value === 'string' && fits(value, shape.pattern);
    case 'number':
      return typeof value === 'number' && isInSpan(value, shape);
    case 'amount':
      return typeof value === 'string' && isAmount(value, shape);
    case 'boolean':
    case 'function':
      return typeof value === shape.is;
    case 'choice':
      return (shape.of as readonly unknown[]).includes(value);
    case 'instance':
      if (shape.of === 'IDependable') return isDependable(value);
      return shape.of === 'Construct' ? Construct.isConstruct(value) : look.isOf(value, shape.of);
    default:
      return true;
  }
}

function wrong(value: unknown, shape: Shape): PropFault {
  return { kind: 'wrong', path: [], value, shape };
}

function meant(name: string): Shape {
  const shape = own(shapes, name);
  if (shape === undefined) throw new Error(`nothing is known of ${name}: run npm run props`);
  return shape;
}

const strict = new WeakMap<Look, Look>();

/** Within the props each unknown one is refused. */
function inside(look: Look): Look {
  const known = strict.get(look);
  if (known !== undefined) return known;
  const made = { isOf: look.isOf, suspicious: always };
  strict.set(look, made).set(made, made);
  return made;
}

/** Each unknown prop is refused. */
export function always(): boolean {
  return true;
}

/** An object that only holds values: one that is written with braces, or was read from JSON. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function listFault(value: readonly unknown[], of: Shape, look: Look): PropFault | undefined {
  for (let i = 0; i < value.length; i++) {
    const fault = faultIn(value[i], of, look);
    if (fault !== undefined) return below(i, fault);
  }
  return undefined;
}

function mapFault(
  value: Readonly<Record<string, unknown>>,
  shape: MapShape,
  look: Look,
): PropFault | undefined {
  const { keys, of, gaps = false } = shape;
  const numbered = (keys.is === 'named' ? meant(keys.of) : keys).is === 'number';
  for (const name of Object.keys(value)) {
    const key = numbered && /^\d+$/.test(name) ? Number(name) : name;
    if (faultIn(key, keys, look) !== undefined)
      return { kind: 'unknown', path: [name], value: own(value, name), shape };
    const fault = gaps && own(value, name) === undefined ? undefined : faultIn(own(value, name), of, look);
    if (fault !== undefined) return below(name, fault);
  }
  return undefined;
}

/** What is in raw keys, checkRawKeys and the schema gate know. */
function rawFault(value: Readonly<Record<string, unknown>>, shape: RawShape): PropFault | undefined {
  if (shape.closed === undefined) return undefined;
  const name = Object.keys(value).find(
    (key) => !key.startsWith('x-') && !own(rawKeys, shape.of)?.includes(key),
  );
  return name === undefined ? undefined : { kind: 'unknown', path: [name], value: own(value, name), shape };
}

/** What is there and should not be comes first: it is often what is missing, misspelled. */
function objectFault(
  value: Readonly<Record<string, unknown>>,
  shape: ObjectShape,
  look: Look,
): PropFault | undefined {
  const { props } = shape;
  const within = inside(look);
  for (const name of Object.keys(value))
    if (!Object.hasOwn(props, name) && look.suspicious(name, own(value, name), shape))
      return { kind: 'unknown', path: [name], value: own(value, name), shape };
  // A service may say sixty props and says six: those are asked.
  let faults: Map<string, PropFault> | undefined;
  let missing = neededBy(shape);
  for (const name of Object.keys(value)) {
    const prop = own(props, name);
    if (prop?.optional === undefined && prop !== undefined) missing--;
    const fault = prop && faultIn(own(value, name), prop.shape, within);
    if (fault !== undefined) faults = (faults ?? new Map<string, PropFault>()).set(name, fault);
  }
  if (faults === undefined && missing === 0) return undefined;
  for (const [name, { shape: of, optional }] of Object.entries(props)) {
    const fault = faults?.get(name);
    if (fault !== undefined)
      return below(name, optional && fault.path.length === 0 ? { ...fault, optional } : fault);
    if (optional === undefined && !Object.hasOwn(value, name))
      return { kind: 'missing', path: [name], value: undefined, shape: of };
  }
  return undefined;
}

const needed = new WeakMap<ObjectShape, number>();

/** How many props cannot be left out. */
function neededBy(shape: ObjectShape): number {
  const known = needed.get(shape);
  if (known !== undefined) return known;
  const count = Object.values(shape.props).filter(({ optional }) => optional === undefined).length;
  needed.set(shape, count);
  return count;
}

/** Of what it may be, the fault of what it looks most like; when it looks like none of them, that it is none. */
function eitherFault(value: unknown, shape: EitherShape, look: Look): PropFault | undefined {
  let best: { readonly fault: PropFault; readonly likeness: number } | undefined;
  for (const of of shape.of) {
    const fault = faultIn(value, of, look);
    if (fault === undefined) return undefined;
    if (fault.kind === 'wrong' && fault.path.length === 0) continue;
    const likeness = likenessOf(value, of, fault);
    if (best === undefined || likeness > best.likeness) best = { fault, likeness };
  }
  return best?.fault ?? wrong(value, shape);
}

/** The same fault, seen from what holds the value. */
function below(key: string | number, fault: PropFault): PropFault {
  return { ...fault, path: [key, ...fault.path] };
}

/** How many props they share; a literal that says it is another one counts against it. */
function likenessOf(value: unknown, shape: Shape, fault: PropFault): number {
  if (shape.is === 'named') return likenessOf(value, meant(shape.of), fault);
  if (shape.is !== 'object' || !isPlain(value)) return 0;
  const shared = Object.keys(value).filter((name) => Object.hasOwn(shape.props, name)).length;
  if (shared === 0) return -1;
  return fault.shape.is === 'choice' && fault.shape.of.length === 1 ? shared - 100 : shared;
}
