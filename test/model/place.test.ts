import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { authorPlace, frames, traceOf } from '../../src/model/place.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test.each([
  ['    at f (/srv/a.ts:6:9)', '/srv/a.ts'],
  ['    at <anonymous> (/srv/a.ts:6:9)', '/srv/a.ts'],
  ['    at Object.f [as g] (/srv/a.ts:6:9)', '/srv/a.ts'],
  ['    at /srv/a.ts:6:9', '/srv/a.ts'],
  ['    at async /srv/a.ts:6:9', '/srv/a.ts'],
  ['    at async f (file:///srv/a.ts:6:9)', '/srv/a.ts'],
  ['    at f (/srv/sp ace (old)/ü #%.ts:6:9)', '/srv/sp ace (old)/ü #%.ts'],
  ['    at f (file:///srv/sp%20ace%20(old)/%C3%BC%20%23%25.ts?again=1:6:9)', '/srv/sp ace (old)/ü #%.ts'],
  ['    at /srv/sp ace (old)/a.ts:6:9', '/srv/sp ace (old)/a.ts'],
])('%s', (line, file) => {
  expect(frames(`Error: no\n${line}`)).toEqual([{ file, line: 6, column: 9 }]);
});

test('a constructor is known by its class', () => {
  const place = { file: '/srv/a.ts', line: 6, column: 9 };
  expect(frames('    at new F (/srv/a.ts:6:9)')).toEqual([{ ...place, makes: 'F' }]);
  expect(frames('    at new <anonymous> (/srv/a.ts:6:9)')).toEqual([{ ...place, makes: '<anonymous>' }]);
  expect(frames('    at Object.new F (/srv/a.ts:6:9)')).toEqual([place]);
});

test.each([
  '    at node:internal/modules/esm/loader:606:24',
  '    at Array.map (<anonymous>)',
  '    at async Promise.all (index 0)',
  '    at eval (eval at f, <anonymous>:1:1)',
  'Error: it was at /srv/a.ts:6:9, I think',
])('%s is in no file', (line) => {
  expect(frames(line)).toEqual([]);
});

test('the author is whoever is not Stowage, Node or a dependency', () => {
  expect(
    authorPlace(`Error: no
    at new Node (${root}node_modules/constructs/src/construct.ts:94:18)
    at new Stack (${root}constructs/core/stack.ts:87:5)
    at main (file://${root}src/cli/main.ts:1:1)
    at dep (/srv/node_modules/dep/index.js:1:1)
    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)
    at new Shop (/srv/shop.ts:8:3)
    at <anonymous> (/srv/index.ts:9:1)`),
  ).toEqual({ file: '/srv/shop.ts', line: 8, column: 3 });
  expect(authorPlace('Error: no')).toBeUndefined();
  expect(authorPlace(undefined)).toBeUndefined();
  expect(frames(undefined)).toEqual([]);
  expect(traceOf(Object.assign(new Error('no'), { stack: 42 }))).toBeUndefined();
});
