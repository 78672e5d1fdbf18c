import { own } from '../../src/compose/own.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Class } from './brand.ts';
import { brandClass, isBranded, isOf, isOurs } from './brand.ts';
import type { Look, PropFault } from './fault.ts';
import { always, faultIn } from './fault.ts';
import { insteadOf, insteadOfKey, insteadOfValue, isMeantForUs } from './instead.ts';
import type { Parameter } from './shape.ts';
import { calls, shapes } from './shapes.gen.ts';
import { exampleOf, nounOf, pathOf, shown } from './words.ts';

/**
 * The first line of each constructor: its arguments are what its types say, whoever calls it. `made` is `new.target`. Of our
 * classes the most derived one checks, since the others get what it makes of the author's props. In the props of an author's own
 * class, which may have more, an unknown one is refused when it is plain data and probably meant for ours.
 * @throws StowageError `bad-prop`
 */
export function checkNew(own: Class, made: Class, args: readonly unknown[]): void {
  brandClass(own);
  for (let one: Class | null = made; one !== null && one !== own; one = Object.getPrototypeOf(one))
    if (isBranded(one)) return;
  check(`new ${own.name}`, args, made === own ? ours : derived);
}

/**
 * The first line of each verb, `Service.mount`: its arguments are what its types say.
 * @throws StowageError `bad-prop`
 */
export function checkCall(call: string, args: readonly unknown[]): void {
  check(call, args, ours);
}

function check(call: string, args: readonly unknown[], look: Look): void {
  const parameters = own(calls, call);
  if (parameters === undefined) throw new Error(`nothing is known of ${call}: run npm run props`);
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i] as Parameter; // it is one of them
    const fault = parameter.rest
      ? faultIn(args.slice(i), { is: 'list', of: parameter.shape }, look)
      : argumentFault(args[i], parameter, look);
    if (fault !== undefined) throw refusal(fault, parameter, subjectOf(call, args));
  }
}

function argumentFault(value: unknown, { shape, optional }: Parameter, look: Look): PropFault | undefined {
  if (value !== undefined) return faultIn(value, shape, look);
  return optional || shape.is === 'anything' ? undefined : { kind: 'missing', path: [], value, shape };
}

/** What is made by its name, or else the call. */
function subjectOf(call: string, args: readonly unknown[]): string {
  if (!call.startsWith('new ')) return `${call.slice(call.indexOf('.') + 1)}(…)`;
  const name = args.find((arg) => typeof arg === 'string' && arg !== '');
  return name === undefined ? `${call}(…)` : shown(name);
}

const ours: Look = { isOf, suspicious: always };
const derived: Look = {
  isOf,
  suspicious: (name, value, shape) => !isOurs(value) && isMeantForUs(name, shape),
};

/** The mistake in words: where, what stands there, what belongs there. Props are called by their own path. */
function refusal(fault: PropFault, parameter: Parameter, subject: string): StowageError {
  const inProps = ['props', 'facts'].includes(parameter.name) && fault.path.length > 0;
  const path = inProps ? fault.path : [parameter.name, ...fault.path];
  const last = path.findLast((key): key is string => typeof key === 'string') ?? parameter.name;
  if (fault.kind === 'unknown') return unknownProp(fault, path, last, subject);
  const where = `${pathOf(path)} of ${subject}`;
  // The pattern of an id refuses these, too, and they are names without a slash.
  if (
    fault.shape === shapes.Id &&
    typeof fault.value === 'string' &&
    Reflect.has(Object.prototype, fault.value)
  )
    return new StowageError(
      'bad-prop',
      `${where} is ${shown(fault.value)}, which JavaScript finds in every object: the tree would take it for one that it has`,
      `give it another name, for example ${exampleOf(fault.shape)}`,
    );
  const said = path.map((key) => insteadOfValue(fault.value, String(key))).find((one) => one !== undefined);
  return new StowageError(
    'bad-prop',
    fault.kind === 'missing'
      ? `${where} is missing`
      : `${where} is ${shown(fault.value)}, not ${nounOf(fault.shape)}`,
    said ?? mend(fault, path, !inProps && fault.path.length === 0, parameter),
  );
}

/** What to write there, as an author writes it. */
function mend(
  { value, shape, optional }: PropFault,
  path: PropFault['path'],
  isArgument: boolean,
  parameter: Parameter,
) {
  const key = path.at(-1);
  const example = exampleOf(shape);
  if (parameter.rest && Array.isArray(value)) return 'pass them one by one, or with three dots: (...list)';
  const all = shape.is === 'either' ? shape.of : [shape];
  const made = all.find((one) => one.is === 'instance');
  // A text that may be one, and is not right, is no name of what was made.
  const written = all.some((one) => (one.is === 'named' ? own(shapes, one.of) : one)?.is === 'text');
  if (made !== undefined && typeof value === 'string' && !written)
    return `make it, const it = new ${made.of === 'IDependable' ? 'Service' : made.of}(…), and pass it, not its name`;
  if (isArgument || typeof key === 'number') return `${isArgument ? 'pass' : 'write'} for example ${example}`;
  const line = `write ${pathOf([key ?? parameter.name])}: ${example}`;
  if (optional !== true) return line;
  return value === undefined ? `leave it out, or ${line}` : `${line}, or leave it out`;
}

function unknownProp(
  { shape }: PropFault,
  path: PropFault['path'],
  name: string,
  subject: string,
): StowageError {
  const around = path.slice(0, -1);
  const where = around.length === 0 ? subject : `${pathOf(around)} of ${subject}`;
  if (shape.is === 'map')
    return new StowageError(
      'bad-prop',
      `${where} has "${name}", which is not ${nounOf(shape.keys)}`,
      `write for example ${exampleOf(shape.keys)}`,
    );
  if (shape.is === 'raw')
    return new StowageError(
      'bad-prop',
      `${where} has the key "${name}", which the Compose Specification does not know`,
      insteadOfKey(name, shape.of),
    );
  const names = shape.is === 'object' ? Object.keys(shape.props) : [];
  return new StowageError(
    'bad-prop',
    `${where} has no prop "${name}"`,
    (shape.is === 'object' && insteadOf(name, shape)) || `leave it out, or write one of ${names.join(', ')}`,
  );
}
