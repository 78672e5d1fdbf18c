import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ConfigFile, Service, text, Variable } from '../../../constructs/index.ts';
import { imagePinned } from '../../../src/rules/image/image-pinned.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored, authoredService } from '../../support/author.ts';

const mirror = new Variable('MIRROR', { description: 'Whence images come.', default: 'docker.io' });
const whole = new Variable('SHOP_IMAGE', { description: 'What runs.', example: 'example/shop:1.0' });
const tag = new Variable('SHOP_TAG', { description: 'Which version.', default: '1.0' });
const made = (props: object) => authored((core) => new Service(core, 'web', { image: whole, ...props }));

test('an image that .env says is in the compose file as one would write it by hand', () => {
  const model = made({ image: text`${mirror}/library/postgres:16.4` });
  const [file] = composeFile(model);
  expect(parse(file?.content ?? '').services.web.image).toBe('${MIRROR:-docker.io}/library/postgres:16.4');
  expect(model.variables.map(({ name }) => name)).toContain('MIRROR');
});

test('a registry may be said there; a version that no review sees asks for its reason', () => {
  const found = (image: unknown) => imagePinned.check(made({ image })).map(({ message }) => message);
  expect(found(text`${mirror}/library/postgres:16.4`)).toEqual([]);
  expect(found(whole)).toEqual([
    expect.stringMatching(
      /^"web" runs the image "\$\{SHOP_IMAGE:\?.*\}", which is decided in .env: no review sees/,
    ),
  ]);
  expect(found(text`example/shop:${tag}`)).toEqual([
    expect.stringContaining('whose tag is decided in .env: no review sees what will run'),
  ]);
  expect(found(text`${mirror}/library/postgres`)).toEqual([expect.stringContaining('which has no tag')]);
});

test('a raw key goes over it, and what is known of an image is known of the name without .env', () => {
  const of = (props: object) => authoredService(made(props), 'web').model.known;
  expect(of({ image: text`${mirror}/library/postgres:16.4` })).toEqual(of({ image: 'postgres:16.4' }));
  expect(of({ image: 'postgres:16.4' })).toBeDefined();
  const [file] = composeFile(made({ compose: { image: 'example/other:2.0' } }));
  expect(parse(file?.content ?? '').services.web.image).toBe('example/other:2.0');
});

test('what is built names its base in the stack', () => {
  const build = (core: ConstructorParameters<typeof ConfigFile>[0]) =>
    ({ folder: 'web', copy: { '/a': new ConfigFile(core, 'a', { file: 'a.conf', content: 'a' }) } }) as const;
  expect(() => authored((core) => new Service(core, 'web', { image: whole, build: build(core) }))).toThrow(
    '"web" is built of an image that .env decides about',
  );
});
