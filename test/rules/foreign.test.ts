import { describe, expect, test } from 'vitest';
import { App, Environment, Stack } from '../../constructs/index.ts';
import { ruleFindings } from '../../src/compile/rules.ts';
import { modelOf } from '../../src/compile.ts';
import { corpus, readForeign } from '../support/foreign.ts';

/** What the rules say of a file as somebody else wrote it: all of it raw keys of one stack. */
function foundIn(content: string): readonly string[] {
  const { name, version, ...keys } = readForeign(content) as Record<string, unknown>;
  const app = new App();
  const host = { cpus: 16, memory: '64gb', disk: '900gb' } as const;
  for (const environment of Environment.all({ production: { host } }))
    new Stack(app, 'foreign', environment, { title: 'Foreign', version: '1', compose: keys });
  return modelOf(app).flatMap(({ stacks }) =>
    stacks.flatMap((stack) =>
      ruleFindings(stack).map(({ rule, path, message }) => `${rule} ${path} ${message}`),
    ),
  );
}

// The files belong to others: the folder is on the machines of those who have it.
const files = corpus();

describe.skipIf(files.length === 0)(
  `foreign files, ${files.length || 'none: STOWAGE_CORPUS is not set'}`,
  () => {
    test('go through every rule: none throws, and none says what no terminal can show', () => {
      const odd = files.flatMap(({ name, content }) => {
        try {
          return foundIn(content).filter((found) => /undefined|NaN|\[object|\p{Cc}/u.test(found));
        } catch (thrown) {
          return [`${name}: ${String(thrown)}`];
        }
      });
      expect(odd).toEqual([]);
    });
  },
);
