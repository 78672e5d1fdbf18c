import { relative, sep } from 'node:path';
import { checkout, pinned, withReleases } from '../../files/actions.ts';
import type { Artifact } from '../../model/artifact.ts';
import { actionsText } from '../../syntax/actions.ts';
import { shellWord } from '../../syntax/shell.ts';
import { toYaml } from '../../syntax/yaml.ts';
import { nameOf, slug } from './guess.ts';

/** Who runs `check`: GitHub reads workflows at the root of a repository alone, wherever in it the project is. */
export function workflow(folder: string, repository: string): Artifact {
  const inside = relative(repository, folder).replaceAll(sep, '/');
  const up = relative(folder, repository).replaceAll(sep, '/');
  const name = inside === '' ? 'stowage' : `stowage-${slug(inside) || nameOf(folder)}`;
  return {
    path: `${up === '' ? '' : `${up}/`}.github/workflows/${name}.yml`,
    content: withReleases(toYaml(document(name, inside), heading, ['steps'])),
    executable: false,
  };
}

const heading = 'Whoever changes a stack commits what "npm run synth" makes of it: out/ is what will run.';

function document(name: string, inside: string) {
  const there = inside === '' ? {} : { 'working-directory': actionsText(inside) };
  return {
    name,
    on: { pull_request: {}, push: { branches: ['main'] } },
    permissions: { contents: 'read' },
    jobs: {
      check: {
        'runs-on': 'ubuntu-24.04', // its Node is new enough
        'timeout-minutes': 10,
        steps: [
          { name: 'Check out', uses: pinned(checkout), with: { 'persist-credentials': false } },
          { name: 'Install', ...there, run: 'npm ci' },
          { name: 'Check the types', ...there, run: 'npm run types' },
          { name: 'Check that out/ is what the stacks say', run: actionsText(check(inside)) },
        ],
      },
    },
  };
}

/** Typed at the root of the repository, whose files the annotations are of. */
function check(inside: string): string {
  if (inside === '') return 'npx stowage check --format github';
  const [prefix, app, out] = ['', '/stacks/index.ts', '/out'].map((path) => shellWord(`${inside}${path}`));
  return `npx --prefix=${prefix} stowage check --app=${app} --out=${out} --format github`;
}
