/** Asks each Compose at hand what it does with each key, and writes down who fails: `npm run test:engine -- features` compares. */
import { writeFileSync } from 'node:fs';
import { measured } from './measure.ts';

writeFileSync(new URL('../../../src/rules/facts/features.gen.ts', import.meta.url), measured());
