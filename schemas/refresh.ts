/** Takes the Compose JSON Schema from the npm package that carries it, and generates the types of the raw keys. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { ComposeSchema } from './compose-types.ts';
import { composeTypes } from './compose-types.ts';

const here = new URL('.', import.meta.url);
const text = readFileSync(new URL('../node_modules/dclint/schemas/compose.schema.json', here), 'utf8');
const schema = JSON.parse(text) as ComposeSchema; // its shape is what the generator is written for
writeFileSync(new URL('compose.schema.json', here), `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(new URL('../src/model/compose.gen.ts', here), composeTypes(schema));
