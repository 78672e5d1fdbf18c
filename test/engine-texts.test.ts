import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Node, Project, SyntaxKind } from 'ts-morph';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What the lane changes in a copy of the sources: `replace('stacks/posthog.ts', 'this', 'that')`. */
function replaced(): readonly { readonly file: string; readonly text: string }[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  return project.addSourceFilesAtPaths(join(root, 'test/engine/**/*.ts')).flatMap((source) =>
    source.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap((call) => {
      const called = call.getExpression();
      const name = Node.isPropertyAccessExpression(called) ? called.getName() : called.getText();
      const [file, text, by] = call.getArguments().map((one) => {
        const plain = Node.isStringLiteral(one) || Node.isNoSubstitutionTemplateLiteral(one);
        return plain ? one.getLiteralText() : undefined;
      });
      return name !== 'replace' || file === undefined || text === undefined || by === undefined
        ? []
        : [{ file, text }];
    }),
  );
}

// The lane finds it after twenty minutes.
test('what the lane changes in a source stands there', () => {
  const texts = replaced().filter(({ file }) => existsSync(join(root, file)));
  expect(texts.length).toBeGreaterThan(12);
  expect(texts.filter(({ file, text }) => !readFileSync(join(root, file), 'utf8').includes(text))).toEqual(
    [],
  );
});
