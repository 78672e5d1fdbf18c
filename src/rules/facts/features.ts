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
  readonly wanted: string | undefined;
}

const places = new Map<string, FeaturePlace>();

/** The same few keys are looked for in every service. */
function placeOf(key: string): FeaturePlace {
  const known = places.get(key);
  if (known !== undefined) return known;
  const [path = '', wanted] = key.split('=');
  const place = { steps: path.split('.'), wanted };
  places.set(key, place);
  return place;
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
