/** Stacks that are broken in one way, each with all that is said about it. The name is that of the file. */
export type Cases = Readonly<
  Record<string, { readonly stack: string; readonly said: string; readonly code?: number }>
>;

/** How a stack that throws is mended. */
export const mend = 'mend that line, or what it passes; --debug shows the trace';
