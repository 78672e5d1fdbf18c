/** Takes the JSON Schemas of others from the npm packages that carry them, and generates the types of the raw keys. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComposeSchema } from './compose-types.ts';
import { composeTypes } from './compose-types.ts';

const here = new URL('.', import.meta.url);
const save = (name: string, schema: object) =>
  writeFileSync(new URL(name, here), `${JSON.stringify(schema, null, 2)}\n`);

const text = readFileSync(new URL('../node_modules/dclint/schemas/compose.schema.json', here), 'utf8');
const compose = JSON.parse(text) as ComposeSchema; // its shape is what the generator is written for
save('compose.schema.json', compose);
writeFileSync(new URL('../src/model/compose.gen.ts', here), composeTypes(compose));

// A package that is needed for this alone is not worth a dependency.
const folder = mkdtempSync(join(tmpdir(), 'stowage-schemas-'));
execFileSync('npm', ['pack', '--silent', '@microsoft/jest-sarif@1.0.0-beta.0'], { cwd: folder });
execFileSync('tar', ['-xzf', 'microsoft-jest-sarif-1.0.0-beta.0.tgz'], { cwd: folder });
const sarif = readFileSync(join(folder, 'package/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
// Without the descriptions: nobody reads them here, and they are most of it.
save('sarif-2.1.0.schema.json', JSON.parse(sarif, withoutDescriptions));
rmSync(folder, { recursive: true, force: true });

/** Of a schema, not of a property that is called so: its value is a schema itself. */
function withoutDescriptions(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('description' in value)) return value;
  const { description, ...rest } = value;
  return typeof description === 'string' ? rest : value;
}
