import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closureOf, Packed, sizeOf } from './packed.ts';
import { stated } from './stated.ts';

const root = resolve(import.meta.dirname, '../..');
let packed: Packed;

// Once for all of them: it compiles the sources twice.
beforeAll(() => {
  packed = new Packed();
}, 300_000);
afterAll(() => packed.remove(), 60_000);

interface Ended {
  readonly code: number | string | null | undefined;
  readonly out: string;
  readonly err: string;
}

const run = (file: string, args: readonly string[], cwd: string) =>
  new Promise<Ended>((end) => {
    execFile(file, args, { cwd, env: { ...process.env, CI: '1' } }, (error, out, err) =>
      end({ code: error === null ? 0 : error.code, out, err }),
    );
  });
const stowage = (cwd: string, ...args: readonly string[]) => {
  const bin = [cwd, join(cwd, '..'), join(cwd, '../..')].map((above) =>
    join(above, 'node_modules/.bin/stowage'),
  );
  return run(bin.find((one) => statSync(one, { throwIfNoEntry: false }) !== undefined) ?? '', args, cwd);
};
const tsc = (cwd: string) =>
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', cwd], cwd);

/** A shop, in TypeScript or without its types in JavaScript; its image has a tag that moves, which a rule finds. */
const shop = (
  types: boolean,
  from = 'stowage',
) => `import { App, Environment, Postgres, Service, Stack } from '${from}';

const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '10gb' }${types ? ' as const' : ''};
for (const environment of Environment.all({ staging: { host } })) {
  const backups = { at: '02:30', keepDays: 14 }${types ? ' as const' : ''};
  const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1', backups });
  const [stores, site] = stack.phases('stores', 'site');
  const postgres = new Postgres(stores, 'postgres', { image: 'postgres:16.4-alpine3.20', database: 'shop' });
  new Service(site, 'web', { image: 'example/shop:latest', env: { DATABASE_URL: postgres.url } });
}
export default app;
`;
const manifest = JSON.stringify({ name: 'shop', private: true, type: 'module' });
const found = (place: string) => `${place}: "web" runs the image "example/shop:latest"`;

interface Said {
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
  readonly message: string;
}

/** What is found, with its place. */
const finding = ({ out }: Ended) => {
  const { findings }: { readonly findings: readonly Said[] } = JSON.parse(out);
  return findings.map(
    ({ place, message }) => `${place?.file}:${place?.line}:${place?.column}: ${message.split(',')[0]}`,
  );
};

