/**
 * What a prop or an argument may be, as data: {@link ./shapes.gen.ts} says it of the whole vocabulary, and
 * `schemas/props.ts` generates that file from the types.
 */
export type Shape = (
  | { readonly is: 'anything' | 'boolean' | 'function' }
  | TextShape
  | NumberShape
  | AmountShape
  | { readonly is: 'choice'; readonly of: readonly (string | number | boolean)[] }
  | { readonly is: 'list'; readonly of: Shape; readonly least?: number }
  | MapShape
  | ObjectShape
  /** An instance of a class of the vocabulary, or `Construct`. */
  | { readonly is: 'instance'; readonly of: string }
  | EitherShape
  /** The shape of that name. */
  | { readonly is: 'named'; readonly of: string }
  | RawShape
) & {
  /** What it is called in a sentence: `a size`. */
  readonly form?: string;
  /** One that is right, as it is written in a stack: `'512mb'`. */
  readonly example?: string;
};

export interface TextShape {
  readonly is: 'text';
  /** A regular expression that the whole text matches. */
  readonly pattern?: string;
}

export interface NumberShape {
  readonly is: 'number';
  readonly whole?: true;
  readonly from?: number;
  readonly to?: number;
}

/** A number and its unit in one text: `512mb`. */
export interface AmountShape {
  readonly is: 'amount';
  readonly units: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export interface MapShape {
  readonly is: 'map';
  readonly keys: Shape;
  readonly of: Shape;
  /** A value may be `undefined`, for a key that is not meant. */
  readonly gaps?: true;
}

export interface ObjectShape {
  readonly is: 'object';
  /** The interface that says so. */
  readonly name?: string;
  readonly props: Readonly<Record<string, Prop>>;
}

/** Raw keys. What is in them the schema gate knows; here stands whose they are. */
export interface RawShape {
  readonly is: 'raw';
  readonly of: string;
  /** They are all that there is: a name that Compose does not know is refused where it is written. */
  readonly closed?: true;
}

export interface EitherShape {
  readonly is: 'either';
  readonly of: readonly Shape[];
}

export interface Prop {
  readonly shape: Shape;
  readonly optional?: true;
}

/** A parameter of a constructor or a verb. */
export interface Parameter extends Prop {
  readonly name: string;
  /** It takes all arguments that are left. */
  readonly rest?: true;
}
