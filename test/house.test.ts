import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Project } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { files, importsOf, inside, ofStacks, root, strays, text } from './support/house.ts';

const imports = files.flatMap((from) => importsOf(from, text(from)));

describe('imports point one way', () => {
  test('there are imports to look at', () => {
    expect(imports.length).toBeGreaterThan(300);
  });

  test.each([
    ['the Compose Specification knows only itself', /^src\/compose\//, [/^src\/compose\//, /^node:crypto$/]],
    [
      'the model knows itself and the Specification',
      /^src\/model\//,
      [/^src\/(model|compose)\//, /^node:url$/],
    ],
    [
      'what lowers knows the model and the Specification',
      /^src\/lower(\.ts|\/)/,
      [/^src\/(model|compose|lower)(\/|\.ts)/],
    ],
    ['a syntax knows only the model', /^src\/syntax\//, [/^src\/(model|compose|syntax)\//, /^yaml$/]],
    [
      'the graph knows the model and what will run',
      /^src\/graph\//,
      [/^src\/(model|compose|graph|lower)\//, /^src\/lower\.ts$/],
    ],
    [
      'a plan knows the model, what will run, and the graph',
      /^src\/plan\//,
      [/^src\/(model|compose|graph|lower|plan)\//, /^src\/lower\.ts$/],
    ],
    [
      'a rule knows the model, what will run, and the graph',
      /^src\/rules\//,
      [/^src\/(model|compose|rules|graph|lower)\//, /^src\/lower\.ts$/],
    ],
    [
      'what services read knows the model, what will run, the graph and the formats',
      /^src\/files\//,
      [
        /^src\/(model|compose|syntax|graph|lower|files)\//,
        /^src\/lower\.ts$/,
        /^(handlebars|node:module)$/,
        /^node:crypto$/,
      ],
    ],
    ...['operations', 'terraform'].map(
      (name) =>
        [
          `the target ${name} knows the same and those files, and no other target`,
          new RegExp(`^src/targets/${name}/`),
          [
            new RegExp(`^src/(model|compose|syntax|graph|lower|files|targets/${name})/`),
            /^src\/lower\.ts$/,
            /^handlebars$/,
            /^node:(fs|crypto|module)$/,
          ],
        ] as const,
    ),
    [
      'the writer knows the model',
      /^src\/out(\.ts|\/)/,
      [/^src\/(model\/|out\/|out\.ts)/, /^node:(fs|path|os|crypto|buffer)$/],
    ],
    [
      'who asks a registry knows how an image and a mistake are written',
      /^src\/registry\//,
      [/^src\/(registry|compose)\//, /^src\/model\/error\.ts$/, /^node:/],
    ],
    [
      'constructs know the model and each other',
      /^constructs\/(?!core\/own-file\.ts)/,
      [/^src\/(model|compose)\//, /^constructs(\/|$)/, /^node:(path|url)$/],
    ],
    ['what lies beside a module, it reads by one file', /^constructs\/core\/own-file\.ts$/, [/^node:fs$/]],
    ['stacks know the vocabulary, the targets and each other', ...ofStacks],
    [
      'a command knows what commands share, and no other command',
      /^src\/cli\/commands\/(?!index\.ts|command\.ts)/,
      [
        /^src\/cli\/(?!commands\/)/,
        /^src\/cli\/commands\/command\.ts$/,
        /^src\/(api|model)\//,
        /^src\/api\.ts$/,
        /^src\/out\.ts/,
      ],
    ],
    [
      'what asks in tests knows what the compiler knows, and vitest in one file',
      /^src\/testing(?!\/vitest\.ts)/,
      [/^src\/(model|compose|syntax|files|compile|api|testing)\//, /^src\/api\.ts$/, /^node:(assert|path)$/],
    ],
    [
      'what a program may call knows the compiler and the writer, and no command',
      /^src\/api(\.ts|\/)/,
      [
        /^src\/(model|lower|api|out|start)\/|^src\/compose\/own\.ts$/,
        /^src\/(compile|out)\.ts$/,
        /^(diff|esbuild|es-module-lexer\/js)$/,
        /^node:/,
      ],
    ],
    [
      'what starts everything knows itself alone',
      /^src\/start\//,
      [/^src\/start\//, /^(esbuild|handlebars|ajv(\/.+)?)$/, /^node:/],
    ],
    ['the compiler knows no construct and no stack', /^src\/(?!cdktn\.ts)/, [/^(?!constructs|stacks)/]],
    [
      'what stands in a CDKTN app is a construct, but none of ours',
      /^src\/cdktn\.ts$/,
      [/^src\/(model|files|targets\/terraform)\//, /^src\/compile\.ts$/, /^constructs$/],
    ],
  ] as const)('%s', (_, from, allowed) => {
    expect(strays(imports, from, allowed)).toEqual([]);
  });

  test('in no circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (path.includes(file) || done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

/** Files whose text has this, outside those that may. */
const having = (what: RegExp, allowed: RegExp) =>
  files.filter((file) => what.test(text(file)) && !allowed.test(file));

describe('each thing has one place', () => {
  // What is kept for the next run is nobody's output.
  test('only the writer writes', () => {
    expect(
      having(
        /\b(write|append|rename|rm|mkdir|copy|cp|chmod|unlink|symlink|link)(File)?Sync\b|createWriteStream/,
        /^src\/(out(\.ts|\/)|start\/cache\.js$|cli\/progress\.ts$)/, // the last one a line of a terminal
      ),
    ).toEqual([]);
  });

  // The entry speaks for itself only where Node is too old to read the report; a question comes before there is one.
  test('only the report and the terminal print', () => {
    expect(
      having(
        /\bconsole\.(log|error|warn|info|debug)|process\.std(out|err)/,
        /^src\/cli\/(report|terminal)\.ts$|^src\/cli\/stowage\.cjs$/,
      ),
    ).toEqual([]);
  });

  test('only the entry sees arguments and the environment', () => {
    expect(having(/process\.(env|argv)\b/, /^src\/cli\/(stowage\.cjs|main\.ts)$/)).toEqual([]);
  });

  test('nothing below the command line asks for the time, chance or the locale', () => {
    expect(
      having(/\bDate\b|Math\.random|randomUUID|\.toLocale|Intl\./, /^src\/(cli|out|start)(\/|\.ts)/),
    ).toEqual([]);
  });
});

describe('a product is one folder', () => {
  const scripts = inside(
    ...['backup', 'scripts', 'templates/scripts'].map((folder) => `src/targets/operations/${folder}`),
  ).filter((file) => /\.(ts|hbs)$/.test(file));

  test('no script of ours knows how one is saved or taken over', () => {
    expect(scripts.length).toBeGreaterThan(40);
    expect(
      scripts.filter((file) =>
        /\b(psql|pg_\w+|postgres\w*|clickhouse|zookeeper|minio|mc|mysql|mariadb|mongo\w*|redis)\b/i.test(
          text(file),
        ),
      ),
    ).toEqual([]);
  });

  const brought = readdirSync(join(root, 'constructs'), { recursive: true })
    .map((name) => join('constructs', String(name)))
    .filter((name) => name.endsWith('.sh'));

  test.each(brought)('%s is read beside itself, and says what it is', (file) => {
    const beside = files.filter((one) => dirname(one) === dirname(file));
    const read = `ownFile(import.meta.url, './${relative(dirname(file), file)}')`;
    expect(beside.filter((one) => text(one).includes(read))).toHaveLength(1);
    expect(text(file)).toMatch(/^# .+\n(# .*\n)*# shellcheck shell=bash\n/);
  });
});

/** What a reader sees of it: the line after the last line break is none. */
const lines = (file: string) => text(file).replace(/\n$/, '').split('\n').length;

describe('a file is one thing', () => {
  const sources = files.filter((file) => !file.endsWith('.gen.ts'));

  test.each(sources)('%s is no longer than 250 lines', (file) => {
    expect(lines(file)).toBeLessThanOrEqual(250);
  });

  test('half of them are no longer than 100 lines', () => {
    const sizes = sources.map(lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(100);
  });

  test('no template and nothing that tests, measures or generates is longer than 300 lines', () => {
    const others = [
      ...inside('src', 'constructs', 'stacks', 'test', 'bench', 'schemas', 'docs', 'package', '.ci'),
    ].filter((file) => /\.(hbs|ts|js|mjs|sh)$|\/run$/.test(file) && !/\.gen\.ts$/.test(file));
    expect(others.filter((file) => file.endsWith('.hbs')).length).toBeGreaterThan(80);
    expect(others.filter((file) => file.endsWith('.test.ts')).length).toBeGreaterThan(150);
    expect(others.filter((file) => lines(file) > 300)).toEqual([]);
  });

  test('named after it', () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|base|misc|private)(\.ts|\/)|\/_/.test(file)),
    ).toEqual([]);
  });
});

describe('the vocabulary is explained', () => {
  const project = new Project({
    tsConfigFilePath: join(root, 'tsconfig.json'),
    skipAddingFilesFromTsConfig: true,
  });
  const sources = files
    .filter((file) => file.startsWith('constructs/'))
    .map((file) => project.addSourceFileAtPath(join(root, file)));

  test('every exported class, function and type has a sentence', () => {
    const silent = sources.flatMap((source) =>
      [...source.getClasses(), ...source.getFunctions(), ...source.getTypeAliases()]
        .filter((one) => one.isExported() && one.getJsDocs().length === 0)
        .map((one) => `${source.getBaseName()}: ${one.getName()}`),
    );
    expect(silent).toEqual([]);
  });
});
