import { expect, test } from 'vitest';
import { options } from '../../src/cli/options.ts';

test('the defaults', () => {
  expect(options(['synth'])).toEqual({
    command: 'synth',
    app: 'stacks/index.ts',
    out: 'out',
    json: false,
    format: 'text',
    failOn: 'error',
    rule: undefined,
    debug: false,
  });
});

test('every option, before the command or after it', () => {
  expect(
    options(['--app', 'a.ts', 'list', '--out=o', '--json', '--format', 'sarif', '--fail-on=warn', '--debug']),
  ).toEqual({
    command: 'list',
    app: 'a.ts',
    out: 'o',
    json: true,
    format: 'sarif',
    failOn: 'warn',
    rule: undefined,
    debug: true,
  });
});

test.each([['--help'], ['-h'], ['help'], ['synth', '--help']])('%s %s asks for help', (...argv) => {
  expect(options(argv.filter(Boolean)).command).toBe('help');
});

test.each([['--version'], ['-V']])('%s asks for the version', (...argv) => {
  expect(options(argv).command).toBe('version');
});

test.each([
  [[], 'there is no command'],
  [['synt'], '"synt" is not a command'],
  [['synth', 'out', 'x'], '"out x" is one word too many'],
  [['synth', '--force'], "unknown option '--force'"],
  [['synth', '--out'], "option '--out <value>' argument missing"],
  [['synth', '--out', ''], '--out is empty'],
  [['synth', '--app='], '--app is empty'],
  [['lint', '--format', 'xml'], '--format is "xml", and must be one of text, json, github, sarif, junit'],
  [['lint', '--fail-on=info'], '--fail-on is "info", and must be one of error, warn'],
  [['rules', 'a', 'b'], '"b" is one word too many'],
  [['list', '--json=yes'], "option '--json' does not take an argument"],
])('%j is refused', (argv, message) => {
  expect(() => options(argv)).toThrow(message);
});

test('rules takes the name of one', () => {
  expect(options(['rules', 'job-awaited'])).toMatchObject({ command: 'rules', rule: 'job-awaited' });
});
