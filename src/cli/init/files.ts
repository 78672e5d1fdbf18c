import type { Artifact } from '../../model/artifact.ts';

/** What npm, TypeScript and git read of a project. */
export function around(system: string, stowage: string): readonly Artifact[] {
  const wanted = packages(stowage);
  // npm installs nothing under the name of the package that asks for it.
  const own = Object.values(wanted).some((names) => Object.hasOwn(names, system))
    ? `${system}-system`
    : system;
  return [
    file('package.json', json({ name: own, private: true, type: 'module', engines, scripts, ...wanted })),
    file('tsconfig.json', json({ compilerOptions, include: ['stacks'] })),
    file('.gitignore', 'node_modules/\n.stowage-tmp/\n'),
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
    // Of 10.8 a file of 700 kB comes along, and CDKTN takes none.
    dependencies: { constructs: '~10.7.2', stowage },
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
