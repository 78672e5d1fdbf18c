import { expect, test } from 'vitest';
import { options } from '../../src/cli/options.ts';

test('the defaults', () => {
  expect(options(['synth'])).toEqual({
    command: 'synth',
    app: 'stacks/index.ts',
    out: 'out',
    json: false,
    debug: false,
  });
});

test('every option, before the command or after it', () => {
  expect(options(['--app', 'a.ts', 'list', '--out=o', '--json', '--debug'])).toEqual({
    command: 'list',
    app: 'a.ts',
    out: 'o',
    json: true,
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
  [['list', '--json=yes'], "option '--json' does not take an argument"],
])('%j is refused', (argv, message) => {
  expect(() => options(argv)).toThrow(message);
});
