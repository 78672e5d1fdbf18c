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
    fault: 'what is told nothing keeps its data where it does when it is told something',
    file: 'src/graph/data-paths.ts',
    replace: '(untold(service) ?? dataPaths)',
    by: 'dataPaths',
    fails: { 'test/graph/data-places.test.ts': 'options of Java' },
  },
  {
    fault: 'an address that its network does not hold is one of it',
    file: 'src/rules/facts/ip-ranges.ts',
    replace: 'number >= first && number <= last',
    by: 'number >= first || number <= last',
    fails: { 'test/rules/network/addresses-legal.test.ts': 'an address on a network' },
  },
  {
    fault: 'a range within that of another network is no overlap',
    file: 'src/rules/facts/network-ranges.ts',
    replace: 'one.first <= last && one.last >= first',
    by: 'one.first === first',
    fails: { 'test/rules/network/addresses-legal.test.ts': 'ranges of several networks' },
  },
  {
    fault: 'Compose makes a whole path of a bound folder whatever the driver',
    file: 'src/rules/facts/volume-values.ts',
    replace: "driver !== undefined && flags === 'bind'",
    by: "flags === 'bind'",
    fails: { 'test/rules/file/resources-legal.test.ts': 'what a volume is told' },
  },
  {
    fault: 'a file that nobody can start is no mistake where a shell starts it',
    file: 'src/rules/file/script-runs.ts',
    replace: '|\\bexec\\s+)',
    by: ')',
    fails: { 'test/rules/file/script-runs.test.ts': 'a generated file that is started as a program' },
  },
  {
    fault: 'a script behind an interpreter behind an init is started itself',
    file: 'src/rules/file/script-runs.ts',
    replace: "(word.startsWith('/') || interpreters.test(word))",
    by: "word.startsWith('/')",
    fails: { 'test/rules/file/script-runs.test.ts': 'one that a wrapper starts' },
  },
  {
    fault: 'a client in the image of a database loses data',
    file: 'src/rules/data/data-kept.ts',
    replace: 'if (startsOther(service)) return true;',
    by: '',
    fails: { 'test/graph/data-places.test.ts': 'what one program of several keeps' },
  },
  {
    fault: 'rows lie where the image has them, whatever an option says',
    file: 'src/graph/data-paths.ts',
    replace: 'if (flagged !== undefined) return flagged;',
    by: '',
    fails: { 'test/graph/data-places.test.ts': 'mysql:8.4.6, told' },
  },
  {
    fault: 'a program that is mounted is lacking all the same',
    file: 'src/rules/order/start-program.ts',
    replace: ' || isMounted) return []',
    by: ') return []',
    fails: { 'test/rules/order/start-program.test.ts': 'one that it holds, none, one that is mounted' },
  },
];
