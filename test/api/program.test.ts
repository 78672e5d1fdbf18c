import { spawnSync } from 'node:child_process';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { project, shop } from '../support/command.ts';
import { tree } from '../support/folder.ts';

const clone = new URL('../../src/start/clone.js', import.meta.url).href;
const vocabulary = new URL('../../constructs/index.ts', import.meta.url).href;

const javascript = (text: string) => transformSync(text, { loader: 'ts', target: 'node20' }).code;

/** What a program prints that calls Stowage, of a project with this shop in it. */
function answers(program: string, files: Readonly<Record<string, string>> = {}): unknown {
  const authored = Object.entries(files).map(([name, text]) => [
    name,
    text.replaceAll('CONSTRUCTS', vocabulary),
  ]);
  const cwd = project(shop, {
    ...Object.fromEntries(authored),
    'program.js': javascript(`import { writeFileSync } from 'node:fs';
import { parts } from '${clone}';

const { load, lint, list, compile, compare, write, fails, patch } = parts['src/api.ts']();
const said = (broken: any) => broken && { ...broken, place: broken.place && { ...broken.place, file: broken.place.file.slice(process.cwd().length + 1) }, error: broken.error?.code };
${program}`),
  });
  const { stdout, stderr } = spawnSync(process.execPath, ['program.js'], {
    cwd,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return { ...JSON.parse(stdout), files: Object.keys(tree(cwd)) };
}

const moving = shop.replace('shop:2.1.0', 'shop:latest');

test('a program loads, lints, compiles and lists, one file after another and what has changed in the meantime', () => {
  const { files, ...said } = Object(
    answers(
      `const app = (await load('stacks/index.ts')).app!;
const first = compile(app);
writeFileSync('stacks/image.ts', "export const image = 'example/shop:latest';\\n");
const second = lint(await load('stacks/index.ts'));
const again = lint(app);
const other = lint(await load('other.ts'));
console.log(JSON.stringify({
  first: { artifacts: first.artifacts.length > 20, findings: first.findings, stacks: first.stacks.map(({ path }) => path) },
  second: second.findings.map(({ rule, severity, path, place }) => ({ rule, severity, path, place: said({ place }).place })),
  again: again.findings,
  failed: [fails(second.findings), fails(second.findings, 'warn'), fails([], 'warn')],
  other: [other.findings.length, 'artifacts' in other],
  systems: list(await load('stacks/index.ts')).systems,
}));
`,
      {
        'stacks/index.ts': `import { image } from './image.ts';\n${shop.replace("'example/shop:2.1.0'", 'image')}`,
        'stacks/image.ts': "export const image = 'example/shop:2.1.0' as const;\n",
        'other.ts': `import { image } from './stacks/image.ts';\n${shop.replace("'example/shop:2.1.0'", 'image')}`,
      },
    ),
  );
  const found = (environment: string) => ({
    ...{ rule: 'image-pinned', severity: 'error', path: `shop-${environment}/site/web` },
    place: { file: 'stacks/index.ts', line: 9, column: 3 },
  });
  const web = {
    phase: 'site',
    services: [{ service: 'web', kind: 'service', image: 'example/shop:latest' }],
  };
  expect(said).toEqual({
    first: { artifacts: true, findings: [], stacks: ['shop-staging', 'shop-production'] },
    second: [found('staging'), found('production')],
    again: [],
    failed: [true, true, false],
    other: [2, false],
    systems: [
      {
        ...{ system: 'shop', version: '2.1' },
        environments: ['staging', 'production'].map((environment) => ({
          ...{ environment, project: `shop-${environment}`, phases: [web] },
        })),
      },
    ],
  });
});

test('what is wrong is in the answer, whatever the stack does, and the process is as it was', () => {
  const { files, ...said } = Object(
    answers(
      `const { exit } = process;
const loaded = await Promise.all(
  ['stacks/index.ts', 'none.ts', 'syntax.ts', 'exits.ts', 'rejects.ts', 'late.ts'].map((file) => load(file)),
);
const [good, ...bad] = loaded.map((one) => lint(one));
let refused = [];
for (const wrong of [undefined, {}, 'stacks/index.ts'] as never[]) try { lint(wrong); } catch (error) { refused.push(String(error)); }
console.log(JSON.stringify({
  good: good?.findings,
  bad: bad.map(({ broken, findings, stacks }) => [said(broken), findings.length + stacks.length]).map(([one, rest]) => [one.rule, one.place, one.message, one.error, rest]),
  same: [process.exit === exit, process.listenerCount('uncaughtException'), process.exitCode ?? 0, Error.stackTraceLimit],
  refused,
}));
`,
      {
        'syntax.ts': 'export const a = ;\n',
        'exits.ts': 'process.exitCode = 3;\nprocess.exit(4);\n',
        'rejects.ts': "void Promise.reject(new Error('nobody waits'));\nexport default {};\n",
        'late.ts': shop.replace(
          'export default',
          "app.node.addValidation({\n  validate() {\n    throw new Error('not today');\n  },\n});\nexport default",
        ),
      },
    ),
  );
  expect(said).toEqual({
    good: [],
    bad: [
      ['no-entry', undefined, 'there is no file none.ts', 'no-entry', 0],
      ['syntax', { file: 'syntax.ts', line: 1, column: 18 }, 'unexpected ";"', 'syntax', 0],
      [
        'stack-exits',
        { file: 'exits.ts', line: 2, column: 9 },
        'the stack calls process.exit(4)',
        'stack-exits',
        0,
      ],
      ['stack-throws', { file: 'rejects.ts', line: 1, column: 21 }, 'nobody waits', 'stack-throws', 0],
      ['stack-throws', { file: 'late.ts', line: 12, column: 11 }, 'not today', 'stack-throws', 0],
    ].map((one) => one.map((part) => part ?? null)),
    same: [true, 0, 0, 10],
    refused: [
      'TypeError: this is neither an App nor what load() answered: undefined',
      'TypeError: this is neither an App nor what load() answered: {}',
      "TypeError: this is neither an App nor what load() answered: 'stacks/index.ts'",
    ],
  });
});

test('a folder is compared and written, unless something stands in the way', () => {
  const said = Object(
    answers(
      `const kinds = ({ difference, broken, findings }: any) => difference ? [difference.changes.map((one: any) => one.kind + ' ' + one.path).filter((one: string) => /(staging|production).docker-compose.yml$/.test(one)), difference.unchanged.length > 0] : [broken?.rule, findings.length];
const source = await load('stacks/index.ts');
const before = compare(source, 'made');
const made = write(source, 'made');
const after = compare(source, 'made');
writeFileSync('made/shop/staging/docker-compose.yml', 'x: 1\\n');
const changed = compare(source, 'made');
const [change] = changed.difference?.changes ?? [];
const other = await load('other.ts');
console.log(JSON.stringify({
  kinds: [before, made, after, changed].map(kinds),
  patch: change && patch('made', change).split('\\n').slice(0, 6),
  finding: [write(other, 'never'), compare(other, 'never', { failOn: 'warn' })].map(kinds),
  blocked: kinds(write(source, 'package.json')),
  nothing: kinds(write(await load('none.ts'), 'never')),
}));
`,
      { 'other.ts': moving },
    ),
  );
  expect(said.files.filter((file: string) => file.startsWith('never'))).toEqual([]);
  const both = ['staging', 'production'].map((environment) => `write shop/${environment}/docker-compose.yml`);
  expect(said).toMatchObject({
    kinds: [
      [both, false],
      [both, false],
      [[], true],
      [['write shop/staging/docker-compose.yml'], true],
    ],
    patch: [
      'diff --git a/made/shop/staging/docker-compose.yml b/made/shop/staging/docker-compose.yml',
      '--- a/made/shop/staging/docker-compose.yml',
      '+++ b/made/shop/staging/docker-compose.yml',
      expect.stringMatching(/^@@ -1,1 \+1,\d+ @@$/),
      '-x: 1',
      expect.stringMatching(/^\+# /),
    ],
    finding: [
      [undefined, 2],
      [undefined, 2],
    ].map((one) => one.map((part) => part ?? null)),
    blocked: ['out-blocked', 0],
    nothing: ['no-entry', 0],
  });
});
