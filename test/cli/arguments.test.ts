import { expect, test } from 'vitest';
import { understood } from '../../src/cli/arguments.ts';

const asked = (argv: readonly string[]) => {
  const { asks, given, word } = understood(argv);
  return { asks: typeof asks === 'string' ? asks : asks.name, given, word };
};
const usual = {
  app: 'stacks/index.ts',
  yes: false,
  watch: false,
  check: false,
  fix: false,
  dryRun: false,
  out: 'out',
  json: false,
  format: 'text',
  base: 'HEAD',
  live: '',
  compose: '',
  accept: '',
  failOn: 'error',
  template: 'web',
  debug: false,
  help: false,
  version: false,
};

test('the defaults', () => {
  expect(asked(['synth'])).toEqual({ asks: 'synth', given: usual, word: undefined });
});

test('every option, before the command or after it', () => {
  expect(
    asked(['--app', 'a.ts', 'check', '--out=o', '--format', 'sarif', '--fail-on=warn', '--debug']),
  ).toEqual({
    asks: 'check',
    given: { ...usual, app: 'a.ts', out: 'o', format: 'sarif', failOn: 'warn', debug: true },
    word: undefined,
  });
  expect(asked(['list', '--json', '--app=a.ts']).given).toEqual({ ...usual, app: 'a.ts', json: true });
});

test.each([['--help'], ['-h'], ['help'], ['synth', '--help'], ['rules', '--out', 'x', '-h']])(
  '%s %s asks for help',
  (...argv) => {
    expect(asked(argv.filter(Boolean)).asks).toBe('help');
  },
);

test.each([['--version'], ['-V']])('%s asks for the version', (...argv) => {
  expect(asked(argv).asks).toBe('version');
});

test('rules takes the name of one', () => {
  expect(asked(['rules', 'job-awaited'])).toMatchObject({ asks: 'rules', word: 'job-awaited' });
});

const see = 'see stowage --help';

test.each([
  [[], 'there is no command', see],
  [['snyth'], '"snyth" is not a command', 'write stowage synth'],
  [['lit'], '"lit" is not a command', 'write stowage lint, or stowage list, or stowage pin'],
  [['Synth'], '"Synth" is not a command', 'write stowage synth'],
  [['deploy'], '"deploy" is not a command', see],
  [['synth', 'out', 'x'], '"out x" is one word too many', see],
  [['rules', 'a', 'b'], '"b" is one word too many', see],
  [['synth', '--aap', 'x'], "unknown option '--aap'", 'write --app'],
  [['--fial-on=warn', 'lint'], "unknown option '--fial-on'", 'write --fail-on'],
  [['synth', '--force'], "unknown option '--force'", see],
  [['synth', '-x'], "unknown option '-x'", see],
  [['rules', '--ap', 'x'], "unknown option '--ap'", 'write --app'],
  [['synth', '--out'], "option '--out <value>' argument missing", 'write --out FOLDER'],
  [['synth', '--out', '--debug'], "option '--out' argument is ambiguous", 'write --out FOLDER'],
  [['synth', '--out', ''], '--out is empty', 'write --out FOLDER'],
  [['synth', '--app='], '--app is empty', 'write --app FILE'],
  [
    ['lint', '--format', 'jsn'],
    '--format is "jsn", and must be one of text, json, github, sarif, junit, markdown',
    'write --format json',
  ],
  [
    ['lint', '--format', 'xml'],
    '--format is "xml", and must be one of text, json, github, sarif, junit, markdown',
    see,
  ],
  [['lint', '--fail-on=info'], '--fail-on is "info", and must be one of error, warn', see],
  [['list', '--json=yes'], "option '--json' does not take an argument", 'write --json'],
  [['lint', '--out', 'x'], 'lint takes no --out', 'leave it out: it is for synth, check, plan'],
  [['rules', '--out', 'x'], 'rules takes no --out', 'leave it out: it is for synth, check, plan'],
  [['lint', '--json'], 'lint takes no --json', 'write --format json'],
  [['list', '--format', 'json'], 'list takes no --format', 'write --json'],
  [['rules', '--fail-on', 'warn'], 'rules takes no --fail-on', 'leave it out: it is for synth, check, lint'],
])('%j is refused, with what was meant', (argv, message, fix) => {
  expect(() => understood(argv)).toThrow(expect.objectContaining({ code: 'usage', message, fix }));
});
