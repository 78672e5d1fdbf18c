import { checkout, pinned } from '../../files/actions.ts';
import type { Artifact } from '../../model/artifact.ts';

/** Every file of a project but its stacks. */
export function around(stowage: string): readonly Artifact[] {
  return [
    file('package.json', json({ private: true, type: 'module', engines, scripts, ...packages(stowage) })),
    file('tsconfig.json', json({ compilerOptions, include: ['stacks'] })),
    file('.gitignore', 'node_modules/\n.stowage-tmp/\n'),
    file('.github/workflows/stowage.yml', workflow),
  ];
}

/** A file that nobody runs. */
export function file(path: string, content: string): Artifact {
  return { path, content, executable: false };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const engines = { node: '>=20.19' };

const scripts = {
  synth: 'stowage synth',
  check: 'stowage check',
  lint: 'stowage lint',
  types: 'tsc',
};

function packages(stowage: string) {
  return {
    dependencies: { constructs: '^10.7.2', stowage },
    devDependencies: { typescript: '^7.0.2' },
  };
}

const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  types: [],
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

const workflow = `# Whoever changes a stack commits what "npm run synth" makes of it: out/ is what will run.
name: stowage
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-24.04 # its Node is new enough
    timeout-minutes: 10
    steps:
      - name: Check out
        uses: ${pinned(checkout)} # ${checkout.release}
        with:
          persist-credentials: false
      - name: Install
        run: npm ci
      - name: Check the types
        run: npm run types
      - name: Check that out/ is what the stacks say
        run: npx stowage check --format github
`;
