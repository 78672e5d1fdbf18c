import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, stowage } from '../../support/command.ts';
import { put, tree } from '../../support/folder.ts';

const constructs = new URL('../../../constructs/index.ts', import.meta.url).href;
const index = (imports: string, lines: string) => `import { ${imports} } from 'CONSTRUCTS';
import { Other } from './other.ts';
import { Strict } from './strict.ts';

const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
for (const environment of Environment.all({ staging: { host }, production: { host, guarded: true } })) {
  const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });
  const [site] = stack.phases('site');
${lines}
  new Other(app, environment);
  new Strict(app, environment);
}
export default app;
`;

const guilty = `  const web = new Service(site, 'web', {
    image: 'example/shop:2.1.0',
    command: [ 'sleep 1d' ], // a day
    env: { WORKERS: 4 },
    compose: { healthcheck: { test: ['CMD-SHELL', \`test $WORKERS -gt "\${1}"\`, ] }, labels: { auth: "ops:$apr1$x" } },
  });
  new Service(site, 'db', { image: 'mysql:8.4.6', memory: '1gb', env: { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes' } });
  new Service(site, 'page', { image: 'example/shop:2.1.0', health: { exec: ['wget', '-q', "http://localhost:80/"] } });`;
const innocent = guilty
  .replace('localhost', '127.0.0.1')
  .replace("[ 'sleep 1d' ]", "[ 'sleep', '1d' ]")
  .replace('"ops:$apr1$x"', '"ops:$$$$apr1$$$$x"')
  .replace(
    "'yes' } });",
    "'yes' } }).mount(new Volume(site, 'db-data', { holds: 'The data of MySQL', backup: { stop: true } }), '/var/lib/mysql');",
  );

/** A stack of a class of its own, with tabs, double quotes and the line ends of Windows. */
const other = (imports: string, lines: readonly string[]) =>
  [
    `import { ${imports} } from "CONSTRUCTS";`,
    'export class Other extends Stack {',
    '\tconstructor(app: App, environment: Environment) {',
    '\t\tsuper(app, "other", environment, { title: "Other", version: "2.1" });',
    '\t\tconst [site] = this.phases("site");',
    ...lines,
    '\t}',
    '}',
    '',
  ].join('\r\n');

/** It compiles because its list has one word. */
const strict = `import { type App, type Environment, Service, Stack } from 'CONSTRUCTS';
export class Strict extends Stack {
  constructor(app: App, environment: Environment) {
    super(app, 'strict', environment, { title: 'Strict', version: '2.1' });
    const [site] = this.phases('site');
    new Service(site, 'one', { image: 'example/shop:2.1.0', command: ['sleep 2d'] as [string] });
  }
}
`;

test('each edit that has one place is made, to the byte; what would not compile is left, and once more there is nothing to do', async () => {
  const unused = ['\t\tconst old = new Volume(site, "old", { holds: "Nothing", kind: "cache" });\t'];
  const kept = ['\t\tnew Service(site, "cron", { image: "example/shop:2.1.0", command: ["crond", "-f"] });'];
  const cwd = project('');
  const files = (lines: string, imports: string, others: string, rest: readonly string[]) => ({
    'stacks/index.ts': index(imports, lines).replaceAll('CONSTRUCTS', constructs),
    'stacks/other.ts': other(others, rest).replaceAll('CONSTRUCTS', constructs),
    'stacks/strict.ts': strict.replaceAll('CONSTRUCTS', constructs),
  });
  put(
    cwd,
    files(guilty, 'App, Environment, Service, Stack', 'type App, type Environment, Service, Stack, Volume', [
      ...unused,
      ...kept,
    ]),
  );
  const before = tree(cwd);

  const dry = await stowage(cwd, ['lint', '--fix', '--dry-run']);
  expect(tree(cwd)).toEqual(before);
  expect(dry.code).toBe(1);
  expect(dry.out).toContain(
    `-    command: [ 'sleep 1d' ], // a day\n+    command: [ 'sleep', '1d' ], // a day\n`,
  );
  expect(dry.err).toContain('6 to mend, 2 left\n        → npx stowage lint --fix\n');

  const said = await stowage(cwd, ['lint', '--fix']);
  expect(tree(cwd)).toEqual({
    ...before,
    ...files(
      innocent,
      'App, Environment, Service, Stack, Volume',
      'type App, type Environment, Service, Stack',
      kept,
    ),
  });
  expect(said.code).toBe(1);
  expect(said.out).toContain(
    'mended  stacks/other.ts:6:15  no service mounts the volume "old": it stays empty  (volumes-used)\n',
  );
  expect(said.out).toMatch(
    /left {4}stacks\/strict\.ts:6:5 {2}"one" has 'sleep 2d' .*\n {8}the file would not compile: /,
  );
  expect(said.out).toMatch(
    /left {4}stacks\/index\.ts:10:15 .*\$WORKERS.*\n {8}what it says is no literal of that call: it is computed, or stands elsewhere\n/,
  );
  expect(said.out).toContain('6 mended, 2 left\n');

  const after = tree(cwd);
  const again = await stowage(cwd, ['lint', '--fix']);
  expect(again.out).toContain('nothing mended, 2 left\n');
  expect(tree(cwd)).toEqual(after);
}, 60_000);

