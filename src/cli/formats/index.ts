import type { Format } from '../options.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import type { Verdict } from './verdict.ts';

/** How a machine is told; people read text. */
export const writers: Readonly<Record<Exclude<Format, 'text'>, (verdict: Verdict) => string>> = {
  json,
  github,
  sarif,
  junit,
  markdown,
};