describe('the tarball', () => {
  const files = () =>
    readdirSync(packed.content, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(packed.content.length + 1));

  test('holds what is built, and neither tests nor sources nor what they make', () => {
    expect(
      files()
        .filter((file) => !file.startsWith('dist/'))
        .sort(),
    ).toEqual(['README.md', 'package.json', 'src/cli/stowage.cjs']);
    const endings = files().map((file) => /(\.d)?\.\w+$/.exec(file)?.[0] ?? file);
    expect([...new Set(endings)].sort()).toEqual([
      '.bash',
      '.cjs',
      '.d.ts',
      '.fish',
      '.gz',
      '.hbs',
      '.js',
      '.json',
      '.md',
      '.txt',
      '.zsh',
    ]);
    const { exports: offered }: { readonly exports: Readonly<Record<string, unknown>> } = JSON.parse(
      readFileSync(join(packed.content, 'package.json'), 'utf8'),
    );
    const plain = Object.values(offered).filter((one) => typeof one === 'string');
    expect(plain.length).toBeGreaterThan(3);
    expect(files()).toEqual(expect.arrayContaining(plain.map((one) => one.replace(/^\.\//, ''))));
    expect(files().filter((file) => /\.test\.|^dist\/(test|out|docs)\//.test(file))).toEqual([]);
  });

  test('has a licence for everything of others that is in it', () => {
    const text = readFileSync(join(packed.content, 'dist/LICENSES.txt'), 'utf8');
    expect(
      [...text.matchAll(/^(\S+) [\d.]+ \((.+)\)$/gm)].map(([, name, kind]) => `${name}: ${kind}`),
    ).toEqual([
      'ajv: MIT',
      'diff: BSD-3-Clause',
      'es-module-lexer: MIT',
      'fast-deep-equal: MIT',
      'fast-uri: BSD-3-Clause',
      'handlebars: MIT',
      'json-schema-traverse: MIT',
      'yaml: ISC',
    ]);
  });

  test('stays small, and so does what is installed with it, as package/README.md says', () => {
    expect(statSync(packed.tarball).size).toBeLessThan(stated.packed);
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(packed.content, 'package.json'), 'utf8'),
    );
    const peers = Object.keys(peerDependencies).filter((name) => name === 'constructs');
    const installed = [packed.content, ...closureOf([...peers, ...Object.keys(dependencies)])];
    expect(installed).toHaveLength(stated.packages);
    expect(sizeOf(installed)).toBeLessThan(stated.installed);
    expect(stated.installed).toBe(15_000_000);
  });
});

describe('whoever installs it', () => {
  test.each(['nodenext', 'bundler'])(
    'compiles against its declarations, resolved as %s says',
    async (how) => {
      const folder = packed.user({
        'package.json': manifest,
        'stacks/index.ts': `${shop(true)}
import type { ServiceProps, Target } from 'stowage';
import { compile, type Loaded, lint, load } from 'stowage/api';
import { ComposeService } from 'stowage/l1';
import { Findings, Match, Output } from 'stowage/testing';
import { operations } from 'stowage/targets/operations';
import { terraform } from 'stowage/targets/terraform';

export const made: readonly [Target, Target] = [operations(), terraform()];
export const loaded: Promise<Loaded> = load('stacks/index.ts');
Output.of(app).hasService('web', { image: /^example/, healthcheck: { test: Match.arrayWith(['CMD']) }, ports: Match.absent() });
// @ts-expect-error Compose calls it "image"
Output.of(app).hasService('web', { imge: 'example/shop:1' });
Findings.of(app).areNone('error');
export const found: number = lint(app).findings.length + compile(await loaded).artifacts.length;
export const kind: abstract new (...args: never[]) => ComposeService = ComposeService;
const maybe: number | undefined = undefined;
export const props: ServiceProps = { image: 'example/shop:1.0', cpus: maybe };
// @ts-expect-error an image has a tag
export const untagged: ServiceProps = { image: 'example' };
`,
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            target: 'es2022',
            module: how === 'bundler' ? 'esnext' : how,
            moduleResolution: how,
            types: [],
            strict: true,
            noEmit: true,
            skipLibCheck: false,
          },
          include: ['stacks'],
        }),
      });
      expect(await tsc(folder)).toEqual({ code: 0, out: '', err: '' });
    },
  );

  test('finds his own lines in findings, wherever he types the command', async () => {
    const folder = packed.user({ 'package.json': manifest, 'stacks/index.ts': shop(true) });
    expect(finding(await stowage(folder, 'lint', '--format', 'json'))).toEqual([
      found('stacks/index.ts:10:3'),
    ]);
    expect(
      finding(await stowage(join(folder, 'stacks'), 'lint', '--app', 'index.ts', '--format', 'json')),
    ).toEqual([found('index.ts:10:3')]);
  });

  test('embeds it in a program of his', async () => {
    const folder = packed.user({
      'package.json': manifest,
      'stacks/index.ts': shop(true),
      'program.js': `import { lint, load, write } from 'stowage/api';
const { findings } = lint(await load('stacks/index.ts'));
const { broken } = write(await load('stacks/none.ts'), 'out');
console.log(JSON.stringify({ findings: [...findings, broken].map((one) => ({ ...one, place: one.place && { ...one.place, file: one.place.file.slice(-"stacks/index.ts".length) } })) }));
`,
    });
    const said = await run(process.execPath, ['program.js'], folder);
    expect({ code: said.code, err: said.err }).toEqual({ code: 0, err: '' });
    expect(finding(said)).toEqual([
      found('stacks/index.ts:10:3'),
      'undefined:undefined:undefined: there is no file stacks/none.ts',
    ]);
  });

  test('tests his stacks', async () => {
    const folder = packed.user({
      'package.json': manifest,
      'stacks/index.js': shop(false),
      'test.mjs': `import { test } from 'node:test';
import { Findings, Match, Output } from 'stowage/testing';
import app from './stacks/index.js';

test('holds', () => {
  Output.of(app).hasService('web', { depends_on: { postgres: { condition: 'service_healthy' } }, ports: Match.absent() });
  Findings.of(app).has('image-pinned', { path: 'shop-staging/site/web', place: { line: 10 } });
});
test('does not', () => Output.of(app).hasService('web', { restart: 'no' }));
`,
    });
    const { code, out } = await run(
      process.execPath,
      ['--test', '--test-reporter', 'tap', 'test.mjs'],
      folder,
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^# pass 1\n# fail 1$/m);
    expect(out).toContain('restart: wanted "no", there is "unless-stopped"');
  });

  test('writes JavaScript, if he likes', async () => {
    const folder = packed.user({ 'package.json': manifest, 'stacks/index.js': shop(false) });
    const lint = await stowage(folder, 'lint', '--app', 'stacks/index.js', '--format', 'json');
    expect(finding(lint)).toEqual([found('stacks/index.js:10:3')]);
  });

  test('synthesizes, once and for all, also in a workspace', async () => {
    const folder = packed.user({
      'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'] }),
      'packages/shop/package.json': manifest,
      'packages/shop/stacks/index.ts': shop(true).replace(':latest', ':2.1'),
    });
    const shopFolder = join(folder, 'packages/shop');
    expect(await stowage(shopFolder, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(shopFolder, 'out/shop/staging'))).toContain('Makefile');
    expect(await stowage(shopFolder, 'check')).toMatchObject({
      code: 0,
      err: expect.stringContaining('out is what the source says'),
    });
  });

  test('has a package of constructs with a copy of its own in one tree with it', async () => {
    const folder = packed.user(
      {
        'package.json': manifest,
        'node_modules/stores/package.json': '{"name": "stores", "type": "module", "exports": "./index.js"}',
        'node_modules/stores/index.js': "export { Postgres } from 'stowage';\n",
        'node_modules/stores/index.d.ts': "export { Postgres } from 'stowage';\n",
        'stacks/index.ts': shop(true)
          .replace('Postgres, ', '')
          .replace("from 'stowage';", "from 'stowage';\nimport { Postgres } from 'stores';"),
        'tsconfig.json': JSON.stringify({
          compilerOptions: { module: 'nodenext', target: 'es2022', types: [], strict: true, noEmit: true },
          include: ['stacks'],
        }),
      },
      ['.', 'node_modules/stores'],
    );
    expect(await tsc(folder)).toEqual({ code: 0, out: '', err: '' });
    expect(finding(await stowage(folder, 'lint', '--format', 'json'))).toEqual([
      found('stacks/index.ts:11:3'),
    ]);
  });

  test('is asked for the parser when he types pin, and for nothing else', async () => {
    const folder = packed.user({ 'package.json': manifest, 'stacks/index.ts': shop(true) });
    expect(await stowage(folder, '--help')).toEqual(await stowage(folder, 'check', '--help'));
    expect(await stowage(folder, 'pin', '--check')).toEqual({
      code: 2,
      out: '',
      err: 'error   pin reads the source with ts-morph, and it is not installed  (library-missing)\n        → type: npm install --save-dev ts-morph@28\n',
    });
  });
});

describe('stowage init', () => {
  test.each(['web', 'empty', ...(existsSync('stacks/posthog.ts') ? ['posthog'] : [])])(
    'begins a project of %s that compiles and has no finding',
    async (template) => {
      const folder = packed.user({});
      expect(await stowage(folder, 'init', '--template', template)).toMatchObject({ code: 0, err: '' });
      expect(await tsc(folder)).toEqual({ code: 0, out: '', err: '' });
      const synth = await stowage(folder, 'synth');
      expect(synth).toMatchObject({ code: 0, err: '' });
      expect(synth.out).toContain('rules: nothing found');
    },
  );
});
