import { expect, test } from 'vitest';
import { ownerOf, sayerOf } from '../../src/compile/owner.ts';
import { environment, service, stack, volume } from '../support/model.ts';

const files = [
  { path: 'shop-test/conf', file: 'web/a.conf', content: { kind: 'text', text: 'x y' } },
] as const;
const build = { folder: '../web', copies: [] };
const here = stack({
  services: [service({ image: 'x y' }), service({ id: 'built', build })],
  volumes: [volume()],
  files,
});
const there = stack({
  path: 'shop-there',
  environment: { ...environment, name: 'there' },
  services: [service({ path: 'shop-there/app/web' })],
});

test.each([
  ['shop/test/docker-compose.yml', ['services', 'web', 'ports'], 'shop-test/app/web'],
  ['shop/there/docker-compose.yml', ['services', 'web'], 'shop-there/app/web'],
  ['shop/test/docker-compose.yml', ['volumes', 'web_data'], 'shop-test/app/web/web_data'],
  ['shop/test/docker-compose.yml', ['services', 'nobody'], 'shop-test'],
  ['shop/test/docker-compose.yml', ['constructor', 'web'], 'shop-test'],
  ['shop/test/docker-compose.yml', [], 'shop-test'],
  ['shop/test/web/A.conf', [], 'shop-test/conf'],
  ['shop/there/Makefile', ['services', 'web'], 'shop-there'],
  ['shop/test/../web/Dockerfile', [], 'shop-test/app/built'],
  ['shop/README.md', [], 'shop-test'],
  ['other/README.md', [], ''],
])('%s %j is of %s', (file, keys, owner) => {
  expect(ownerOf([here, there], file, keys)).toBe(owner);
});

test('a text is of the first construct that says it, else of the stack', () => {
  expect(sayerOf(here, 'x y')).toBe('shop-test/conf');
  expect(sayerOf(here, 'nobody says this')).toBe('shop-test');
  expect(sayerOf(there, 'example/web:1.0')).toBe('shop-there/app/web');
});
