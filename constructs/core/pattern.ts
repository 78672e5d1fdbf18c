import { own } from '../../src/compose/own.ts';
import { StowageError } from '../../src/model/error.ts';

/**
 * A POSIX extended regular expression, as bash of a host reads it: with one that it cannot read `make doctor` would refuse every value.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap09.html#tag_09_04
 * @throws StowageError `bad-pattern`
 */
export function checkPattern(name: string, pattern: string | undefined): void {
  const fault = pattern === undefined ? undefined : faultIn(pattern);
  if (fault === undefined) return;
  throw new StowageError(
    'bad-pattern',
    `the pattern of ${name} is ${JSON.stringify(pattern)}, which is no POSIX extended regular expression: ${fault[0]}`,
    fault[1],
  );
}

function faultIn(pattern: string): readonly [what: string, mend: string] | undefined {
  const [perl] = /\\[dDAzZQE]|\(\?/.exec(pattern.replace(/\\\\/g, '')) ?? [];
  if (perl !== undefined)
    return perl === '(?'
      ? ['it has no (?…)', 'write a group alone: (…)']
      : [`it has no ${perl}`, perl === '\\d' ? 'write [0-9]' : 'write the characters in brackets'];
  const [, foreign] = /\[:(\w*):\]/.exec(pattern.replace(classes, '')) ?? [];
  if (foreign !== undefined)
    return [`it has no class [:${foreign}:]`, 'write [:alnum:], [:alpha:] or [:digit:]'];
  try {
    // JavaScript has no classes with names, and takes a bracket that stands first in brackets for their end.
    new RegExp(pattern.replace(classes, 'a').replace(/\[(\^?)\]/g, '[$1\\]'));
    return undefined;
  } catch {
    return [
      'its brackets, parentheses or repetitions do not fit together',
      'close what is open, and put \\ before a character that stands for itself',
    ];
  }
}

/**
 * What an author gives as a value himself matches the pattern; where the two languages differ, nobody knows. An empty default is no value.
 * @throws StowageError `bad-default`, or `bad-example`
 */
export function checkMatches(name: string, pattern: string | undefined, values: Given): void {
  if (pattern === undefined || /\{,|\[[.=]/.test(pattern)) return;
  const whole = new RegExp(
    `^(?:${pattern.replace(classes, (one) => own(ranges, one.slice(2, -2)) ?? '').replace(/\[(\^?)\]/g, '[$1\\]')})$`,
  );
  for (const what of ['default', 'example'] as const) {
    const value = values[what];
    if (value === undefined || value === '' || value.includes('\\') || whole.test(value)) continue;
    throw new StowageError(
      `bad-${what}`,
      `the ${what} of ${name} is ${JSON.stringify(value)}, and its own pattern ${pattern} does not match that: make doctor refuses it`,
      `write ${what === 'default' ? 'a default' : 'an example'} that matches, or mend the pattern`,
    );
  }
}

interface Given {
  readonly default?: string;
  readonly example?: string;
}

/** What is in the classes, as a range of JavaScript. */
const ranges: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: 'A-Fa-f0-9',
};

const classes = /\[:(?:alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit):\]/g;
