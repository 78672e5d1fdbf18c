/** A mistake of the author or the machine, said so that it can be mended. Every other error is a fault of Stowage. */
export class StowageError extends Error {
  override readonly name = 'StowageError';
  /** Stable, for scripts and searches: `bad-image`. */
  readonly code: string;
  /** The smallest edit that mends it. */
  readonly fix: string;

  constructor(code: string, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fix = fix;
  }
}
