import { describe, expect, test } from 'vitest';
import { importsOf, inside, ofStacks, strays, text } from '../support/house.ts';

describe('a system is one stack among others', () => {
  // What knows a system lies in its folder of stacks/, and goes with it. The engine lane runs PostHog, and imports it by name.
  test('nothing that tests the compiler imports one, or reads what is generated for it', () => {
    const tests = inside('test', 'constructs', 'bench', 'docs', 'schemas', 'package').filter(
      (file) => /\.ts$/.test(file) && !/^test\/(engine|mutants)\//.test(file),
    );
    const known = /from '(?:\.\.\/)+stacks\/|(?:'|\.\.\/)out\/posthog\b/;
    expect(tests.length).toBeGreaterThan(300);
    expect(tests.filter((file) => file !== 'test/stacks/boundary.test.ts' && known.test(text(file)))).toEqual(
      [],
    );
  });

  test('the lane imports it in one file, which no compiler follows', () => {
    const lane = inside('test/engine').filter((file) => file.endsWith('.ts'));
    expect(lane.filter((file) => /from '[^']*\/stacks\//.test(text(file)))).toEqual([]);
    expect(lane.filter((file) => text(file).includes('../stacks/'))).toEqual([
      'test/engine/support/posthog.ts',
    ]);
  });
});

const own = [...text('stacks/README.md').matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)];

test.each(own.map(([, file = '', source = '']) => [file, source] as const))(
  "a construct of one's own may live beside the stacks: %s of their README",
  (file, source) => {
    expect(importsOf(file, source).length).toBeGreaterThan(1);
    expect(strays(importsOf(file, source), ...ofStacks)).toEqual([]);
    const within = source.replaceAll('../constructs/index.ts', '../constructs/core/service.ts');
    expect(strays(importsOf(file, within), ...ofStacks)).toContain(`${file} → constructs/core/service.ts`);
  },
);
