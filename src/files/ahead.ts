import type { Printed } from './printing.ts';

/** Templates of products that are made into code before a run, by their text; `start/bundle.js` fills it. */
export const ahead: ReadonlyMap<string, Printed> = new Map();
