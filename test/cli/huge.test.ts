import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shop } from '../support/command.ts';
import { folder } from '../support/folder.ts';

const vocabulary = new URL('../../constructs/index.ts', import.meta.url).href;
const constructs = new URL('../../node_modules/constructs/lib/index.js', import.meta.url).href;
const mains = fileURLToPath(new URL('../support/mains.js', import.meta.url));

const line = "  new Service(site, 'web', { image: 'example/shop:2.1.0' });";
// One environment: what is huge is the stack.
const single = shop.replace(', production: { host, guarded: true }', '');
const made = (what: string) =>
  `import { Construct } from 'PACKAGE';\nimport { Network, text } from 'CONSTRUCTS';\n${single.replace(line, what)}`;
/** One service whose props go on like this. */
const service = (props: string) =>
  made(`  new Service(site, 'web', { image: 'example/shop:2.1.0', ${props} } as any);`);
const within = (wrap: string, times: number) =>
  `let it: any = 'x'; for (let i = 0; i < ${times}; i++) it = ${wrap};`;

const name = "'a'.repeat(1_000_000)";
const value = "'x'.repeat(10_000_000)";
const nested = (times: number) => `'\${A:-'.repeat(${times}) + '}'.repeat(${times})`;

/** What no person writes, and how what is said of it begins; of what is taken, nothing. */
const cases: Readonly<Record<string, readonly [stack: string, said: string]>> = {
  'an id of 1 MB': [
    made(`  new Service(site, ${name} as any, { image: 'a:1' });`),
    `the id "${'a'.repeat(40)}…" has 1000000 characters  (id-long)`,
  ],
  'the id of a phase': [
    made(`  new Service(stack.phases(${name} as any)[0], 'web', { image: 'a:1' });`),
    `the id "${'a'.repeat(40)}…" has 1000000 characters  (id-long)`,
  ],
  'the id of a network': [
    made(`  new Network(stack, ${name} as any, { purpose: 'x' });`),
    `the id "${'a'.repeat(40)}…" has 1000000 characters  (id-long)`,
  ],
  'an image': [made(`  new Service(site, 'web', { image: ${name} as any });`), 'image of "web" is "aaa'],
  'the name of a prop': [service(`[${name}]: 1`), 'aaa"  (bad-prop)'],
  'a raw key': [service(`compose: { [${name}]: 1 }`), 'aaa'],
  'a thrown text': [made(`  throw new Error(${value});`), 'xxx […9998500 characters…] xxx'],
  'many lines': [made("  throw new Error('a\\n'.repeat(1_000_000));"), '\n        …'],
  'constructs in each other': [
    made("  let it: any = site; for (let i = 0; i < 5_000; i++) it = new Construct(it, 'x');"),
    'more than 100 constructs are made in each other  (tree-deep)',
  ],
  'raw keys in each other': [
    `${service("compose: { 'x-a': it }").replace('const app', `${within('{ a: it }', 10_000)}\nconst app`)}`,
    'the raw keys of "web" go more than 100 levels deep, at compose.x-a.a.a.a.a.a.a.a.a…  (raw-huge)',
  ],
  'raw keys that stand twice in each other': [
    `${service("compose: { 'x-a': it }").replace('const app', `${within('[it, it]', 60)}\nconst app`)}`,
    'the raw keys of "web" hold more than 1000000 values at compose.x-a',
  ],
  'texts in each other': [
    `${service('env: { A: it }').replace('const app', `${within('text`a${it}`', 20_000)}\nconst app`)}`,
    'more than 100 texts stand in each other  (text-huge)',
  ],
  'texts that stand twice in each other': [
    `${service('env: { A: it }').replace('const app', `${within('text`${it}${it}`', 60)}\nconst app`)}`,
    'a text has more than 100000 parts, those of the texts in it with them  (text-huge)',
  ],
  'defaults of variables in each other': [
    service(`compose: { labels: { a: ${nested(20_000)} } }`),
    'more than 50 variables stand in the defaults of each other',
  ],
  'ten thousand services': [
    made("  for (let i = 0; i < 10_000; i++) new Service(site, `web${i}`, { image: 'example/shop:2.1.0' });"),
    'the services may use 5000gb of memory together',
  ],
  'values of 10 MB': [
    service(`env: { A: ${value} }, compose: { labels: { a: ${value} } }, command: ['sh', '-c', ${value}]`),
    '',
  ],
  'twenty thousand variables and ports': [
    service(
      'env: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`V${i}`, `x${i}`])), compose: { ports: Array.from({ length: 20_000 }, (_, i) => `127.0.0.1:${i + 1000}:${i + 1000}`) }',
    ),
    '',
  ],
};

test('what no person writes ends, with a message that a terminal can show', { timeout: 400_000 }, () => {
  const names = Object.keys(cases).map((_, i) => `huge-${i}`);
  const stacks = Object.values(cases).map(([stack], i) => [
    `${names[i]}.ts`,
    stack.replaceAll('CONSTRUCTS', vocabulary).replaceAll('PACKAGE', constructs),
  ]);
  const cwd = folder({ 'package.json': '{"type": "module"}', ...Object.fromEntries(stacks) });
  const { stderr } = spawnSync(process.execPath, [mains, cwd, ...names], {
    encoding: 'utf8',
    timeout: 380_000,
    maxBuffer: 100_000_000,
  });
  const said = stderr.split('\n====\n');
  expect(said).toHaveLength(names.length + 1);
  for (const [i, [what, [, expected]]] of Object.entries(cases).entries()) {
    const text = said[i] ?? '';
    expect([what, text.length < 12_000]).toEqual([what, true]);
    if (expected === '') expect([what, text]).toEqual([what, 'exit 0']);
    else expect([what, text]).toEqual([what, expect.stringContaining(expected)]);
    expect([what, text]).not.toEqual([what, expect.stringMatching(/^fault|exit 70/)]);
  }
});
