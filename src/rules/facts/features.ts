import { byText } from '../../compose/by-text.ts';
import { own } from '../../compose/own.ts';
import { isNothing } from '../../compose/replace.ts';

/** What a version of Compose does with a key that it does not know. */
export interface Feature {
  /** Where the key stands in a service: `*` is any item of a list or any key of a map; `=` gives its value. */
  readonly key: string;
  readonly compose: string;
  readonly outcome: 'refuses' | 'ignores';
}

/** A key of a service that engines know only from some version on: an older one refuses it, or does nothing about it. */
export interface EngineFeature {
  readonly key: string;
  readonly engine: string;
}

/** A value of an option of bridge networks that engines know only from some version on. */
export interface NetworkFeature {
  readonly option: string;
  readonly value: string;
  readonly engine: string;
}

/**
 * Read in the source of each engine, not measured: whichever version of the API it is asked in, an engine reads these options as it does. 27
 * refuses the value, those before it read past the option.
 * @see https://github.com/moby/moby/pull/49262
 */
export const networkFeatures: readonly NetworkFeature[] = [
  { option: 'com.docker.network.bridge.gateway_mode_ipv4', value: 'isolated', engine: '28.0' },
  { option: 'com.docker.network.bridge.gateway_mode_ipv6', value: 'isolated', engine: '28.0' },
];

interface FeaturePlace {
  readonly steps: readonly string[];
  /** As the project calls them: `use_api_socket` is `useApiSocket`. */
  readonly keys: readonly string[];
  readonly wanted: string | undefined;
}

/** The same few keys are looked for in every service. */
const placeOf = byText((key): FeaturePlace => {
  const [path = '', wanted] = key.split('=');
  const steps = path.split('.');
  const keys = steps.map((step) => step.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  return { steps, keys, wanted };
});

/** The key of a service in which such a place is, as the project calls it. */
export function keyOf(key: string): string {
  return placeOf(key).keys[0] ?? '';
}

/**
 * Whether what a service says may be printed with a value at such a place. Most say nothing of the kind, which is seen sooner than it is
 * printed.
 */
export function mayHave(config: object, key: string): boolean {
  const place = placeOf(key);
  const [first = ''] = place.keys;
  return Object.hasOwn(config, 'rest') || leads(own<unknown>(Object(config), first), place, 1);
}

function leads(value: unknown, place: FeaturePlace, at: number): boolean {
  if (value === undefined || value === null) return false;
  const next = place.keys[at];
  if (next === undefined)
    return place.wanted === undefined || typeof value !== 'string' || value === place.wanted;
  if (typeof value !== 'object') return false;
  const isMap = value instanceof Map;
  if (next === '*') {
    for (const one of isMap ? value.values() : Object.values(value))
      if (leads(one, place, at + 1)) return true;
    return false;
  }
  if (isMap || Array.isArray(value)) return isMap ? value.size > 0 : value.length > 0;
  // What cannot be read is kept as it was written.
  return Object.hasOwn(value, 'rest') || leads(own<unknown>(Object(value), next), place, at + 1);
}

/** Whether a document has a value at such a place. */
export function has(document: unknown, key: string): boolean {
  const { steps, wanted } = placeOf(key);
  const [first = ''] = steps;
  if (first !== '*' && !Object.hasOwn(Object(document), first)) return false;
  let here: readonly unknown[] = [document];
  for (const step of steps)
    here = here.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      if (step === '*') return Object.values(value);
      return Object.hasOwn(value, step) ? [Reflect.get(value, step)] : [];
    });
  return here.some(
    (value) =>
      value !== undefined &&
      value !== null &&
      !isNothing(value) &&
      (wanted === undefined || value === wanted),
  );
}
