import { describe, expect, test } from 'vitest';
import { caddyfile } from '../../../constructs/blocks/caddy/syntax.ts';
import type { ConfigContent } from '../../../src/model/config-file.ts';
import { variablesDeclared } from '../../../src/rules/variable/variables-declared.ts';
import { service, stack, variable } from '../../support/model.ts';

const reference = { kind: 'variable', name: 'GREETING' } as const;
const uses = service({ env: [{ name: 'HELLO', value: ['say ', reference] }] });

describe('variables-declared', () => {
  test('a variable that .env.example does not have', () => {
    expect(variablesDeclared.check(stack({ services: [uses] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" uses the variable GREETING in HELLO, but .env.example does not have it: it is empty at run time',
        fix: "pass new Variable('GREETING', { description: '…' }) in a prop, or write $$ for a dollar sign",
      },
    ]);
  });

  test('one that every shell exports', () => {
    const over = { volumes: ['${HOME}/shop:/shop'], environment: { HOST_NAME: '${HOST_NAMES}' } };
    expect(variablesDeclared.check(stack({ services: [service({ compose: over })] }))).toMatchObject([
      {
        message:
          '"web" uses the variable HOME in compose.volumes.0, which shells export: Compose takes what that of whoever starts it says, and .env is not asked',
        fix: "pass new Variable('APP_HOME', { description: '…' }) in a prop, or write $$ for a dollar sign",
      },
      { message: expect.stringContaining('HOST_NAMES') },
    ]);
  });

  test('a variable that nothing uses', () => {
    expect(variablesDeclared.check(stack({ variables: [variable()] }))).toEqual([
      {
        path: 'shop-test',
        message: 'nothing uses the variable GREETING: operators would fill it in for nothing',
        fix: 'pass GREETING to what needs it, or remove it',
      },
    ]);
  });

  test('the scripts of the schedule use theirs', () => {
    const schedule = { at: '03:00', keepDays: 3, reads: ['GREETING'] };
    expect(variablesDeclared.check(stack({ schedule, variables: [variable()] }))).toEqual([]);
    expect(variablesDeclared.check(stack({ schedule }))[0]?.message).toBe(
      'the schedule of the backups uses the variable GREETING in its scripts, but .env.example does not have it: it is empty at run time',
    );
  });

  test('declared and used', () => {
    const variables = [variable()];
    expect(variablesDeclared.check(stack({ services: [uses], variables }))).toEqual([]);
    expect(variablesDeclared.check(stack({ site: ['https://', reference], variables }))).toEqual([]);
    expect(
      variablesDeclared.check(stack({ services: [service({ command: [[reference]] })], variables })),
    ).toEqual([]);
  });

  test.each(['$GREETING', '${GREETING}', 'x${GREETING:-y}', '${OTHER:-${GREETING}}', '$$${GREETING}'])(
    'raw %s is a use',
    (raw) => {
      const services = [service({ compose: { labels: { x: raw } } })];
      const variables = [variable(), variable({ name: 'OTHER' })];
      const found = variablesDeclared.check(stack({ services, variables }));
      expect(found.filter(({ message }) => message.includes('GREETING'))).toEqual([]);
      expect(variablesDeclared.check(stack({ services }))[0]?.message).toContain('in compose.labels.x, but');
    },
  );

  test('raw text without variables', () => {
    const services = [service({ compose: { labels: { x: '$$GREETING $ {X} $1', $KEY: 'x' } } })];
    expect(variablesDeclared.check(stack({ services }))).toEqual([]);
  });

  test('a raw variable that is handed through', () => {
    const services = [service({ compose: { environment: ['GREETING'] } })];
    expect(variablesDeclared.check(stack({ services }))).toHaveLength(1);
    expect(variablesDeclared.check(stack({ services, variables: [variable()] }))).toEqual([]);
  });

  test('a Caddyfile whose variable the container does not get', () => {
    const content: ConfigContent = {
      kind: 'template',
      format: caddyfile,
      template: '{{caddy sites.[0].name}}\n',
      facts: { sites: [{ name: ['shop.', reference] }] },
    };
    const files = [{ path: 'shop-test/app/caddy/Caddyfile', file: 'caddy/Caddyfile', content }];
    const caddy = service({
      id: 'caddy',
      mounts: [{ kind: 'file', file: 'caddy/Caddyfile', target: '/etc/caddy/Caddyfile', readOnly: true }],
    });
    const model = stack({ services: [caddy], files, variables: [variable()] });
    expect(variablesDeclared.check(model)).toEqual([
      {
        path: 'shop-test/app/caddy',
        message:
          '"caddy/Caddyfile" reads GREETING in the container, but the env of "caddy" does not have it: the program reads nothing there',
        fix: 'add it to the env of "caddy": env: { GREETING: … }',
      },
    ]);
    const given = { ...caddy, env: [{ name: 'GREETING', value: [reference] }] };
    expect(variablesDeclared.check({ ...model, services: [given] })).toEqual([]);
  });

  test('a file whose program puts in a variable that the container does not get', () => {
    const content: ConfigContent = {
      kind: 'template',
      format: 'xml',
      template: '<password from_env="{{xml password.name}}"/>',
      facts: { password: { kind: 'env', name: 'DB_PASSWORD' } },
    };
    const files = [{ path: 'shop-test/app/db/users', file: 'db/users.xml', content }];
    const db = service({
      id: 'db',
      build: { folder: 'db', copies: [{ file: 'db/users.xml', target: '/u' }] },
    });
    expect(variablesDeclared.check(stack({ services: [db], files }))).toMatchObject([
      {
        path: 'shop-test/app/db',
        message:
          '"db/users.xml" reads DB_PASSWORD in the container, but the env of "db" does not have it: the program reads nothing there',
      },
    ]);
    const given = { ...db, env: [{ name: 'DB_PASSWORD', value: ['x'] }] };
    expect(variablesDeclared.check(stack({ services: [given], files }))).toEqual([]);
  });

  test('a misspelt one', () => {
    const services = [uses, service({ id: 'b', compose: { labels: { x: '${GRETING}' } } })];
    expect(variablesDeclared.check(stack({ services, variables: [variable()] }))).toEqual([
      {
        path: 'shop-test/app/b',
        message:
          '"b" uses the variable GRETING in compose.labels.x, but .env.example does not have it: it is empty at run time',
        fix: 'write GREETING, which .env.example has',
      },
    ]);
  });

  test('one that only its default speaks for', () => {
    const services = [service({ compose: { environment: { TZ: '${TZ:-UTC}' } } })];
    expect(variablesDeclared.check(stack({ services }))).toMatchObject([
      {
        message:
          '"web" uses the variable TZ in compose.environment.TZ, but .env.example does not have it: it is "UTC" at run time',
      },
    ]);
  });

  test('what is meant for the container is another rule', () => {
    const services = [
      service({ env: [{ name: 'WORKERS', value: ['1'] }], compose: { command: 'x $WORKERS $lower' } }),
    ];
    expect(variablesDeclared.check(stack({ services }))).toEqual([]);
  });
});
