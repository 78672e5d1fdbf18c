/**
 * What a rule or a target asks of a stack: what the house's own ask. A model says what the author meant, and these say what will run, raw keys
 * included.
 */

export { readImage } from './compose/image.ts';
export { literal, showText, type Text } from './compose/text.ts';
export {
  cpusOf,
  imageOf,
  keepsRunning,
  likelyImageOf,
  memoryOf,
  profilesOf,
  publishedBy,
  startsAlways,
} from './lower/runs.ts';
export { configOf, resourcesOf } from './lower.ts';
export { mountsOf } from './rules/facts/mounts.ts';
