import type { Mutant } from '../mutant.ts';

const program = 'test/api/program.test.ts';

/** Faults of what programs call and what tests ask. */
export const embed: readonly Mutant[] = [
  {
    fault: 'stacks are loaded at once, and each takes the mistakes of the others for its own',
    file: 'src/api/attempt.ts',
    replace: 'last = mine.catch(() => undefined);',
    by: '',
    fails: { [program]: 'what is wrong is in the answer' },
  },
  {
    fault: "the line of the program that calls Stowage is taken for one of the author's",
    file: 'src/model/place.ts',
    replace: 'program < 0 ? lines.length : program',
    by: 'lines.length',
    fails: { [program]: 'what is wrong is in the answer' },
  },
  {
    fault: 'what two entries import is read again for one of them alone',
    file: 'src/api/author/readable.ts',
    replace: 'times === 1',
    by: 'times === 1 || !itself.url.endsWith("index.ts")',
    fails: { [program]: 'a program loads, lints, compiles and lists' },
  },
  {
    fault: 'a list that is too long is like its beginning',
    file: 'src/testing/like.ts',
    replace: '[...whole.differences, ...spare]',
    by: 'whole.differences',
    fails: { 'test/testing/match.test.ts': 'a list that goes on' },
  },
  {
    fault: 'a value is captured by a pattern that does not hold',
    file: 'src/testing/verdict.ts',
    replace: 'if (holds) for (const act of kept) act();',
    by: 'for (const act of kept) act();',
    fails: { 'test/testing/output.test.ts': 'a value is kept once the whole pattern holds' },
  },
  {
    fault: 'a stack is blamed for what is found in another one',
    file: 'src/testing/findings.ts',
    replace: 'one.path.startsWith(`${path}/`)',
    by: 'one.path !== path',
    fails: { 'test/testing/findings.test.ts': 'in one stack alone' },
  },
];
