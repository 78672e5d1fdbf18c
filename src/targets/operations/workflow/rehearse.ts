import { pinned, uploadArtifact } from '../../../files/actions.ts';
import type { StackModel } from '../../../model/stack.ts';
import { makeTarget } from '../../../syntax/make.ts';
import { shellWord } from '../../../syntax/shell.ts';
import { signsInRun, toldEdges } from '../edge.ts';
import { asksPorts, isAskedInRun, smokePreparations } from '../scripts/smoke-test.ts';
import { hiding } from './drawn.ts';
import { compose, composeCommand } from './prepare.ts';
import type { Step, StepOf } from './step.ts';

/** The system as it will run: up, asked, saved, restored beside itself, and gone again. */
export const rehearsal: readonly StepOf[] = [
  () => ({ name: 'Start', 'timeout-minutes': 30, run: `${compose} up --detach` }),
  () => ({ name: 'Wait until everything is healthy', 'timeout-minutes': 15, run: 'make start' }),
  askGates,
  prepareSmokeTest,
  smokeTest,
  (stack) => saving(stack, { name: 'Back up', 'timeout-minutes': 15, run: 'make backup verify-backup' }),
  (stack) => saving(stack, { name: 'Restore beside it', 'timeout-minutes': 20, run: 'make restore-drill' }),
  (stack) => ({ name: 'Collect the logs', if: 'failure()', run: hiding(stack) + collectLogs }),
  () => ({
    name: 'Keep the logs',
    if: 'failure()',
    uses: pinned(uploadArtifact),
    with: {
      name: 'logs-${{ matrix.environment }}',
      path: '${{ runner.temp }}/logs',
      'retention-days': 7,
      'if-no-files-found': 'ignore',
    },
  }),
  () => ({
    name: 'Tear down',
    if: 'always()',
    'timeout-minutes': 10,
    run: `[ ! -f .env ] || ${composeCommand} down --volumes --remove-orphans`,
  }),
];

/** The jobs whose answer decides whether a version may be left: they must say yes of a new system, too. */
function askGates({ services }: StackModel): Step | undefined {
  const targets = services.flatMap(({ job }) =>
    job?.upgradeGate === undefined ? [] : [makeTarget(job.target)],
  );
  if (targets.length === 0) return undefined;
  return { name: 'Ask what an upgrade asks', 'timeout-minutes': 10, run: `make ${targets.join(' ')}` };
}

/** What a running system has since its first deploy, a new one must be given. */
function prepareSmokeTest(stack: StackModel): Step | undefined {
  const run = smokePreparations(stack).join('\n');
  if (run === '') return undefined;
  return { name: 'Make what the smoke test needs', 'timeout-minutes': 10, run };
}

function smokeTest(stack: StackModel): Step | undefined {
  if (!isAskedInRun(stack)) return undefined;
  const step = {
    name: asksPorts(stack) ? 'Ask it at its ports' : 'Ask it through the edge',
    env: { SMOKE_SECONDS: '300' },
    'timeout-minutes': 15,
  };
  const signing = toldEdges(stack).flatMap(({ id, serves, config: { signsItself } }) =>
    signsItself !== undefined && signsInRun(serves) ? [{ id, root: signsItself.root }] : [],
  );
  // Of an edge that is no authority nobody can look at the certificate: curl is told so where it looks for its settings.
  if (signing.some(({ root }) => root === undefined))
    return {
      ...step,
      run: `printf 'insecure\\n' >"$RUNNER_TEMP/.curlrc"\nCURL_HOME=$RUNNER_TEMP make smoke-test\n`,
    };
  const roots = signing.flatMap(({ id, root }) =>
    root === undefined ? [] : [`${compose} exec -T ${shellWord(id)} cat ${shellWord(root)}`],
  );
  if (roots.length === 0) return { ...step, run: 'make smoke-test' };
  return {
    ...step,
    run: `root=$RUNNER_TEMP/root.crt
${roots.map((root, i) => `${root} ${i === 0 ? '>' : '>>'}"$root"\n`).join('')}CURL_CA_BUNDLE=$root make smoke-test
`,
  };
}

function saving(stack: StackModel, step: Step): Step | undefined {
  return stack.stores.length > 0 ? step : undefined;
}

// What containers say and how they are, never what they were given: `docker inspect` as a whole shows the secrets. What they
// say may hold one all the same: a statement that failed, an address with its password, the output of a health check.
const collectLogs = `logs=$RUNNER_TEMP/logs
mkdir -p "$logs"
${composeCommand} ps --all 2>&1 | hide >"$logs/status.txt" || true
${composeCommand} logs --no-color --timestamps 2>&1 | hide >"$logs/containers.txt" || true
docker ps --all --quiet | xargs -r docker inspect --format '{{.Name}} {{json .State}}' 2>&1 |
  hide >"$logs/states.txt" || true
{ df --human-readable; free --human; } >"$logs/host.txt" || true
`;
