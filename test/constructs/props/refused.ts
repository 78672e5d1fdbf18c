import { expect } from 'vitest';
import type { Phase, Stack } from '../../../constructs/index.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authorPlace } from '../../../src/model/place.ts';
import { authored } from '../../support/author.ts';

/** What is written without types: JavaScript, `as any`, JSON. */
export type Anything = never;

/** Code, message and mend of what the lines are refused with, and whose line is to blame. */
export function refused(lines: (core: Phase, stack: Stack) => unknown): string {
  try {
    authored((core, _, stack) => void lines(core, stack));
  } catch (error) {
    if (!(error instanceof StowageError)) throw error;
    expect(error.code).toBe('bad-prop');
    expect(authorPlace(error.stack)?.file).toMatch(/bad-prop(-\w+)?\.test\.ts$/);
    return `${error.message} → ${error.fix}`;
  }
  throw new Error('they were taken');
}

/** What a value may be. */
export const value = 'text, a number, true, false, a Secret, a Variable, an Address or a text`…`';

/** What a variable of a container may hold. */
export const envValue = value.replace('a Secret', 'a Secret or its file');
