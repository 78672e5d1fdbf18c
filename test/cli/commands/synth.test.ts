import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, shop, stowage, stowageAlone } from '../../support/command.ts';
import { tree } from '../../support/folder.ts';

const compose = 'out/shop/staging/docker-compose.yml';

test('the first run writes, the second one touches nothing, and check agrees', async () => {
  const cwd = project(shop);
  const first = await stowageAlone(cwd, ['synth']);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^shop staging {6}\d+ files: \d+ written; rules: nothing found$/m);
  expect(first.out).toMatch(/^shop production {3}\d+ files: \d+ written; rules: nothing found$/m);
  expect(first.out).toContain(`  wrote    ${compose}\n`);
  expect(readFileSync(join(cwd, compose), 'utf8')).toContain('name: shop-staging');

  const { mtimeMs, ino } = statSync(join(cwd, compose));
  const second = await stowage(cwd, ['synth']);
  expect(second).toMatchObject({ code: 0, err: '' });
  expect(second.out).toMatch(/^shop staging {6}\d+ files: \d+ unchanged; rules: nothing found$/m);
  expect(second.out).not.toContain('wrote');
  expect(statSync(join(cwd, compose))).toMatchObject({ mtimeMs, ino });

  expect(await stowage(cwd, ['check'])).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/^out is what the source says: \d+ files\n$/),
  });
});

test('it works from another folder, with spaces and letters of the world in the path, and says what changed', async () => {
  const cwd = project('', { 'sp ace/ü #%(x)/app.ts': '' });
  const entry = join(cwd, 'sp ace/ü #%(x)/app.ts');
  const other = project(shop);
  writeFileSync(entry, readFileSync(join(other, 'stacks/index.ts')));
  await stowage(other, ['synth']);
  await stowage('/', ['synth', '--app', entry, '--out', join(cwd, 'the out')]);
  expect(tree(join(cwd, 'the out'))).toEqual(tree(join(other, 'out')));

  writeFileSync(entry, readFileSync(entry, 'utf8').replace(', production: { host, guarded: true }', ''));
  const { out } = await stowage(cwd, ['synth', '--app', 'sp ace/ü #%(x)/app.ts', '--out', 'the out']);
  expect(out).toMatch(/^shop +\d+ files: .*\b\d+ removed$/m);
  expect(out).toContain('  removed  the out/shop/production/.env.example\n');
  expect(existsSync(join(cwd, 'the out/shop/production'))).toBe(false);
});

test('a finding that is an error: all of them at once, exit code 1, nothing written', async () => {
  const cwd = project(shop.replace("'example/shop:2.1.0' });", "'example/shop:latest' });"));
  expect(await stowage(cwd, ['synth'])).toEqual({
    code: 1,
    out: '',
    err: `error   shop-staging/site/web                                                                                stacks/index.ts:8:3
        shop-production/site/web
        "web" runs the image "example/shop:latest", and "latest" moves: each pull may bring another version  (image-pinned)
        → write the version that you tested: image: 'example/shop:<version>'

2 errors: out is left as it was
`,
  });
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});

test('a stack may print, and leave a timer running', async () => {
  const cwd = project(`${shop}console.log('hello from the stack');\nsetInterval(() => {}, 1000);\n`);
  const { code, out } = await stowageAlone(cwd, ['list']);
  expect(code).toBe(0);
  expect(out).toBe(`hello from the stack
shop 2.1
  staging  (shop-staging)
    site  web  example/shop:2.1.0
  production  (shop-production)
    site  web  example/shop:2.1.0
`);
});
