import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ready } from '../../src/api/author/ready.ts';
import { digestOf, note, noted } from '../../src/start/cache.js';
import { folder } from './folder.ts';

/** Sources of an author's with packages of their own, beside which something can be kept. */
export interface AuthorProject {
  readonly cwd: string;
  /** The folder of what is kept. */
  readonly cache: string;
  /** What a run would load as the default export; undefined where nothing is made before it. */
  answer(maker?: string): Promise<unknown>;
  /** What a run was told is kept. */
  kept(): { readonly file: string; readonly modules: readonly string[] };
  /** From now on, who takes what is kept answers 'kept' in place of what the sources say. */
  forge(): void;
}

export function authorProject(files: Readonly<Record<string, string>>): AuthorProject {
  const cwd = folder({ 'package.json': '{"type":"module"}', 'node_modules/.keep': '', ...files });
  const cache = join(cwd, 'node_modules/.cache/stowage');
  const state = () => {
    const [name = ''] = readdirSync(cache).filter((one) => one.startsWith('app-'));
    const file = join(cache, name);
    return { file, said: JSON.parse(noted(file) ?? '') };
  };
  return {
    cwd,
    cache,
    async answer(maker = 'a maker') {
      const made = await ready(join(cwd, 'stack.ts'), maker, {});
      return made && (await made.open()).default;
    },
    kept() {
      const { file, said } = state();
      return {
        file,
        modules: readdirSync(join(cache, said.folder)).map((one) => join(cache, said.folder, one)),
      };
    },
    forge() {
      const { file, said } = state();
      const text = "export default 'kept';\n";
      writeFileSync(join(cache, said.folder, '0.mjs'), text);
      const [[, source], ...others] = said.modules;
      note(file, JSON.stringify({ ...said, modules: [[digestOf(text), source], ...others] }));
    },
  };
}
