import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { variablesReach } from '../../../src/rules/variable/variables-reach.ts';
import { service, stack, variable } from '../../support/model.ts';

const check = (over: Partial<ServiceModel>, script = '') =>
  variablesReach.check(
    stack({
      services: [service(over)],
      variables: [variable()],
      files: [{ path: 'shop-test/x', file: 'run.sh', content: { kind: 'text', text: script } }],
    }),
  );
const passed = [{ name: 'GREETING', value: ['hello'] }];
const mounts = [{ kind: 'file', file: 'run.sh', target: '/run.sh', readOnly: true } as const];

describe('variables-reach', () => {
  test('a plain string of env', () => {
    const env = [{ name: 'SAY', value: ['I say ${GREETING}'] }];
    expect(check({ env })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" has ${GREETING} in the string of SAY: the container gets these characters, not the value',
        fix: 'write text`…${…}` with the Secret or Variable GREETING in it',
      },
    ]);
    expect(check({ env: [...env, ...passed] })).toEqual([]);
    expect(
      check({ env: [{ name: 'SAY', value: ['I say ', { kind: 'variable', name: 'GREETING' }] }] }),
    ).toEqual([]);
  });

  test('a shell line', () => {
    const command = [['sh'], ['-c'], ['echo "$GREETING" ${GREETING}']];
    expect(check({ command })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" reads GREETING in its command, but its env does not have it: in the container it is empty',
        fix: 'pass it on: env: { GREETING: <the Secret or Variable GREETING> }',
      },
    ]);
    expect(check({ command, env: passed })).toEqual([]);
    expect(check({ compose: { command: 'echo $$GREETING' } })).toHaveLength(1);
    expect(check({ compose: { command: 'echo $GREETING' } })).toEqual([]);
  });

  test("a name that the line itself gives a value, or that is nobody's", () => {
    expect(check({ command: [['sh'], ['-c'], ['GREETING=x; echo $GREETING']] })).toEqual([]);
    expect(check({ command: [['sh'], ['-c'], ['for GREETING in a b; do echo $GREETING; done']] })).toEqual(
      [],
    );
    expect(check({ command: [['sh'], ['-c'], ['echo $HOME $GREETINGS']] })).toEqual([]);
  });

  test('a script', () => {
    expect(check({ mounts }, '#!/bin/sh\necho $GREETING\n')).toMatchObject([
      {
        message: '"web" reads GREETING in run.sh, but its env does not have it: in the container it is empty',
      },
    ]);
    expect(check({ mounts, env: passed }, 'echo $GREETING')).toEqual([]);
    expect(check({}, 'echo $GREETING')).toEqual([]);
  });
});
