/** A service and what it needs, in one state. The name of the service is '', those of its neighbours are letters; `as` makes names of the project of them. */
export interface Part {
  readonly services: Readonly<Record<string, object>>;
  readonly networks?: Readonly<Record<string, object | null>>;
  readonly volumes?: Readonly<Record<string, object | null>>;
  readonly configs?: Readonly<Record<string, object>>;
  readonly secrets?: Readonly<Record<string, object>>;
  /** Files beside the Compose file. */
  readonly files?: Readonly<Record<string, string>>;
  /** Variables of `.env`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Names of images, and the image that each leads to. */
  readonly images?: Readonly<Record<string, string>>;
}

/** What a name of a part is in the project that holds many. */
export type As = (name: string) => string;

/** One key in several states, one after the other: each step is a change of that key alone. */
export interface Change {
  readonly key: string;
  readonly states: readonly ((as: As) => Part)[];
  /** The versions of Compose that know the key. @default - all */
  readonly versions?: readonly string[];
}

/** A key of a service: absent, and with each of its values; with one alone, absent again. */
export function key(name: string, ...values: readonly unknown[]): Change {
  const path = name.split('.');
  return {
    key: name,
    states: [undefined, ...values, ...(values.length > 1 ? [] : [undefined])].map((value) => () => ({
      services: { '': at(path, value) },
    })),
  };
}

/** The same with each of its values only: it cannot be absent, or is no word then. */
export function values(name: string, ...all: readonly object[]): Change {
  return { key: name, states: all.map((service) => () => ({ services: { '': service } })) };
}

/** Whole parts, one after the other. */
export function parts(name: string, ...states: readonly (Part | ((as: As) => Part))[]): Change {
  return { key: name, states: states.map((one) => (typeof one === 'function' ? one : () => one)) };
}

/** The same change, for versions that know the key. */
export function only(versions: readonly string[], change: Change): Change {
  return { ...change, versions };
}

function at(path: readonly string[], value: unknown): object {
  const [first = '', ...rest] = path;
  if (value === undefined) return {};
  return { [first]: rest.length === 0 ? value : at(rest, value) };
}
