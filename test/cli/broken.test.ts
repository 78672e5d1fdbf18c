import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shop, stowage } from '../support/command.ts';
import { folder, tree } from '../support/folder.ts';

const constructs = new URL('../../constructs/index.ts', import.meta.url).href;
const mains = fileURLToPath(new URL('../support/mains.ts', import.meta.url));
const mend = 'mend that line, or what it passes; --debug shows the trace';

/** A stack whose own validation does this. */
const validated = (what: string) =>
  shop.replace(
    '  new Service',
    `  stack.node.addValidation({ validate: (): any => { ${what} } });\n  new Service`,
  );

/** A stack that is broken in one way, and all that is said about it. */
const cases: Readonly<Record<string, { stack: string; said: string; code?: number }>> = {
  syntax: {
    stack: "import { App } from 'CONSTRUCTS';\n\nconst app = new App(;\n",
    said: `error   syntax.ts:3:21
        unexpected ";"  (syntax)
        → mend the syntax there, or on the line before`,
  },
  'syntax-below': {
    stack: "import './syntax.ts';\n",
    said: `error   syntax.ts:3:21
        unexpected ";"  (syntax)
        → mend the syntax there, or on the line before`,
  },
  throws: {
    stack:
      "interface A {\n  a: string;\n}\nconst f = (a: A): never => {\n  throw new Error(`no ${a.a}`);\n};\nf({ a: 'luck' });\n",
    said: `error   throws.ts:5:9\n        no luck  (stack-throws)\n        → ${mend}`,
  },
  'throws-type-error': {
    stack: "const a = JSON.parse('null');\nexport default a.b;\n",
    said: `error   throws-type-error.ts:2:18
        TypeError: Cannot read properties of null (reading 'b')  (stack-throws)
        → ${mend}`,
  },
  'throws-cause': {
    stack: "throw new Error('outer', { cause: new Error('inner') });\n",
    said: `error   throws-cause.ts:1:7
        outer
        because: inner  (stack-throws)
        → ${mend}`,
  },
  'throws-string': {
    stack: "throw 'a string';\n",
    said: `error   throws-string.ts
        the stack throws 'a string', which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'throws-nothing': {
    stack: 'throw undefined;\n',
    said: `error   throws-nothing.ts
        the stack throws undefined, which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'throws-bare': {
    stack: 'throw Object.create(null);\n',
    said: `error   throws-bare.ts
        the stack throws [Object: null prototype] {}, which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  overflow: {
    stack: 'const down = (n: number): number => down(n + 1) + 1;\ndown(0);\n',
    said: `error   overflow.ts:1:…
        this calls itself, or makes itself, without an end  (endless)
        → look for the condition that should end it`,
  },
  construct: {
    stack:
      "import { Environment } from 'CONSTRUCTS';\n\nEnvironment.all({ 'Not A Name': { host: { cpus: 1, memory: '1gb', disk: '1gb' } } });\n",
    said: `error   construct.ts:3:13
        "Not A Name" cannot be the name of an environment  (bad-environment-name)
        → use lower-case letters, digits and hyphens, and start with a letter`,
  },
  twice: {
    stack: shop.replace(
      '  new Service',
      "  new Service(site, 'web', { image: 'example/shop:2' });\n  new Service",
    ),
    said: `error   twice.ts:9:3
        "site" has two "web"  (id-twice)
        → give one of them another id`,
  },
  'late-mistake': {
    stack: `import { Variable } from 'CONSTRUCTS';\n${shop.replace(
      '  new Service',
      "  for (const [id, example] of [['a', 'x'], ['b', 'y']] as const)\n    new Service(site, id, { image: 'example/shop:2.1.0', env: { A: new Variable('A', { description: 'A.', example }) } });\n  new Service",
    )}`,
    said: `error   shop-staging/site/b                                late-mistake.ts:10:5
        "A" is defined in two different ways in one stack  (variable-twice)
        → define it once, in a const, and pass that const to both`,
  },
  'stack-twice': {
    stack: shop.replace(
      '  const [site]',
      "  new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });\n  const [site]",
    ),
    said: `error   stack-twice.ts:7:3
        the stack "shop-staging" is made twice  (stack-twice)
        → make it once for each environment, or give one of them another name`,
  },
  'stack-makes-itself': {
    stack: `import { App, Environment, Stack } from 'CONSTRUCTS';
const app = new App();
let made = 0;
class Shop extends Stack {
  constructor(environment: never) {
    super(app, 'shop' + made++, environment, { title: 'Shop', version: '1' });
    new Shop(environment);
  }
}
for (const one of Environment.all({ a: { host: { cpus: 1, memory: '1gb', disk: '1gb' } } })) new Shop(one as never);
export default app;
`,
    said: `error   stack-makes-itself.ts:…
        this calls itself, or makes itself, without an end  (endless)
        → look for the condition that should end it`,
  },
  'stack-slash': {
    stack: shop.replace("Stack(app, 'shop'", "Stack(app, 'shop/eu'"),
    said: `error   stack-slash.ts:6:17
        name of "shop/eu" is "shop/eu", not a name without a slash  (bad-prop)
        → pass for example 'web'`,
  },
  'exports-hostile': {
    stack: 'export default new Proxy({}, { get() { throw new Error("mine"); } });\n',
    said: `error   exports-hostile.ts
        the default export is {}, not an App  (no-app)
        → end the file with: export default app;`,
  },
  'exports-blind': {
    stack: "export default { [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('mine'); } };\n",
    said: `error   exports-blind.ts
        the default export is a value that cannot be looked at, not an App  (no-app)
        → end the file with: export default app;`,
  },
  'exports-class': {
    stack: "import { App } from 'CONSTRUCTS';\nexport default App;\n",
    said: `error   exports-class.ts
        the default export is [class App extends Construct], not an App  (no-app)
        → end the file with: export default app;`,
  },
  'throws-hostile': {
    stack: `const error = new Error('x');
Object.defineProperty(error, 'message', { get() { throw new Error('mine'); } });
throw error;
`,
    said: `error   throws-hostile.ts\n        a value that cannot be looked at  (stack-throws)\n        → ${mend}`,
  },
  'throws-traceless': {
    stack: "throw Object.assign(new Error('no trace'), { stack: 42 });\n",
    said: `error   throws-traceless.ts\n        no trace  (stack-throws)\n        → ${mend}`,
  },
  'late-string': {
    stack: validated("throw 'not today';"),
    said: `error   shop-staging                                          late-string.ts:6:17
        "shop-staging" throws "not today", which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'late-nothing': {
    stack: validated('throw undefined;'),
    said: `error   shop-staging                                        late-nothing.ts:6:17
        "shop-staging" throws undefined, which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'late-exit': {
    stack: validated('process.exit(0);'),
    said: `error   shop-staging                     late-exit.ts:6:17
        the stack calls process.exit(0)  (stack-exits)
        → throw an Error instead, or leave it out`,
  },
  'validates-nothing': {
    stack: validated('return undefined;'),
    said: `error   shop-staging                                                                               validates-nothing.ts:6:17
        a validation of "shop-staging" answers a value of type undefined, not a list of sentences  (bad-validation)
        → let validate() return [] when all is well, else sentences: ['there is no room for it\\ngive it more']`,
  },
  'validates-not': {
    stack: shop.replace('  new Service', '  stack.node.addValidation({} as never);\n  new Service'),
    said: `error   shop-staging                                      validates-not.ts:6:17
        a validation of "shop-staging" has no validate()  (bad-validation)
        → let validate() return [] when all is well, else sentences: ['there is no room for it\\ngive it more']`,
  },
  'raw-loop-late': {
    stack: shop
      .replace('  new Service', '  const raw: any = { labels: {} };\n  new Service')
      .replace("2.1.0' });", "2.1.0', compose: raw });\n  raw.labels.again = raw;"),
    said: `error   shop-staging/site/web                                                                           raw-loop-late.ts:9:3
        the raw keys of "web" contain themselves at compose.labels.again.labels: no file can hold that  (raw-loop)
        → write the values that are meant there, without the one around them`,
  },
  unspellable: {
    stack: shop.replace('App, ', 'App, Caddy, ').replace(
      "  new Service(site, 'web', { image: 'example/shop:2.1.0' });",
      `  const web = new Service(site, 'web', {
    image: 'example/shop:2.1.0', port: 80, health: { exec: ['true'] } });
  const to = { routes: { '/*': web }, domain: 'shop.example.com', tls: 'public' } as const;
  new Caddy(site, 'caddy', { image: 'caddy:2.11.7-alpine', hidden: ['/a{$HOME}'], ...to });`,
    ),
    said: `error   shop-staging/site/caddy/Caddyfile                                  unspellable.ts:11:3
        "/a{$HOME}" cannot stand in a Caddyfile: Caddy would replace "{$"  (unspellable)
        → write it in another way: no quoting of that format keeps it`,
  },
  'our-file': {
    stack: shop
      .replace('App, ', 'App, ConfigFile, ')
      .replace(
        "2.1.0' });",
        "2.1.0' }).mount(new ConfigFile(site, 'f', { file: 'Makefile', content: '' }), '/f');",
      ),
    said: `error   shop-staging/site/f                         our-file.ts:8:67
        two files want to be shop/staging/Makefile  (artifact-twice)
        → give one of them another name`,
  },
  'late-throw': {
    stack: shop.replace(
      'export default',
      "app.node.addValidation({\n  validate() {\n    throw new Error('not today');\n  },\n});\nexport default",
    ),
    said: `error   late-throw.ts:12:11\n        not today  (stack-throws)\n        → ${mend}`,
  },
  'no-default': {
    stack: 'export const app = 1;\n',
    said: `error   no-default.ts
        there is no default export  (no-app)
        → end the file with: export default app;`,
  },
  promise: {
    stack: 'export default Promise.resolve(1);\n',
    said: `error   promise.ts
        the default export is Promise { 1 }, not an App  (no-app)
        → end the file with: export default app;`,
  },
  empty: {
    stack: "import { App } from 'CONSTRUCTS';\n\nexport default new App();\n",
    said: `error   empty.ts:3:16
        the app has no stack  (validate)
        → make one in it: new MyStack(app, environment)

1 error: out is left as it was`,
    code: 1,
  },
  missing: {
    stack: "// one\nimport x from './nope.ts';\n\nexport default x;\n",
    said: `error   missing.ts:2
        there is no file nope.ts  (no-module)
        → correct the import, or make the file`,
  },
  'missing-package': {
    stack: "// one\nimport x from 'nope-package';\n\nexport default x;\n",
    said: `error   missing-package.ts:2
        there is no package "nope-package"  (no-package)
        → install it (npm ci), or import another`,
  },
  'missing-export': {
    stack: "// one\nimport { b as c } from './plain.ts';\n\nexport default c;\n",
    said: `error   missing-export.ts:2
        plain.ts exports no "b"  (no-export)
        → correct the name, or write "import type" if it is a type`,
  },
  nowhere: {
    stack: '',
    said: `error   there is no file nowhere.ts  (no-entry)
        → run this in the folder that has it, or name another one with --app`,
  },
  rejects: {
    stack: "await Promise.reject(new Error('no network'));\n",
    said: `error   rejects.ts:1:22\n        no network  (stack-throws)\n        → ${mend}`,
  },
  'rejects-unseen': {
    stack: `${shop}\nconst go = async (): Promise<void> => {\n  throw new Error('nobody waits');\n};\nvoid go();\n`,
    said: `error   rejects-unseen.ts:13:9\n        nobody waits  (stack-throws)\n        → ${mend}`,
  },
  'throws-later': {
    stack:
      "setTimeout(() => {\n  throw new Error('late');\n});\nawait new Promise((resolve) => setTimeout(resolve, 5000));\n",
    said: `error   throws-later.ts:2:9\n        late  (stack-throws)\n        → ${mend}`,
  },
  'bad-prop': {
    stack: shop.replace(
      "image: 'example/shop:2.1.0' }",
      "image: 'example/shop:2.1.0', health: { test: ['CMD', 'true'] } }",
    ),
    said: `error   bad-prop.ts:8:3
        health of "web" has no prop "test"  (bad-prop)
        → write exec: ['curl', '-f', 'http://127.0.0.1:8000/'] for a program and its arguments, or shell: 'one line'`,
  },
  'bad-prop-later': {
    stack: shop
      .replace('Environment, Service', 'Environment, Job, Service')
      .replace(
        "new Service(site, 'web', { image: 'example/shop:2.1.0' }",
        "new Job(site, 'gate', { image: 'example/shop:2.1.0', upgradeGate: () => 'web' }",
      ),
    said: `error   shop-staging/site/gate                            bad-prop-later.ts:8:3
        upgradeGate of "gate" gives "web", not a Service  (bad-prop)
        → give the service that runs: upgradeGate: () => web`,
  },
  exits: {
    stack: `${shop}\nprocess.exit(0);\n`,
    said: `error   exits.ts:12:9
        the stack calls process.exit(0)  (stack-exits)
        → throw an Error instead, or leave it out`,
  },
  'changes-folder': {
    stack: "process.chdir('/');\nthrow new Error('from elsewhere');\n",
    said: `error   changes-folder.ts:2:7\n        from elsewhere  (stack-throws)\n        → ${mend}`,
  },
  hangs: {
    stack: 'await new Promise(() => {});\n',
    said: `error   hangs.ts
        the stack waits for something that never happens  (waits-forever)
        → look for an await of a promise that nothing resolves`,
  },
};

test('each broken stack gets one message with its line and its mend, and out/ stays as it was', () => {
  const stacks = Object.entries(cases).flatMap(([name, { stack }]) =>
    stack === '' ? [] : [[`${name}.ts`, stack.replaceAll('CONSTRUCTS', constructs)]],
  );
  const cwd = folder({
    'package.json': '{"type": "module"}',
    'plain.ts': 'export const a = 1;\n',
    'out/mine': 'mine',
    ...Object.fromEntries(stacks),
  });
  const { stderr, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', mains, cwd, ...Object.keys(cases)],
    {
      encoding: 'utf8',
    },
  );
  const said = stderr
    .replace(/(overflow\.ts:1|stack-makes-itself\.ts):[\d:]+/g, '$1:…')
    .split('\n====\n')
    .slice(0, -1);
  expect(Object.fromEntries(Object.keys(cases).map((name, i) => [name, said[i]]))).toEqual(
    Object.fromEntries(
      Object.entries(cases).map(([name, { said, code = 2 }]) => [name, `${said}\nexit ${code}`]),
    ),
  );
  expect(stdout).toBe('');
  expect(Object.keys(tree(cwd)).filter((name) => name.startsWith('out/'))).toEqual(['out/mine']);
});

test('a fault of Stowage is said to be one, with its trace, and exit code 70', async () => {
  // The compiler is handed what no construct makes.
  const cwd = folder({
    'package.json': '{"type": "module"}',
    'app.ts':
      'export default { validate: () => [], toModel: () => [{ name: 1 }], place: () => undefined };\n',
  });
  const { code, out, err } = await stowage(cwd, ['synth', '--app', 'app.ts']);
  expect({ code, out }).toEqual({ code: 70, out: '' });
  expect(err).toMatch(/^fault {3}of Stowage, not of your stack\n {8}→ report it/);
  expect(err).toMatch(/^TypeError: /m);
  expect(err).toMatch(/^ {4}at .*src[/]compile\.ts:/m);
  expect(tree(cwd)).not.toHaveProperty('out');
});

test('an entry that is no file, and a package.json that is none', async () => {
  const cwd = folder({
    'package.json': '{"type": "module"}',
    'app.ts/index.ts': '',
    'sub/package.json': '{"type": "module",}',
    'sub/app.ts': 'export default 1;\n',
  });
  expect(await stowage(cwd, ['lint', '--app', 'app.ts'])).toEqual({
    code: 2,
    out: '',
    err: `error   there is no file app.ts  (no-entry)
        → run this in the folder that has it, or name another one with --app
`,
  });
  const { code, err } = await stowage(cwd, ['lint', '--app', 'sub/app.ts']);
  expect(code).toBe(2);
  expect(err).toMatch(
    /^error {3}sub\/package\.json\n {8}.*JSON.* \(bad-package\)\n {8}→ mend the package\.json, which Node reads too\n$/,
  );
});

test('a trace is shown to who asks for one', async () => {
  const cwd = folder({ 'package.json': '{"type": "module"}', 'app.ts': "throw new Error('no');\n" });
  const quiet = await stowage(cwd, ['check', '--app', 'app.ts']);
  expect(quiet).toMatchObject({ code: 2, out: '' });
  expect(quiet.err).not.toContain('    at ');
  for (const [args, env] of [
    [['--debug'], {}],
    [[], { STOWAGE_DEBUG: '1' }],
  ] as const) {
    const loud = await stowage(cwd, ['check', '--app', 'app.ts', ...args], env);
    expect(loud).toMatchObject({ code: 2, out: '' });
    expect(loud.err.startsWith(quiet.err)).toBe(true);
    expect(loud.err).toContain('    at ');
  }
});
