/**
 * Teaches vitest the assertions of `stowage/testing`: `setupFiles: ['stowage/testing/vitest']`, or an import of it at the top of a test. Then
 * `expect(stack).toHaveService('web', { … })`. This entry alone asks for vitest.
 */
import { expect } from 'vitest';
import { matchers } from '../testing.ts';

type Added = typeof matchers;
type Arguments<Name extends keyof Added> = Added[Name] extends (tested: never, ...rest: infer Rest) => unknown
  ? Rest
  : never;

/** What `expect(…)` has beside its own. */
type Assertions = { readonly [Name in keyof Added]: (...rest: Arguments<Name>) => void };

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: a declaration of the same interface has the same parameters
  interface Matchers<T = any> extends Assertions {}
}

expect.extend(matchers);
