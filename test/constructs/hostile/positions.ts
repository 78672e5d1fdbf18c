import { always, faultIn, isPlain } from '../../../constructs/props/fault.ts';
import type { Shape } from '../../../constructs/props/shape.ts';
import { calls, shapes } from '../../../constructs/props/shapes.gen.ts';

/** Where a text stands in the arguments of a call: the keys that lead to it, and whether it is the last of them itself. */
export interface Position {
  readonly steps: readonly (string | number)[];
  readonly isKey: boolean;
}

/** Whatever is an instance is one of the right class here. */
const look = { isOf: () => true, suspicious: always };

/** Each text in the arguments that its author chose, names in maps included. */
export function positionsIn(name: string, args: readonly unknown[]): readonly Position[] {
  const parameters = calls[name] ?? [];
  return args.flatMap((value, i) => {
    const shape = (parameters[i] ?? parameters.at(-1))?.shape;
    return shape === undefined ? [] : texts(value, shape, [i]);
  });
}

function texts(value: unknown, shape: Shape, steps: readonly (string | number)[]): readonly Position[] {
  if (typeof value === 'string') return [{ steps, isKey: false }];
  switch (shape.is) {
    case 'named':
      return texts(value, shapes[shape.of] ?? { is: 'anything' }, steps);
    case 'either':
      return texts(
        value,
        shape.of.find((of) => faultIn(value, of, look) === undefined) ?? { is: 'anything' },
        steps,
      );
    case 'list':
      return Array.isArray(value) ? value.flatMap((one, i) => texts(one, shape.of, [...steps, i])) : [];
    case 'object':
      return Object.entries(shape.props).flatMap(([key, prop]) =>
        isPlain(value) && Object.hasOwn(value, key) ? texts(value[key], prop.shape, [...steps, key]) : [],
      );
    default:
      return inside(value, shape.is === 'map' ? shape.of : { is: 'anything' }, steps);
  }
}

/** Of a map, or of what nobody describes. */
function inside(value: unknown, of: Shape, steps: readonly (string | number)[]): readonly Position[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => texts(one, of, [...steps, i]));
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    { steps: [...steps, key], isKey: true },
    ...texts(one, of, [...steps, key]),
  ]);
}

/** A copy with another text at that place. */
export function withText(value: unknown, { steps, isKey }: Position, text: string): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((one, i) => (i === step ? withText(one, { steps: rest, isKey }, text) : one));
  if (!isPlain(value)) throw new Error(`nothing lies at ${steps.join('.')}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (key !== step) return [key, one];
      return isKey && rest.length === 0 ? [text, one] : [key, withText(one, { steps: rest, isKey }, text)];
    }),
  );
}
