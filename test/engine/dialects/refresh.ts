/** Asks each Compose at hand what it makes of what versions differ about, and writes it down: `npm run test:engine -- dialects` compares. */
import { writeFileSync } from 'node:fs';
import { measured } from './measure.ts';

writeFileSync(new URL('../../../docs/compose-versions.md', import.meta.url), measured());
