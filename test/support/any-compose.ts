import fc from 'fast-check';
import schema from '../../schemas/compose.schema.json' with { type: 'json' };
import { names, number, pick, special } from './any-values.ts';

/** A piece of the schema. */
export interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly required?: readonly string[];
}

/** Text of the kind that breaks quoting, and some with variables. */
export interface Choice {
  /** Whether texts may depend on variables. */
  readonly variables: boolean;
  /** Whether a key is left out: `service.gpus`. */
  readonly without?: (place: string) => boolean;
}

const span = pick('90s', '1m30s', '2h', '1.5s', '250ms', '0s', '1h0m5s');
const size = pick<string | number>('512m', '1gb', '1.5g', '64k', 1_048_576, '3000', '2GiB', 100_001, '10b');
const flag = pick<string | boolean>(true, false, 'true', 'no', 'on');
const path = pick('/srv', '/var/lib/x', '/a b');
const quoted = pick(
  'web',
  'a b',
  '$$x',
  'x=y',
  'é',
  'a:b',
  '#',
  "it's",
  '"',
  '0',
  'true',
  'null',
  '1e3',
  '{}',
  '- a',
);
const variables = pick('${A}', '${A:-b}', 'x${A:?say it}y', '${A-${B:+c}}', '$A/z', '${A:-$$}');

/** A document that the schema of the Specification allows, with the keys that it has and every form of each. */
export function anyCompose({ variables: may, without = () => false }: Choice): fc.Arbitrary<unknown> {
  const text = may ? fc.oneof({ weight: 4, arbitrary: quoted }, { weight: 1, arbitrary: variables }) : quoted;
  const plain = (value: fc.Arbitrary<unknown>) =>
    may
      ? fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: pick('${N}', '${N:-1}') })
      : value;
  const spanning = may
    ? fc.oneof({ weight: 8, arbitrary: span }, { weight: 1, arbitrary: pick('${T}', '${T:-1s}') })
    : span;
  const switching = may
    ? fc.oneof({ weight: 8, arbitrary: flag }, { weight: 1, arbitrary: pick('${F:-true}', 'fal${E:-se}') })
    : flag;
  const values = special(may, without);
  const spans = /\.(start_)?interval$|\.(timeout|start_period|stop_grace_period|delay|monitor|window)$/;
  const sizes = /(mem_limit|mem_reservation|memswap_limit|shm_size|\.memory)$/;
  const paths = /(working_dir|\.file|\.path|\.target)$/;

  function of(node: Node, place: string): fc.Arbitrary<unknown> {
    const known = values[place];
    if (known !== undefined) return known;
    if (node.$ref !== undefined) {
      const name = node.$ref.replace('#/definitions/', '');
      return values[name] ?? of(definition(name), place.startsWith(name) ? place : opened(name, place));
    }
    if (node.enum !== undefined) return fc.constantFrom(...node.enum);
    const choices = node.oneOf ?? node.anyOf;
    const isNumber = choices?.some(({ type }) => type === 'integer' || type === 'number');
    if (choices !== undefined && isNumber && place !== 'service.expose') return plain(number);
    if (choices !== undefined) return fc.oneof(...choices.map((one) => of(one, place)));
    const types = [node.type ?? 'string'].flat();
    if (types.includes('object')) return map(node, place);
    if (types.includes('array'))
      return fc.uniqueArray(of(node.items ?? {}, `${place}.item`), {
        maxLength: 2,
        selector: JSON.stringify,
      });
    if (types.includes('boolean') && types.length < 3)
      return types.includes('string') ? switching : pick(true, false);
    if (types.includes('boolean')) return fc.oneof(text, pick<unknown>(1, 0.5, true, null, 1e21));
    if (spans.test(place)) return spanning;
    if (sizes.test(place)) return plain(size);
    if (types.includes('integer') || types.includes('number'))
      return types.includes('string') ? plain(number) : pick(1, 5);
    return paths.test(place) ? path : text;
  }

  function map(node: Node, place: string): fc.Arbitrary<unknown> {
    const { properties, patternProperties = {} } = node;
    if (properties === undefined || Object.keys(properties).length === 0) {
      const [pattern] = Object.entries(patternProperties).filter(([key]) => key !== '^x-');
      const value = of(pattern?.[1] ?? {}, `${place}.value`);
      return fc.dictionary(pick('A', 'b.c', 'D_E', ...(pattern?.[0] === '^[a-z]+$' ? [] : ['$f'])), value, {
        maxKeys: 3,
      });
    }
    const inside = place.split('.').at(-1) ?? '';
    const entries = Object.entries(properties).filter(([key]) => !without(`${inside}.${key}`));
    const fixed = Object.fromEntries(entries.map(([key, value]) => [key, of(value, `${inside}.${key}`)]));
    const extension = '^x-' in patternProperties ? { 'x-ours': pick<unknown>(1, { a: ['$b'] }, 'c') } : {};
    // Of many keys a few, or most documents would have all of them; of a few about half.
    const required = [...(node.required ?? [])];
    const all: Readonly<Record<string, fc.Arbitrary<unknown>>> = { ...fixed, ...extension };
    const every = Object.keys(all);
    const some =
      every.length > 40
        ? fc.uniqueArray(pick(...every), { minLength: 3, maxLength: 12 })
        : fc.subarray(every, { minLength: Math.min(1, every.length) });
    return some.chain((keys) =>
      fc.record(
        Object.fromEntries([...new Set([...keys, ...required])].map((key) => [key, all[key] ?? text])),
      ),
    );
  }

  const named = (list: readonly string[], definition: string) =>
    fc.record(
      Object.fromEntries(list.map((name) => [name, of({ $ref: `#/definitions/${definition}` }, definition)])),
    );

  return fc.record({
    name: pick('shop'),
    ...(without('version') ? {} : { version: pick('3.8') }),
    ...(without('include')
      ? {}
      : { include: fc.array(of(definition('include'), 'include'), { maxLength: 2 }) }),
    services: fc.record({
      web: of({ $ref: '#/definitions/service' }, 'service'),
      db: fc.record({ image: pick('postgres:17') }),
    }),
    networks: named(names.networks, 'network'),
    volumes: named(names.volumes, 'volume'),
    configs: named(names.configs, 'config'),
    secrets: named(names.secrets, 'secret'),
    ...(without('models') ? {} : { models: named(names.models, 'model') }),
  });
}

export function definition(name: string): Node {
  const found = new Map<string, Node>(Object.entries(schema.definitions)).get(name);
  if (found === undefined) throw new Error(`no ${name} in the schema`);
  return found;
}

/** A definition with keys of its own is a place of its own; a list or a text is where it is used. */
function opened(name: string, place: string): string {
  return definition(name).properties === undefined ? place : name;
}
