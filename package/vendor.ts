import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * What a synthesis needs of others, and the part of it that is used. It goes into the package as one small file each: installed as they
 * come they are 13 packages and 9 MB, most of it for browsers and for build tools.
 */
const parts = {
  ajv: { file: 'ajv.cjs', use: "module.exports = require('ajv');" },
  diff: { file: 'diff.js', use: "export { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';" },
  handlebars: { file: 'handlebars.js', use: "export { default } from 'handlebars';" },
  yaml: {
    file: 'yaml.js',
    use: "export { isScalar, parseDocument, visit } from 'yaml';",
  },
} as const;

/** Where each stands below the folder that the package is built in. */
export const vendored: ReadonlyMap<string, string> = new Map(
  Object.entries(parts).map(([name, { file }]) => [name, `vendor/${file}`]),
);

/** Makes them, with the licence of every package that went in. */
export async function vendor(root: string, dist: string): Promise<void> {
  const packages = new Set<string>();
  for (const { file, use } of Object.values(parts)) {
    const commonJs = file.endsWith('.cjs');
    const { metafile } = await build({
      stdin: { contents: use, resolveDir: root },
      outfile: join(dist, 'vendor', file),
      bundle: true,
      minify: true,
      keepNames: true,
      legalComments: 'none',
      platform: 'node',
      target: 'node20.19',
      format: commonJs ? 'cjs' : 'esm',
      external: ['source-map'], // Handlebars asks for it only where somebody wants a source map of a template
      metafile: true,
      ...(!commonJs && {
        banner: {
          js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
        },
      }),
    });
    for (const path of Object.keys(metafile.inputs)) {
      const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (found !== undefined) packages.add(join(root, found));
    }
  }
  mkdirSync(join(dist, 'vendor'), { recursive: true });
  writeFileSync(join(dist, 'vendor', 'LICENSES.txt'), [...packages].sort().map(licence).join('\n'));
}

/** @throws Error when a package has none: then nobody may pass it on */
function licence(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one));
  if (file === undefined) throw new Error(`${name} has no licence beside it`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
