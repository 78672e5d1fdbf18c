import * as vocabulary from '../../constructs/index.ts';
import type { Finding, Rule } from '../../src/model/finding.ts';
import { findingsOf } from './world.ts';

const constructs = Object.entries(vocabulary);

/** What the rules say about a stack with these lines in it: an example of a rule's page. */
export function findingsOfSnippet(lines: string, asked?: readonly Rule[]): readonly Finding[] {
  return findingsOf((world) => {
    const scope = [...constructs, ...Object.entries(world)];
    const run = new Function(...scope.map(([name]) => name), `'use strict';\n${lines}`);
    run(...scope.map(([, value]) => value));
  }, asked);
}
