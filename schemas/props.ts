/** Generates what is checked of each prop at run time, from the types of the vocabulary. */
import { writeFileSync } from 'node:fs';
import { propShapes } from './prop-shapes.ts';

writeFileSync(new URL('../constructs/props/shapes.gen.ts', import.meta.url), propShapes());
