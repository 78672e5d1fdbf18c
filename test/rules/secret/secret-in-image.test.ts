import { describe, expect, test } from 'vitest';
import { secretInImage } from '../../../src/rules/secret/secret-in-image.ts';
import { service, stack, variable } from '../../support/model.ts';

const found = (args: unknown) =>
  secretInImage.check(
    stack({
      services: [service({ compose: { build: { context: '/srv/shop', args } } })],
      variables: [variable({ kind: 'secret', name: 'REGISTRY' }), variable({ name: 'RELEASE' })],
    }),
  );

describe('secret-in-image', () => {
  test('a secret of .env', () => {
    expect(found({ KEY: '${REGISTRY}' })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" is built with REGISTRY as the argument KEY: docker history shows it to whoever has the image',
        fix: 'give it to the container: env: { KEY: … }, or to one step of the build as a build secret',
      },
    ]);
  });

  test('one by its name, in both forms of a list', () => {
    expect(found(['NPM_TOKEN'])[0]?.message).toBe(
      '"web" is built with a secret as the argument NPM_TOKEN: docker history shows it to whoever has the image',
    );
    expect(found(['DB_PASSWORD=x', 'A=1'])).toHaveLength(1);
  });

  test('one in the Dockerfile or in a label', () => {
    const build = {
      context: '.',
      dockerfile_inline: 'FROM x\nENV KEY=${REGISTRY}\n',
      labels: { release: '${RELEASE}', key: '${REGISTRY}' },
    };
    const variables = [variable({ kind: 'secret', name: 'REGISTRY' }), variable({ name: 'RELEASE' })];
    expect(secretInImage.check(stack({ services: [service({ compose: { build } })], variables }))).toEqual(
      ['its inline Dockerfile', 'a label'].map((where) => ({
        path: 'shop-test/app/web',
        message: `"web" is built with REGISTRY in ${where}: docker history and docker inspect show it to whoever has the image`,
        fix: 'give it to the container: env: { REGISTRY: … }, or to one step of the build as a build secret',
      })),
    );
  });

  test('what is none', () => {
    expect(found({ VERSION: '${RELEASE}', WORKERS: 4 })).toEqual([]);
    expect(found(null)).toEqual([]);
    expect(secretInImage.check(stack({ services: [service({ compose: { build: '.' } })] }))).toEqual([]);
  });
});
