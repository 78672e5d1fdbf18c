import type { Mutant } from '../mutant.ts';

/** Faults of the rules on what Compose accepts and the engine, or the program, refuses. */
export const starts: readonly Mutant[] = [
  {
    fault: 'the script of a shell is taken for words that no shell reads',
    file: 'src/rules/facts/argv.ts',
    replace: 'return reads ? { at, plain: true } : undefined',
    by: 'return undefined',
    fails: {
      'test/rules/order/command-words.test.ts': 'an argument with blanks in it, and a script for a shell',
    },
  },
  {
    fault: 'an address that its network does not hold is one of it',
    file: 'src/rules/network/addresses-legal.ts',
    replace: 'number >= first && number <= last',
    by: 'number >= first || number <= last',
    fails: { 'test/rules/network/addresses-legal.test.ts': 'an address on a network' },
  },
  {
    fault: 'a file that nobody can start is no mistake where a shell starts it',
    file: 'src/rules/file/script-runs.ts',
    replace: '|\\bexec\\s+)',
    by: ')',
    fails: { 'test/rules/file/script-runs.test.ts': 'a generated file that is started as a program' },
  },
];
