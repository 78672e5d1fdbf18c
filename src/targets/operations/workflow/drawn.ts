import { secretsOf } from '../../../files/secrets.ts';
import type { StackModel } from '../../../model/stack.ts';
import { shellWord } from '../../../syntax/shell.ts';
import type { Step } from './step.ts';

/** Lines that set `secrets`: what `.env` says for these, a value a line. */
const drawn = (names: readonly string[]) => `# shellcheck source=/dev/null
. scripts/env.sh
read_env .env
secrets=$(for name in ${names.map(shellWord).join(' ')}; do env_read "$name"; done | sed '/./!d')
`;

/**
 * Tells the runner what to hide in the log of every step that follows: a container that does not start may say what it was given.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#masking-a-value-in-a-log
 */
export function maskDrawn(stack: StackModel): Step | undefined {
  const names = secretsOf(stack);
  if (names.length === 0) return undefined;
  return {
    name: 'Hide these secrets in the log',
    run: `${drawn(names)}printf '%s\\n' "$secrets" | sed 's/./::add-mask::&/'\n`,
  };
}

/**
 * A shell function `hide`: standard input without what was drawn. The runner does not look into the files that are kept. Where
 * the values cannot be read, nothing is kept.
 */
export function hiding(stack: StackModel): string {
  const names = secretsOf(stack);
  if (names.length === 0) return 'hide() { cat; }\n';
  const indented = drawn(names).replace(/^(?=.)/gm, '  ');
  return `secrets=''
if [ -f .env ]; then
${indented}fi
hide() {
  SECRETS=$secrets awk 'BEGIN { n = split(ENVIRON["SECRETS"], secret, "\\n") }
    {
      for (i = 1; i <= n; i++) {
        text = ""
        while ((at = index($0, secret[i])) > 0) {
          text = text substr($0, 1, at - 1) "***"
          $0 = substr($0, at + length(secret[i]))
        }
        $0 = text $0
      }
      print
    }'
}
`;
}
