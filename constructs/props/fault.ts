import { Construct } from 'constructs';
import type { AmountShape, EitherShape, MapShape, ObjectShape, Prop, Shape } from './shape.ts';
import { shapes } from './shapes.gen.ts';

/** What is wrong with a value, and where in it. */
export interface Fault {
  readonly kind: 'wrong' | 'missing' | 'unknown';
  /** Keys and indices that lead there, outermost first. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** What should stand there; of an unknown prop, the object that it stands in. */
  readonly shape: Shape;
  /** It can be left out. */
  readonly optional?: boolean;
}

/** Whether a value is of a class, by the class's name. */
export type IsOf = (value: unknown, name: string) => boolean;

/** Whether an unknown prop is refused; in what is within the props, each is. */
export type Suspicious = (name: string, value: unknown, shape: ObjectShape) => boolean;

/** The first thing that is wrong with a value; undefined when nothing is. It takes time in proportion to the value's size. */
export function faultIn(value: unknown, shape: Shape, isOf: IsOf, suspicious: Suspicious): Fault | undefined {
  const inner = (one: unknown, of: Shape) => faultIn(one, of, isOf, () => true);
  const wrong = (right: boolean): Fault | undefined =>
    right ? undefined : { kind: 'wrong', path: [], value, shape };
  switch (shape.is) {
    case 'anything':
      return undefined;
    case 'named': {
      const meant = shapes[shape.of];
      return meant && faultIn(value, meant, isOf, suspicious);
    }
    case 'text':
      return wrong(typeof value === 'string' && fits(value, shape.pattern));
    case 'number':
      return wrong(
        typeof value === 'number' &&
          (shape.whole === undefined ? Number.isFinite(value) : Number.isSafeInteger(value)) &&
          value >= (shape.from ?? value) &&
          value <= (shape.to ?? value),
      );
    case 'amount':
      return wrong(typeof value === 'string' && isAmount(value, shape));
    case 'boolean':
    case 'function':
      return wrong(typeof value === shape.is);
    case 'choice':
      return wrong(shape.of.some((one) => one === value));
    case 'instance':
      return wrong(shape.of === 'Construct' ? Construct.isConstruct(value) : isOf(value, shape.of));
    case 'raw':
      return isPlain(value) ? rawFault(value, shape, new Set()) : wrong(false);
    case 'list':
      if (!Array.isArray(value) || value.length < (shape.least ?? 0)) return wrong(false);
      return first(value.keys(), (i) => inner(value[i], shape.of));
    case 'map':
      return isPlain(value) ? mapFault(value, shape, inner) : wrong(false);
    case 'object':
      return isPlain(value) ? objectFault(value, shape, inner, suspicious) : wrong(false);
    case 'either':
      return eitherFault(value, shape, (of) => faultIn(value, of, isOf, suspicious));
  }
}

/** An object that only holds values: one that is written with braces, or was read from JSON. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

type Inner = (value: unknown, shape: Shape) => Fault | undefined;

function mapFault(
  value: Readonly<Record<string, unknown>>,
  shape: MapShape,
  inner: Inner,
): Fault | undefined {
  const numbered = keyIsNumber(shape.keys);
  return first(Object.keys(value), (name) => {
    const key = numbered && /^\d+$/.test(name) ? Number(name) : name;
    if (inner(key, shape.keys) !== undefined)
      return { kind: 'unknown', path: [], value: value[name], shape } as const;
    return shape.gaps && value[name] === undefined ? undefined : inner(value[name], shape.of);
  });
}

function keyIsNumber(keys: Shape): boolean {
  return (keys.is === 'named' ? shapes[keys.of] : keys)?.is === 'number';
}

/** What is there and should not be comes first: it is often what is missing, misspelled. */
function objectFault(
  value: Readonly<Record<string, unknown>>,
  shape: ObjectShape,
  inner: Inner,
  suspicious: Suspicious,
): Fault | undefined {
  const { props } = shape;
  return (
    first(Object.keys(value), (name) =>
      Object.hasOwn(props, name) || !suspicious(name, value[name], shape)
        ? undefined
        : { kind: 'unknown', path: [], value: value[name], shape },
    ) ??
    first(Object.keys(props), (name) => {
      const { shape: of, optional } = props[name] as Prop; // it is one of its keys
      if (!Object.hasOwn(value, name))
        return optional ? undefined : { kind: 'missing', path: [], value: undefined, shape: of };
      const fault = inner(value[name], of);
      return fault && optional && fault.path.length === 0 ? { ...fault, optional } : fault;
    })
  );
}

/** Of what it may be, the fault of what it looks most like; when it looks like none of them, that it is none. */
function eitherFault(
  value: unknown,
  shape: EitherShape,
  faultOf: (shape: Shape) => Fault | undefined,
): Fault | undefined {
  let best: { readonly fault: Fault; readonly likeness: number } | undefined;
  for (const of of shape.of) {
    const fault = faultOf(of);
    if (fault === undefined) return undefined;
    if (fault.kind === 'wrong' && fault.path.length === 0) continue;
    const likeness = likenessOf(value, of, fault);
    if (best === undefined || likeness > best.likeness) best = { fault, likeness };
  }
  return best?.fault ?? { kind: 'wrong', path: [], value, shape };
}

/** How many props they share; a literal that says it is another one counts against it. */
function likenessOf(value: unknown, shape: Shape, fault: Fault): number {
  if (shape.is === 'named') {
    const meant = shapes[shape.of];
    return meant === undefined ? 0 : likenessOf(value, meant, fault);
  }
  if (shape.is !== 'object' || !isPlain(value)) return 0;
  const shared = Object.keys(value).filter((name) => Object.hasOwn(shape.props, name)).length;
  return fault.shape.is === 'choice' && fault.shape.of.length === 1 ? shared - 100 : shared;
}

const factors: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, mb: 1, gb: 1024, KB: 1, MB: 1 };

function isAmount(value: string, { units, from, to }: AmountShape): boolean {
  const amount = amountOf(value, units);
  return (
    amount !== undefined &&
    amount >= (amountOf(from ?? value, units) ?? amount) &&
    amount <= (amountOf(to ?? value, units) ?? amount)
  );
}

function amountOf(value: string, units: readonly string[]): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(value) ?? [];
  return units.includes(unit) ? Number(amount) * (factors[unit] ?? 1) : undefined;
}

const patterns = new Map<string, RegExp>();

function fits(value: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'u');
  patterns.set(pattern, known);
  return known.test(value);
}

/** What no YAML file holds. One that contains itself is left to whoever looks for that. */
function rawFault(value: unknown, shape: Shape, seen: Set<unknown>): Fault | undefined {
  if (typeof value === 'object' && value !== null) {
    if (seen.has(value)) return undefined;
    seen.add(value);
    if (Array.isArray(value)) return first(value.keys(), (i) => rawFault(value[i], shape, seen));
    if (isPlain(value)) return first(Object.keys(value), (name) => rawFault(value[name], shape, seen));
    return { kind: 'wrong', path: [], value, shape };
  }
  const right =
    typeof value === 'number'
      ? !Number.isNaN(value)
      : !['function', 'symbol', 'bigint'].includes(typeof value);
  return right ? undefined : { kind: 'wrong', path: [], value, shape };
}

/** The first fault among these keys, with its key in front of its path. */
function first<Key extends string | number>(
  keys: Iterable<Key>,
  faultAt: (key: Key) => Fault | undefined,
): Fault | undefined {
  for (const key of keys) {
    const fault = faultAt(key);
    if (fault !== undefined) return { ...fault, path: [key, ...fault.path] };
  }
  return undefined;
}
