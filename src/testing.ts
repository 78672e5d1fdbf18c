/**
 * What an author needs to test his stacks: `import { Match, Output } from 'stowage/testing'`. Assertions throw an AssertionError, so they do in any
 * test runner.
 */
export { Capture } from './testing/capture.ts';
export { type FindingLike, Findings, type Where } from './testing/findings.ts';
export { Match } from './testing/match.ts';
export { matchers } from './testing/matchers.ts';
export { Output } from './testing/output.ts';
export type { Asymmetric, Matcher } from './testing/pattern.ts';
export type { ContentLike, Like, NetworkLike, ServiceLike, VolumeLike } from './testing/patterns.ts';
export type { InApp, InTree, Tested } from './testing/tested.ts';
