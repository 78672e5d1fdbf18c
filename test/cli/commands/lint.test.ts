import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { project, shop, stowage } from '../../support/command.ts';
import { tree } from '../../support/folder.ts';

/** A job that nobody waits for is an error; two writers of one volume are a warning. */
const guilty = shop.replace(
  "new Service(site, 'web', { image: 'example/shop:2.1.0' });",
  `new Service(site, 'web', { image: 'example/shop:latest' });`,
);
const warned = shop.replace(
  "new Service(site, 'web', { image: 'example/shop:2.1.0' });",
  "new Service(site, 'web', { image: 'example/shop:2.1.0', compose: { volumes: ['/uploads'] } });",
);
const formats = ['text', 'json', 'github', 'sarif', 'junit'] as const;

test('a clean stack: exit code 0, one line, and nothing is written', async () => {
  const cwd = project(shop);
  const before = tree(cwd);
  const { code, out, err } = await stowage(cwd, ['lint']);
  expect({ code, out, err }).toEqual({ code: 0, out: '2 stacks: nothing found\n', err: '' });
  expect(tree(cwd)).toEqual(before);
});

test('findings are the result: on standard output, once for all environments, with the mend', async () => {
  const { code, out, err } = await stowage(project(guilty), ['lint']);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(
    out,
  ).toBe(`error   shop-staging/site/web                                                                                stacks/index.ts:8:3
        shop-production/site/web
        "web" runs the image "example/shop:latest", and "latest" moves: each pull may bring another version  (image-pinned)
        → write the version that you tested: image: 'example/shop:<version>'

2 stacks: 2 errors
`);
});

test.each([
  [
    'an unknown raw key',
    'Service',
    "new Service(site, 'web', { image: 'example/shop:2.1.0', compose: { cap_drp: [] } as never });",
  ],
  [
    'a raw key of a wrong type',
    'Service',
    "new Service(site, 'web', { image: 'example/shop:2.1.0', compose: { ports: 80 } as never });",
  ],
  [
    'a file where one of ours stands',
    'Service, ConfigFile',
    "new Service(site, 'web', { image: 'example/shop:2.1.0' }).mount(new ConfigFile(site, 'f', { file: 'Makefile', content: '' }), '/f');",
  ],
  [
    'a text that no format keeps',
    'Service, ConfigFile',
    `new Service(site, 'web', { image: 'example/shop:2.1.0', build: { folder: 'web', copy: {
    '/my conf': new ConfigFile(site, 'f', { file: 'f', content: '' }) } } });`,
  ],
])('%s: lint refuses it as synth does, at the line', async (_, imports, line) => {
  const cwd = project(
    shop
      .replace('Service,', `${imports},`)
      .replace("new Service(site, 'web', { image: 'example/shop:2.1.0' });", line),
  );
  const lint = await stowage(cwd, ['lint']);
  const synth = await stowage(cwd, ['synth']);
  expect(lint.code).toBeGreaterThan(0);
  expect(synth.code).toBe(lint.code);
  const [said] = (lint.out || lint.err).split('\n\n');
  expect(said).toMatch(/^error {3}shop-staging\/site.* stacks\/index\.ts:8:\d+\n/);
  expect(synth.err.split('\n\n')[0]).toBe(said);
});

test('a warning fails who asks for it', async () => {
  const cwd = project(warned);
  expect(await stowage(cwd, ['lint'])).toMatchObject({ code: 0, out: expect.stringMatching(/^warn {4}/) });
  expect(await stowage(cwd, ['lint', '--fail-on', 'warn'])).toMatchObject({ code: 1 });
  expect(await stowage(cwd, ['synth', '--fail-on', 'warn'])).toMatchObject({ code: 1, out: '' });
  expect(tree(cwd)).not.toHaveProperty('out/.stowage-manifest');
});

test('a broken stack is said in every format, with exit code 2', async () => {
  const cwd = project('export default ;\n');
  for (const format of formats) {
    const { code, out, err } = await stowage(cwd, ['lint', '--format', format]);
    expect(code).toBe(2);
    expect(err).toContain('error   stacks/index.ts:1:');
    if (format === 'text') expect(out).toBe('');
    if (format === 'json')
      expect(JSON.parse(out)).toMatchObject({ failed: true, broken: { rule: 'syntax' } });
    if (format === 'github') expect(out).toMatch(/^::error file=stacks\/index\.ts,line=1,.*title=syntax::/);
    if (format === 'sarif') expect(JSON.parse(out).runs[0].invocations[0].executionSuccessful).toBe(false);
    if (format === 'junit')
      expect(new DOMParser().parseFromString(out, 'text/xml').getElementsByTagName('error')).toHaveLength(1);
  }
});

test('synth and check take a format too: standard output is the findings alone', async () => {
  const cwd = project(shop);
  const check = await stowage(cwd, ['check', '--format', 'json']);
  expect(check.code).toBe(1);
  expect(JSON.parse(check.out)).toMatchObject({ findings: [] });
  expect(check.err).toContain('+++ b/out/shop/staging/docker-compose.yml');
  const synth = await stowage(cwd, ['synth', '--format', 'sarif']);
  expect(synth.code).toBe(0);
  expect(JSON.parse(synth.out).runs[0].results).toEqual([]);
  expect(synth.err).toContain('shop staging');
});

test('no escape reaches a pipe, whatever the terminal is called', async () => {
  const { out } = await stowage(project(guilty), ['lint'], { TERM_PROGRAM: 'vscode', TERM: 'xterm-kitty' });
  expect(out).not.toContain('\x1b');
});
