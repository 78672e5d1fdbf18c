import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { dollarLiteral } from '../../../src/rules/variable/dollar-literal.ts';
import { service, stack, variable } from '../../support/model.ts';

const said = (over: Partial<ServiceModel>) =>
  dollarLiteral
    .check(stack({ services: [service(over)], variables: [variable({ name: 'PASSWORD' })] }))
    .map(({ message, fix }) => `${message} -> ${fix}`);
const env = (value: string, name = 'SAY') => said({ env: [{ name, value: [value] }] });
const line = (script: string) => said({ command: [['sh'], ['-c'], [script]] });

describe('dollar-literal', () => {
  test('a form of Compose in a string of env', () => {
    expect(env('${WORKERS:-4}')).toEqual([
      `"web" has \${WORKERS:-4} in the string of SAY: a prop is no compose file, and the container gets these characters -> write text\`…\${…}\` with new Variable('WORKERS', { description: '…', default: '4' }) in it`,
    ]);
    for (const value of [
      '${A:?missing}',
      'at ${HOST_OF_DB}:5432',
      '${A-b}',
      '$${A}',
      '$WORKERS',
      'x:$${A:-b}',
    ])
      expect(env(value), value).toHaveLength(1);
  });

  test('a line that is pasted as a whole', () => {
    for (const value of ['${PASSWORD}', '$PASSWORD', '${PASSWORD:-x}', '${PASSWORD:?}'])
      expect(env(value, 'PASSWORD'), value).toMatchObject([
        expect.stringContaining('write text`…${…}` with the Secret or Variable PASSWORD in it'),
      ]);
    expect(env('${WORKERS:-4}', 'WORKERS')).toHaveLength(1);
  });

  test('a variable that is misspelt', () => {
    expect(env('shop:${PASSWROD}')).toEqual([
      '"web" has ${PASSWROD} in the string of SAY: a prop is no compose file, and the container gets these characters -> write text`…${…}` with the Secret or Variable PASSWORD in it',
    ]);
    // Another rule says so of a name that is spelt right.
    expect(env('shop:${PASSWORD}')).toEqual([]);
  });

  test('a variable that is to go on from what the image has', () => {
    expect(env('/srv/bin:$PATH', 'PATH')).toEqual([
      '"web" has $PATH in the string of PATH: a prop is no compose file, and the container gets these characters -> write out what PATH is in the image, with what you add to it',
    ]);
    expect(env('/srv/bin:/usr/bin', 'PATH')).toEqual([]);
  });

  test('a word that is pasted from a compose file, and no shell reads', () => {
    expect(said({ command: [['serve'], ['--port'], ['$${PORT}']] })).toEqual([
      `"web" has $\${PORT} in its command: a prop is no compose file, and the container gets these characters -> write \${PORT}, and give the line to a shell, ['sh', '-c', '…']: no other program reads it`,
    ]);
  });

  test('a script that is pasted from a compose file', () => {
    expect(line('exec serve --workers $${WORKERS}')).toEqual([
      '"web" has $${WORKERS} in its command: a prop is no compose file, and the container gets these characters -> write ${WORKERS}: the shell of the container reads that',
    ]);
    expect(line('exec serve --workers ${WORKERS:-4} >/tmp/$$')).toEqual([]);
  });

  test('a dollar sign that somebody else reads', () => {
    for (const value of [
      '$apr1$salt$sum',
      '$2y$05$abcdefghijklmnopqrstuv',
      'pa$$word',
      '^/a$',
      '$1',
      '${value:5432}',
      '%d ${LEVEL:-%5p}',
      '$HOME',
      '/home/$USER',
      '${env:TOKEN}',
      '{{ $LABELS }} ${NAME}',
    ])
      expect(env(value), value).toEqual([]);
    expect(env('$REMOTE ${UPSTREAM}', 'LOG_FORMAT')).toEqual([]);
    const both = [
      { name: 'URL', value: ['jdbc:${DB_HOST}/shop'] },
      { name: 'DB_HOST', value: ['db'] },
    ];
    expect(said({ env: both })).toEqual([]);
    expect(said({ compose: { environment: { SAY: '$${WORKERS:-4}' } } })).toEqual([]);
  });
});
