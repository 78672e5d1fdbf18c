import { assigned, secretsOf } from '../../../files/secrets.ts';
import type { StackModel } from '../../../model/stack.ts';
import { shellWord } from '../../../syntax/shell.ts';
import type { Step } from './step.ts';

/** Names that `.gitignore` keeps out, and `git add -f` brings in. */
const names = [
  ...['.env', '.env[.~-]*', '.backup-keys*', 'backups/**'].map((name) => `:(top,glob)**/${name}`),
  ':(top,exclude,glob)**/.env.example',
];

/**
 * What a line of a secret file looks like, whatever the file is called. Each begins its line, so that a script or a
 * runbook which speaks of one is none.
 */
const lines = [
  '-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----',
  // A key that signs backups, and what a backup is made of.
  '[0-9A-Fa-f]{64}[[:space:]]*$',
  'stowage-(backup|signature) 1( [0-9a-f]{16} [0-9a-f]{64})?[[:space:]]*$',
  "(CREATE|ALTER) ROLE .* PASSWORD '",
];

/**
 * No step prints what it finds: files are named. What is looked for stands here beside the names, because a copy of `.env`
 * is called anything.
 */
export function refuseCommitted(stack: StackModel): Step {
  const secrets = secretsOf(stack);
  const dumps = stack.images?.dumps ?? [];
  const expressions = [...lines, ...dumps, ...(secrets.length === 0 ? [] : [assigned(secrets)])];
  return {
    name: 'Refuse committed secrets',
    run: `secret=$({
  git ls-files --full-name -- ${names.map(shellWord).join(' ')}
  git grep --full-name --files-with-matches --text --extended-regexp \\
${expressions.map((expression) => `    -e ${shellWord(`^${expression}`)} \\\n`).join('')}    -- ':(top)' ':(top,exclude)*.sha256' || [ "$?" = 1 ]
} | sort -u)
if [ -n "$secret" ]; then
  echo '::error::secrets or backups are in the repository: remove these files, and draw every secret in them anew'
  sed 's/^/  /; s/#\\[/# [/g' <<<"$secret"
  exit 1
fi
`,
  };
}
