import type { Mutant } from '../mutant.ts';

/** Faults of what tells shells, editors and programs what there is. */
export const told: readonly Mutant[] = [
  {
    fault: 'Tab offers a value of an option where another option is typed',
    file: 'src/cli/completion/completion.bash',
    replace: '      if _stowage_valued "$one"; then option=$one; fi\n',
    by: '',
    fails: { 'test/cli/completion.test.ts': 'bash offers what may come next, and nothing else' },
  },
  {
    fault: 'Tab does not know the words that may follow a command',
    file: 'src/cli/completion/typed.ts',
    replace: 'words: words?.() ?? []',
    by: 'words: []',
    fails: { 'test/cli/completion.test.ts': 'bash offers what may come next, and nothing else' },
  },
  {
    fault: 'what a stack starts prints into the document of a program',
    file: 'src/cli/stowage.cjs',
    replace: "stdio: ['inherit', 2, 2, 'pipe']",
    by: "stdio: ['inherit', 1, 2, 'pipe']",
    fails: { 'test/cli/printing.test.ts': 'neither does a line of the stack' },
  },
  {
    fault: 'a line of a loop is edited for one of those that it makes',
    file: 'src/cli/fix/planned.ts',
    replace: 'if (count > 1)',
    by: 'if (count > 2)',
    fails: { 'test/cli/fix/lint-fix.test.ts': 'a loop is left' },
  },
  {
    fault: 'an edit that mends nothing stays',
    file: 'src/cli/fix/mended.ts',
    replace: 'if (worse.length === 0) return',
    by: 'if (true) return',
    fails: { 'test/cli/fix/lint-fix.test.ts': 'a literal that is another one' },
  },
  {
    fault: 'a program is told more of a finding than the schema says',
    file: 'src/cli/formats/json.ts',
    replace: 'return { rule, severity, path,',
    by: 'return { rule, severity, path, at: path,',
    fails: { 'test/cli/output-schemas.test.ts': 'the output of findings is what its schema says' },
  },
];
