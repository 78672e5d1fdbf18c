/** Why a registry gave no digest, in words for who can mend it. Nothing of a login is ever in it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly fix: string;
  /** The registry itself is at fault, whichever image it is asked for: it is asked no more. */
  readonly whole: boolean;

  constructor(
    message: string,
    fix: string,
    { whole = false, ...options }: { readonly whole?: boolean } & ErrorOptions = {},
  ) {
    super(message, options);
    this.fix = fix;
    this.whole = whole;
  }
}
