import { shop } from '../../support/command.ts';
import type { Cases } from './case.ts';
import { mend } from './case.ts';

/** A stack whose own validation does this. */
const validated = (what: string) =>
  shop.replace(
    '  new Service',
    `  stack.node.addValidation({ validate: (): any => { ${what} } });\n  new Service`,
  );

/** What is found when the stack is there: by its validations, its model, its files. */
export const late: Cases = {
  'late-mistake': {
    stack: `import { Variable } from 'CONSTRUCTS';\n${shop.replace(
      '  new Service',
      "  for (const [id, example] of [['a', 'x'], ['b', 'y']] as const)\n    new Service(site, id, { image: 'example/shop:2.1.0', env: { A: new Variable('A', { description: 'A.', example }) } });\n  new Service",
    )}`,
    said: `error   shop-staging/site/b                                late-mistake.ts:10:5
        "A" is defined in two different ways in one stack  (variable-twice)
        → define it once, in a const, and pass that const to both`,
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
  'late-throw': {
    stack: shop.replace(
      'export default',
      "app.node.addValidation({\n  validate() {\n    throw new Error('not today');\n  },\n});\nexport default",
    ),
    said: `error   late-throw.ts:12:11\n        not today  (stack-throws)\n        → ${mend}`,
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
        → give "shop-staging/site/f" another name or path`,
  },
  empty: {
    stack: "import { App } from 'CONSTRUCTS';\n\nexport default new App();\n",
    said: `error   empty.ts:3:16
        the app has no stack  (validate)
        → make one in it: new MyStack(app, environment)

1 error: out is left as it was`,
    code: 1,
  },
};
