import type { Mutant } from '../mutant.ts';

/** Faults of what makes a command quick. */
export const work: readonly Mutant[] = [
  {
    fault: 'a template as code prints a block for a list of nothing',
    file: 'src/files/printing.ts',
    replace: 'Array.isArray(value) ? value.length > 0 : Boolean(value)',
    by: 'Boolean(value)',
    fails: { 'test/files/printed.test.ts': '{{a}}{{#if b}}' },
  },
  {
    fault: 'a variable in how a service starts says nothing of what Compose does without it',
    file: 'src/lower/service.ts',
    replace: 'changes ||= said !== one;',
    by: 'changes = said !== one;',
    fails: { 'test/lower/lower.test.ts': 'one in its entrypoint' },
  },
  {
    fault: 'a key that only newer engines know is overlooked in a list',
    file: 'src/rules/facts/features.ts',
    replace: 'if (leads(one, place, at + 1)) return true;',
    by: 'return leads(one, place, at + 1);',
    fails: { 'test/rules/host/feature-available.test.ts': 'one mount of several' },
  },
  {
    fault: 'a template as code asks the innermost place for what stands around it',
    file: 'src/start/printer.js',
    replace: 'const level = at.depth - depth;',
    by: 'const level = depth > at.depth ? -1 : at.depth;',
    fails: { 'test/files/printed.test.ts': '{{#each a}}{{#each b}}' },
  },
];