/** The reasons why nothing of a stack with these lines is edited. */
const left = async (lines: string, over: Readonly<Record<string, string>> = {}, mode = 0o644) => {
  const cwd = project(
    index('App, Environment, Service, Stack, Volume', lines).replace(
      /^import .*(other|strict).*\n|^ {2}new (Other|Strict).*\n/gm,
      '',
    ),
    over,
  );
  chmodSync(join(cwd, 'stacks/index.ts'), mode);
  const sources = () => Object.entries(tree(cwd)).filter(([name]) => !name.includes('/.cache/'));
  const before = sources();
  const { out } = await stowage(cwd, ['lint', '--fix']);
  expect(sources()).toEqual(before);
  expect(out).toContain('nothing mended, ');
  return [...new Set([...out.matchAll(/^left .*\n {8}(.*)$/gm)].map(([, because]) => because))];
};
const one = (id: string, props: string) =>
  `new Service(site, ${id}, { image: 'example/shop:2.1.0', ${props} });`;

test.each([
  [
    'a value that is computed',
    `const words = ['sleep 1d'];\n${one("'web'", 'command: words')}`,
    'the list of its words is no literal of that call: it is computed, or stands elsewhere',
  ],
  [
    'a value that stands there twice',
    one("'web'", "command: ['sleep 1d'], compose: { 'x-was': ['sleep 1d'] }"),
    'the list of its words stands 2 times in that call',
  ],
  [
    'a literal that is another one than it looks',
    `const words = ['sleep 1d'];\n${one("'web'", "command: words, compose: { 'x-was': ['sleep 1d'] }")}`,
    'the edit would not mend it',
  ],
  [
    'a loop',
    `for (const id of ['a', 'b']) ${one('id', "command: ['sleep 1d']")}`,
    'that line makes 2 constructs',
  ],
  [
    'an id that is computed',
    `const id = 'web';\n${one('id', "command: ['sleep 1d']")}`,
    'that call makes it by another name, or by a computed one',
  ],
  [
    'a class of the author',
    `class Web extends Service { constructor(scope: any, id: string) { super(scope, id, { image: 'example/shop:2.1.0', command: ['sleep 1d'] }); } }\nnew Web(site, 'web');\nnew Web(site, 'cron');`,
    / makes it, and others: edit it there$/,
  ],
  [
    'a volume that a line names',
    `const old = new Volume(site, 'old', { holds: 'x', kind: 'cache' });\nvoid old;`,
    'old is used elsewhere',
  ],
  [
    'a volume on a line with something else',
    `new Volume(site, 'old', { holds: 'x', kind: 'cache' }); const x = 1;`,
    'something else stands on its line',
  ],
  [
    'a volume below a comment',
    `// why\nnew Volume(site, 'old', { holds: 'x', kind: 'cache' });`,
    'a comment stands above it',
  ],
  [
    'a volume that is all of a condition',
    `if (true)\nnew Volume(site, 'old', { holds: 'x', kind: 'cache' });`,
    'it is all that a condition or a loop does',
  ],
])('%s is left, with the reason', async (_, lines, because) => {
  const [first, ...others] = await left(lines);
  expect(others).toEqual([]);
  expect(first).toMatch(because);
});

test('a file that is read-only, or of a package, is left', async () => {
  expect(await left(one("'web'", "command: ['sleep 1d']"), {}, 0o444)).toEqual(['the file is read-only']);
  const cache = `import { Construct } from 'TREE';
import { Volume } from 'CONSTRUCTS';
export class Cache extends Construct {
  constructor(scope, id) {
    super(scope, id);
    new Volume(this, 'data', { holds: 'x', kind: 'cache' });
  }
}
`
    .replace('TREE', import.meta.resolve('constructs'))
    .replace('CONSTRUCTS', constructs);
  const brought = {
    'node_modules/acme/package.json': '{"type": "module", "exports": "./index.js"}',
    'node_modules/acme/index.js': cache,
  };
  expect(await left("const { Cache } = await import('acme');\nnew Cache(site, 'cache');", brought)).toEqual([
    'that call makes it by another name, or by a computed one',
  ]);
});

test('what does not go together is refused', async () => {
  const cwd = project('');
  expect((await stowage(cwd, ['lint', '--dry-run'])).err).toContain('write --fix --dry-run');
  expect((await stowage(cwd, ['lint', '--fix', '--watch'])).err).toContain('leave one of them out');
});
