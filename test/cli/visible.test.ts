import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, shop, stowage } from '../support/command.ts';

/** What a terminal obeys, what ends a line or turns it around, and two lines that GitHub's runner takes for commands. */
const hostile = '\u001b[31m\u0007\r\u009b2J\u202e\u2066\u200b\u2028\ud800\n::add-mask::a\n ##[add-mask]a';
const typed = JSON.stringify(hostile).replace(
  /[\u007f-\uffff]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const command = /^\s*::(?!(error|warning|notice) )|##\[/m;

const service = (id: string, props: string) =>
  shop.replace(
    "new Service(site, 'web', { image: 'example/shop:2.1.0' });",
    `new Service(site, ${id}, ${props});`,
  );
const right = "{ image: 'example/shop:2.1.0' }";
const stacks: Readonly<Record<string, string>> = {
  'an id': service(typed, right),
  'an image': service("'web'", `{ image: ${typed} }`),
  'a value of the environment': service("'web'", `{ image: 'example/shop:2.1.0', env: { A: ${typed} } }`),
  'the name of a variable': service("'web'", `{ image: 'example/shop:2.1.0', env: { [${typed}]: 'a' } }`),
  'a prop': service("'web'", `{ image: 'example/shop:2.1.0', [${typed}]: 'a' }`),
  'a raw key': service("'web'", `{ image: 'example/shop:2.1.0', compose: { [${typed}]: 'a' } }`),
  'a raw value': service(
    "'web'",
    `{ image: 'example/shop:2.1.0', compose: { restart: ${typed}, labels: { a: ${typed} } } }`,
  ),
  'the name of the stack': shop.replace("app, 'shop'", `app, ${typed}`),
  'the title and the version': shop.replace(
    "title: 'Shop', version: '2.1'",
    `title: ${typed}, version: ${typed}`,
  ),
  'an environment': shop.replace('staging: {', `[${typed}]: {`),
  'an error that is thrown': `throw new Error(${typed});`,
  'what is thrown and is no error': `throw ${typed};`,
  'an error with a name and a cause': `throw Object.assign(new TypeError('a', { cause: ${typed} }), { name: ${typed} });`,
  'an import': `import ${typed.replace(/\\n/g, '')};`,
};

test.each(Object.entries(stacks))('%s reaches no reader as it is', async (name, stack) => {
  const cwd = project(stack);
  const formats = ['github', 'json', 'sarif', 'junit'].map((format) => ['lint', '--format', format]);
  const whole = [['list'], ['list', '--json'], ['synth', '--debug'], ...formats];
  const runs = name === 'a raw key' ? [['lint'], ...whole] : [['lint']];
  for (const args of runs) {
    const { code, out, err } = await stowage(cwd, args);
    expect(code, `${args.join(' ')}: ${err}`).not.toBe(70);
    for (const said of [out, err]) {
      expect(said.replaceAll('\n', ''), args.join(' ')).not.toMatch(hidden);
      expect(said, args.join(' ')).not.toMatch(command);
    }
  }
});

test('nor does what was typed, or the name of a folder', async () => {
  const cwd = project(shop);
  const word = hostile.replace('\ud800', '');
  for (const args of [
    [word],
    [`--${word}`],
    ['lint', '--app', word],
    ['check', '--out', word],
    ['rules', word],
  ]) {
    const { out, err } = await stowage(cwd, args);
    expect(err.replaceAll('\n', '') + (args.includes('check') ? '' : out.replaceAll('\n', ''))).not.toMatch(
      hidden,
    );
    expect(err).not.toMatch(command);
  }
});

test('nor does a file that the manifest lists, or what stands in one where a person reads the patch', async () => {
  const cwd = project(shop);
  mkdirSync(join(cwd, 'out/shop'), { recursive: true });
  const word = '\u001b[2J\u202e';
  writeFileSync(join(cwd, 'out/.stowage-manifest'), `shop/${word}\nshop/.gitignore\n`);
  writeFileSync(join(cwd, 'out/shop/.gitignore'), `${word}\n::add-mask::a\n`);
  const { out, err } = await stowage(cwd, ['check', '--format', 'json']);
  for (const said of [out, err]) expect(said.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(hidden);
  expect(err).toContain('shop/\\u{1b}[2J\\u{202e}: it has a control character');
  expect(err).toContain('-\\u{1b}[2J\\u{202e}\n');
  expect((await stowage(cwd, ['check'])).out).toContain(`-${word}\n`); // `git apply` takes it
});
