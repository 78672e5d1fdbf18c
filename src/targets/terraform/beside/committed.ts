import { checkout, pinned, withReleases } from '../../../files/actions.ts';
import { notice } from '../../../files/notice.ts';
import { assigned, secretsOf } from '../../../files/secrets.ts';
import { workflowFile } from '../../../files/workflow-file.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { SystemModel } from '../../../model/stack.ts';
import { actionsText } from '../../../syntax/actions.ts';
import { shellWord } from '../../../syntax/shell.ts';
import { toYaml } from '../../../syntax/yaml.ts';

/** Names that `.gitignore` keeps out, and `git add -f` brings in. */
const names = [
  ...['*.tfstate', '*.tfstate.*', '*.tfplan', '*.tfvars', '*.tfvars.json', '.terraform/**'].map(
    (name) => `:(top,glob)**/${name}`,
  ),
];

/** What a state and a plan hold, whatever the file is called: the one is JSON, the other an archive. */
const contents = ['"terraform_version"[[:space:]]*:', '^PK[[:cntrl:]]{2}.*tfplan', 'tfconfig/modules[.]json'];

/** The workflow that finds in a pull request what nobody wants to have committed. No step prints what it finds: files are named. */
export function refuseState(system: SystemModel): readonly Artifact[] {
  const { stacks } = system;
  const [first] = stacks;
  const path = workflowFile(system, 'terraform.yml');
  if (first === undefined) return [];
  const secrets = [...new Set(stacks.flatMap(secretsOf))];
  const expressions = [...contents, ...(secrets.length === 0 ? [] : [`^${assigned(secrets)}`])];
  const document = {
    name: actionsText(`${first.title}: Terraform`),
    on: ['push', 'pull_request', 'workflow_dispatch'],
    permissions: { contents: 'read' },
    jobs: {
      terraform: {
        'runs-on': 'ubuntu-24.04',
        'timeout-minutes': 10,
        defaults: { run: { shell: 'bash --noprofile --norc -euo pipefail {0}' } },
        steps: [
          { name: 'Check out', uses: pinned(checkout), with: { 'persist-credentials': false } },
          { name: 'Refuse a committed state', run: script(expressions) },
        ],
      },
    },
  };
  return [{ path, content: withReleases(toYaml(document, notice(first), ['steps'])), executable: false }];
}

function script(expressions: readonly string[]): string {
  return `secret=$({
  git ls-files --full-name -- ${names.map(shellWord).join(' ')}
  LC_ALL=C git grep --full-name --files-with-matches --text --extended-regexp \\
${expressions.map((expression) => `    -e ${shellWord(expression)} \\\n`).join('')}    -- ':(top)' || [ "$?" = 1 ]
} | sort -u)
if [ -n "$secret" ]; then
  echo '::error::a state, a plan or values of Terraform are in the repository: remove these files, and draw every secret in them anew'
  sed 's/^/  /; s/#\\[/# [/g' <<<"$secret"
  exit 1
fi
`;
}
