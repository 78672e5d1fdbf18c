/** Takes from Terraform what its provider for Docker knows of the resources that we emit. Needs both: see README.md. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provided } from './terraform-schema.ts';
import { terraformSchema } from './terraform-schema.ts';

const version = '4.6.0';
const folder = mkdtempSync(join(tmpdir(), 'stowage-schemas-'));
const required = { docker: { source: 'kreuzwerker/docker', version } };
writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }));
const run = (...args: readonly string[]) =>
  execFileSync('terraform', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
run('init', '-backend=false', '-input=false');
const said = JSON.parse(run('providers', 'schema', '-json')) as Provided; // its shape is what the generator is written for
rmSync(folder, { recursive: true, force: true });
// An object of plain values on one line.
const printed = JSON.stringify(terraformSchema(said, version), null, 1).replace(/\{[^{}]*\}/g, (one) =>
  one.replace(/\s+/g, ' '),
);
writeFileSync(new URL('terraform.schema.json', import.meta.url), `${printed}\n`);
