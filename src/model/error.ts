const brand = Symbol.for('stowage.error');

/** What is known of an error beside its sentences. */
export interface StowageErrorOptions extends ErrorOptions {
  /** Path of the construct that is at fault: `posthog-production/core/postgres`. */
  readonly at?: string;
}

/** A mistake of the author or the machine, said so that it can be mended. Every other error is a fault of Stowage. */
export class StowageError extends Error {
  override readonly name = 'StowageError';
  /** Stable, for scripts and searches: `bad-image`. */
  readonly code: string;
  /** The smallest edit that mends it. */
  readonly fix: string;
  /** Known when no line of the author's is in the trace: the construct was made long before. */
  readonly at: string | undefined;

  constructor(code: string, message: string, fix: string, options: StowageErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.fix = fix;
    this.at = options.at;
  }

  /** @internal Known by it also to another copy of the package. */
  get [brand](): true {
    return true;
  }
}

/** Whether it is one, of whichever copy of the package. */
export function isStowageError(error: unknown): error is StowageError {
  return error instanceof Error && brand in error;
}
