import { relative, sep } from 'node:path';
import { checkout, pinned, withReleases } from '../../files/actions.ts';
import type { Artifact } from '../../model/artifact.ts';
import { actionsText } from '../../syntax/actions.ts';
import { shellWord } from '../../syntax/shell.ts';
import { toYaml } from '../../syntax/yaml.ts';
import { mark } from '../plan/markdown.ts';
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
          {
            name: 'Check that out/ is what the stacks say',
            run: actionsText(typed(inside, 'check', '--format github')),
          },
        ],
      },
      plan: plan(inside, there),
    },
  };
}

/** Says in the pull request what a deploy of it does, in one comment that each push renews. */
function plan(inside: string, there: object) {
  const asked = typed(inside, 'plan', '--base "origin/$GITHUB_BASE_REF" --format markdown');
  return {
    if: "github.event_name == 'pull_request'",
    'runs-on': 'ubuntu-24.04',
    'timeout-minutes': 10,
    permissions: { contents: 'read', 'pull-requests': 'write' },
    steps: [
      {
        name: 'Check out',
        uses: pinned(checkout),
        with: { 'persist-credentials': false, 'fetch-depth': 0 }, // what it is compared with, too
      },
      { name: 'Install', ...there, run: 'npm ci' },
      {
        name: 'Say what a deploy does',
        // 2: something changes; 3: data are at risk. Whoever reads the pull request decides.
        run: actionsText(`code=0
${asked} > "$RUNNER_TEMP/plan.md" || code=$?
case $code in 0 | 2 | 3) ;; *) exit "$code" ;; esac
head -c 60000 "$RUNNER_TEMP/plan.md" > "$RUNNER_TEMP/comment.md"
cat "$RUNNER_TEMP/comment.md" >> "$GITHUB_STEP_SUMMARY"
`),
      },
      {
        name: 'Keep one comment that says so',
        // From a fork nothing may be written: there the summary of the job says it.
        if: 'github.event.pull_request.head.repo.full_name == github.repository',
        env: { GH_TOKEN: '${{ github.token }}', PULL: '${{ github.event.pull_request.number }}' },
        run: `mine=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL/comments" \\
  --jq '.[] | select(.user.type == "Bot" and (.body | startswith("${mark}"))) | .id' | head -n 1)
if [ -n "$mine" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field "body=@$RUNNER_TEMP/comment.md"
else
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL/comments" --field "body=@$RUNNER_TEMP/comment.md"
fi
`,
      },
    ],
  };
}

/** Typed at the root of the repository, whose files the annotations are of. */
function typed(inside: string, command: string, options: string): string {
  if (inside === '') return `npx stowage ${command} ${options}`;
  const [prefix, app, out] = ['', '/stacks/index.ts', '/out'].map((path) => shellWord(`${inside}${path}`));
  return `npx --prefix=${prefix} stowage ${command} --app=${app} --out=${out} ${options}`;
}
