import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from '../../../constructs/index.ts';
import { compile } from '../../../src/compile.ts';
import { terraform } from '../../../src/targets/terraform/index.ts';

/** What the target Terraform makes of an app, in a folder of its own: `<system>/<environment>/terraform/`. */
export function declared(describe: (app: App) => void): string {
  const app = new App({ targets: [terraform()] });
  describe(app);
  const { artifacts, findings } = compile(app);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const folder = mkdtempSync(join(tmpdir(), 'stowage-declared-'));
  for (const { path, content } of artifacts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Every file below a folder, by its path in it. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );
}

/** The variables of an `.env` that `init` wrote. */
export function variablesOf(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(file, 'utf8').matchAll(/^([A-Z]\w*)=(.*)$/gm);
  return new Map([...lines].map(([, name = '', value = '']) => [name, value.replace(/^'(.*)'$/, '$1')]));
}
