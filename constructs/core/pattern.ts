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

const classes = /\[:(?:alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit):\]/g;
