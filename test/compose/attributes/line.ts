import type { ServiceConfig } from '../../../src/compose/service.ts';

/** A key, what is written, what that is, and how it is printed when that is otherwise. */
export type Line = readonly [key: string, written: unknown, read: Partial<ServiceConfig>, printed?: unknown];

export const variable = (name: string) => ({ kind: 'variable' as const, name });
