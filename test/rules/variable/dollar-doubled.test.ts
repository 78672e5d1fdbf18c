import { describe, expect, test } from 'vitest';
import { dollarDoubled } from '../../../src/rules/variable/dollar-doubled.ts';
import { service, stack, variable } from '../../support/model.ts';

const env = [{ name: 'WORKERS', value: ['4'] }];
const check = (compose: Record<string, unknown>) =>
  dollarDoubled.check(stack({ services: [service({ env, compose })], variables: [variable()] }));

describe('dollar-doubled', () => {
  test('what the shell of the container was to read', () => {
    expect(check({ command: 'serve --workers $WORKERS' })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" has $WORKERS in compose.command, and Compose replaces it with nothing before the container sees it',
        fix: 'write $$WORKERS there: two dollar signs are one for the container',
        edit: { kind: 'text', text: 'serve --workers $WORKERS', by: 'serve --workers $$WORKERS' },
      },
    ]);
    expect(check({ command: 'serve --workers ${WORKERS:-2}' })).toMatchObject([
      {
        edit: { by: 'serve --workers $${WORKERS:-2}' },
        message:
          '"web" has ${WORKERS:-2} in compose.command, and Compose replaces it with "2" before the container sees it',
      },
    ]);
    expect(check({ command: 'serve --workers $$WORKERS' })).toEqual([]);
  });

  test('the parts of a password hash', () => {
    expect(check({ labels: { auth: 'ops:$apr1$salt$hash' } }).map(({ message }) => message)).toEqual([
      '"web" has $apr1 in compose.labels.auth, and Compose replaces it with nothing before the container sees it',
      '"web" has $salt in compose.labels.auth, and Compose replaces it with nothing before the container sees it',
      '"web" has $hash in compose.labels.auth, and Compose replaces it with nothing before the container sees it',
    ]);
    expect(check({ labels: { auth: 'ops:$$apr1$$salt$$hash' } })).toEqual([]);
    expect(check({ labels: { auth: 'ops:$apr1$salt$$hash$a$ab' } }).map(({ edit }) => edit)).toEqual(
      ['$apr1', '$salt', '$a', '$ab'].map(() => ({
        ...{ kind: 'text', text: 'ops:$apr1$salt$$hash$a$ab' },
        by: 'ops:$$apr1$$salt$$hash$$a$$ab',
      })),
    );
  });

  test.each(['${FOO/a/b}', '${FOO:0:2}', '${1}', '${#FOO}', '${FOO'])('Compose refuses %s', (written) => {
    expect(check({ healthcheck: { test: `test ${written}` } })).toMatchObject([
      {
        message: `"web" has ${written} in compose.healthcheck.test, and Compose does not know that form: it refuses the project`,
        fix: `write $${written} there: two dollar signs are one for the container`,
      },
    ]);
  });

  test.each(['$1', 'cost $ 5', '$(date)', 'end$', '$?', '$GREETING', '${GREETING:?x}', '$$x', '${OTHER}'])(
    'nothing is said of %s',
    (written) => {
      expect(check({ command: written, labels: { a: written } })).toEqual([]);
    },
  );

  test('the raw keys of a stack and of its volumes', () => {
    expect(dollarDoubled.check(stack({ compose: { 'x-note': '$lower' } }))).toMatchObject([
      { path: 'shop-test', message: expect.stringContaining('the stack has $lower in compose.x-note') },
    ]);
  });
});
