import { expect, test } from 'vitest';
import { project, stowage } from '../support/command.ts';

const constructs = new URL('../../constructs/index.ts', import.meta.url).href;
const clone = new URL('../../src/start/clone.js', import.meta.url).href;

/** A service whose image moves is found at the line whose comment is its id. */
const shop = `import { Service, Stack } from 'CONSTRUCTS';
import { Packaged } from 'acme';
import { Ours, Base, ours } from './ours.ts';

class Mine extends Service {
  constructor(scope: never, id: string) {
    super(scope, id, { image: 'example/shop:latest' });
  }
}
const mine = (scope: never, id: string) =>
  new Service(scope, id, { image: 'example/shop:latest' }); // function-here

export class Shop extends Base {
  constructor(app: never, environment: never) {
    super(app, environment);
    const [site] = this.phases('site') as [never];
    new Service(site, 'plain', { image: 'example/shop:latest' }); // plain
    new Ours(site, 'class-there'); // class-there
    new Mine(site, 'class-here'); // class-here
    ours(site, 'function-there'); // function-there
    mine(site, 'function-here');
    new Packaged(site, 'package'); // package
    this.more(site);
  }
  private more(site: never) {
    new Ours(site, 'method'); // method
  }
}
`;
const ours = `import { Service, Stack } from 'CONSTRUCTS';
export class Ours extends Service {
  constructor(scope: never, id: string, image = 'example/shop:latest') {
    super(scope, id, { image }); // by-class
  }
}
export const ours = (scope: never, id: string) =>
  new Service(scope, id, { image: 'example/shop:latest' }); // by-function
export class Base extends Stack {
  constructor(app: never, environment: never) {
    super(app, 'shop', environment, { title: 'Shop', version: '1' });
  }
}
`;
const index = `import { App, Environment } from 'CONSTRUCTS';
import { Shop } from './shop.ts';
const app = new App();
const host = { cpus: 2, memory: '16gb', disk: '10gb' } as const;
for (const environment of Environment.all({ staging: { host } })) new Shop(app as never, environment as never);
export default app;
`;
const files = (over: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries({
      'stacks/shop.ts': shop,
      'stacks/ours.ts': ours,
      'node_modules/acme/package.json': '{"type": "module", "exports": "./index.js"}',
      'node_modules/acme/index.js': `import { parts } from '${clone}';
const { Service } = parts['constructs/index.ts']();
export class Packaged extends Service {
  constructor(scope, id) {
    super(scope, id, { image: 'example/shop:latest' });
  }
}
`,
      ...over,
    }).map(([name, text]) => [name, text.replaceAll('CONSTRUCTS', constructs)]),
  );
const lineOf = (text: string, comment: string) =>
  text.split('\n').findIndex((line) => line.endsWith(`// ${comment}`)) + 1;

test('findings stand at the line of the stack, through classes, functions, methods and packages', async () => {
  const { code, out } = await stowage(project(index, files()), ['lint', '--format', 'json']);
  expect(code).toBe(1);
  const found: readonly { path: string; place: { file: string; line: number; by?: object } }[] =
    JSON.parse(out).findings;
  const by: Readonly<Record<string, object>> = {
    'class-there': { file: 'stacks/ours.ts', line: lineOf(ours, 'by-class'), column: 5 },
    'class-here': { file: 'stacks/shop.ts', line: 7, column: 5 },
    'function-there': { file: 'stacks/ours.ts', line: lineOf(ours, 'by-function'), column: 3 },
    method: { file: 'stacks/ours.ts', line: lineOf(ours, 'by-class'), column: 5 },
  };
  const ids = ['plain', 'class-there', 'class-here', 'function-there', 'function-here', 'package', 'method'];
  const column: Readonly<Record<string, number>> = { 'function-here': 3 };
  expect(Object.fromEntries(found.map(({ path, place }) => [path, place]))).toEqual(
    Object.fromEntries(
      ids.map((id) => [
        `shop-staging/site/${id}`,
        {
          file: 'stacks/shop.ts',
          line: lineOf(shop, id),
          column: column[id] ?? 5,
          ...(by[id] && { by: by[id] }),
        },
      ]),
    ),
  );
});

test('an error in a constructor stands there too, and the way is said', async () => {
  const line = "new Ours(site, 'method'); // method";
  const wrong = shop.replace(line, "new Service(this, 'method', { image: 'example/shop:1' }); // method");
  const there = shop
    .replace(line, "ours2(this as never, 'method'); // method")
    .replace('ours }', 'ours, ours2 }');
  const cwd = project(
    index,
    files({
      'stacks/shop.ts': there,
      'stacks/ours.ts': `${ours}export const ours2 = (scope: never, id: string) => new Ours(scope, id);\n`,
    }),
  );
  const head = `error   stacks/shop.ts:${lineOf(there, 'method')}:5\n`;
  const rest = `        "method" stands in no phase, so nothing says when it starts  (no-phase)
        → make it in a phase: const [core] = this.phases('core'), then new …(core, 'method', {…})
`;
  expect(await stowage(cwd, ['synth'])).toEqual({
    code: 2,
    out: '',
    err: `${head}        by way of stacks/ours.ts:${lineOf(ours, 'by-class')}:5\n${rest}`,
  });
  expect(await stowage(project(index, files({ 'stacks/shop.ts': wrong })), ['synth'])).toEqual({
    code: 2,
    out: '',
    err: `${head}${rest}`,
  });
});
