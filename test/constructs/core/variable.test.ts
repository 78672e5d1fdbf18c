import { expect, test } from 'vitest';
import { Secret, Variable } from '../../../constructs/index.ts';

test('a secret is required, drawn, and of characters that fit everywhere', () => {
  expect(new Secret('DB_PASSWORD', { description: 'Of the database.' }).model).toEqual({
    kind: 'secret',
    name: 'DB_PASSWORD',
    group: { en: 'Secrets', id: 'Rahasia' },
    description: 'Of the database.',
    required: true,
    pattern: '[A-Za-z0-9._~-]{8,}',
    bytes: 32,
  });
});

test('a variable without a default is required, and an empty default makes it optional', () => {
  const [required, optional] = [{}, { default: '' }].map(
    (props) => new Variable('DOMAIN', { description: { en: 'Host.', id: 'Alamat.' }, ...props }).model,
  );
  expect(required).toEqual({
    kind: 'variable',
    name: 'DOMAIN',
    group: { en: 'Settings', id: 'Pengaturan' },
    description: { en: 'Host.', id: 'Alamat.' },
    required: true,
  });
  expect(optional).toMatchObject({ required: false, default: '' });
});

test.each(['USER', 'PATH', 'LANG', 'LC_ALL', 'SSH_AUTH_SOCK'])('%s is what shells export', (name) => {
  const refused = expect.objectContaining({
    code: 'bad-variable-name',
    message: `"${name}" cannot be the name of a variable in .env: shells export it, and Compose takes what they say instead of what .env says, without a word`,
    fix: `call it APP_${name}; the container may see it as ${name}: env: { ${name}: … }`,
  });
  expect(() => new Secret(name, { description: 'x' })).toThrow(refused);
  expect(() => new Variable(name, { description: 'x' })).toThrow(refused);
});

test.each(['UID', 'TZ', 'PORT', 'DB_USER', 'SSH_PORT', 'LCD'])('%s is what shells do not export', (name) => {
  expect(new Variable(name, { description: 'x' }).name).toBe(name);
});

test.each(['db', 'Db', '1DB', 'DB-PASSWORD', '', 'A B', 'A=B', '_A', 'COMPOSE_FILE', 'DOCKER_HOST', 'A\n'])(
  '%j is no name for either',
  (name) => {
    const refused = expect.objectContaining({
      code: 'bad-variable-name',
      message: `"${name}" cannot be the name of a variable in .env`,
    });
    expect(() => new Secret(name, { description: 'x' })).toThrow(refused);
    expect(() => new Variable(name, { description: 'x' })).toThrow(refused);
  },
);

test.each([
  ['A B', 'A_B'],
  ['db-password', 'DB_PASSWORD'],
  ['1DB', 'APP_1DB'],
  ['', 'APP'],
  ['COMPOSE_FILE', 'APP_COMPOSE_FILE'],
  ['docker-host', 'APP_DOCKER_HOST'],
  ['ключ', 'APP'],
  ['_A__', 'A'],
  ['straße', 'STRASSE'],
])('of %j one is proposed that may be used', (name, better) => {
  expect(() => new Variable(name, { description: 'x' })).toThrow(
    expect.objectContaining({ fix: expect.stringMatching(`^call it ${better}: `) }),
  );
  expect(new Variable(better, { description: 'x' }).name).toBe(better);
});

test.each(['$HOME', 'a}', '{', `it's`, '"', '`id`', 'a\\', 'a\nb'])(
  'Compose could not tell where the default %j ends',
  (value) => {
    expect(() => new Variable('NAME', { description: 'x', default: value })).toThrow(
      expect.objectContaining({
        code: 'bad-default',
        message: `the default of "NAME" has a character that Compose's \${NAME:-default} cannot carry: ${value}`,
      }),
    );
  },
);

test.each([
  [{ format: 'base64' }, { pattern: '[A-Za-z0-9+/]{43}=', bytes: 32, format: 'base64', required: true }],
  [
    { format: 'base64', bytes: 30 },
    { pattern: '[A-Za-z0-9+/]{40}', bytes: 30 },
  ],
  [{ format: 'base64url' }, { pattern: '[A-Za-z0-9_-]{43}', bytes: 32, format: 'base64url' }],
  [
    { format: 'hex', bytes: 4 },
    { pattern: '[A-Za-z0-9._~-]{8,}', bytes: 4 },
  ],
  [
    { format: 'uuid' },
    { pattern: '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}', bytes: 16, format: 'uuid' },
  ],
  [{ issued: true }, { required: true }],
  [
    { issued: true, pattern: 'SG[.].+' },
    { required: true, pattern: 'SG[.].+' },
  ],
  [
    { issued: true, pattern: 'a|b', optional: true },
    { required: false, pattern: '(a|b)?' },
  ],
])('a secret that is %j', (props: Record<string, unknown>, model) => {
  expect(new Secret('KEY', { description: 'Opens.', ...props }).model).toMatchObject(model);
});

test('nobody draws what another party issues', () => {
  expect(new Secret('KEY', { description: 'Opens.', issued: true }).model).not.toHaveProperty('bytes');
});

test.each([
  [{ format: 'uuid', bytes: 8 }, '"KEY" is a UUID of 8 bytes'],
  [{ issued: true, bytes: 8 }, '"KEY" has no prop "issued"'],
  [{ format: 'base32' }, 'base32'],
  [{ pattern: 'a+' }, 'pattern'],
])('a secret that is %j is refused', (props: Record<string, unknown>, message) => {
  expect(() => new Secret('KEY', { description: 'Opens.', ...props })).toThrow(message);
});
