import type { StackModel } from '../../../model/stack.ts';
import { actionsText } from '../../../syntax/actions.ts';
import { dotenvValue } from '../../../syntax/dotenv.ts';
import { shellWord } from '../../../syntax/shell.ts';
import type { ToldEdge } from '../edge.ts';
import { signsInRun, toldEdges } from '../edge.ts';
import { shadowing } from '../shadowing.ts';
import { makeBeside } from './beside.ts';
import { refuseCommitted } from './committed.ts';
import { maskDrawn } from './drawn.ts';
import type { Step, StepOf } from './step.ts';

/** Everything that can be said of the files before a container runs. */
export const preparation: readonly StepOf[] = [
  refuseCommitted,
  () => ({ name: 'Refuse what stands beside the compose file', run: refuseShadows }),
  () => ({
    name: 'Make room for the images',
    'working-directory': '.',
    'timeout-minutes': 10,
    run: makeRoom,
  }),
  makeEnv,
  maskDrawn,
  makeBeside,
  () => ({ name: 'Render', run: `${composeCommand} config --quiet\nmake help\n` }),
  () => ({ name: 'Check the scripts', run: checkScripts }),
  checkXml,
  () => ({ name: 'Build and pull', 'timeout-minutes': 30, run: 'make build pull' }),
  checkEdge,
  () => ({ name: 'Fit the limits to this runner', run: capProcessors }),
  ownCertificates,
  checkSigning,
];

/** Compose with its files named: what a pull request adds beside them changes nothing that is checked. */
export const compose = 'scripts/compose';

/** The same with the services that start only when they are asked for. */
export const composeCommand = `${compose} --profile '*'`;

// The one override is not among them: a later step writes it anew.
const refuseShadows = `for file in ${shadowing.join(' ')}; do
  if [ -e "$file" ] || [ -L "$file" ]; then
    echo "::error::$file would be read by a plain docker compose instead of what was generated: remove it"
    exit 1
  fi
done
`;

// Android's SDK and .NET take 12 GB of a hosted runner's disk, and nothing here uses them.
const makeRoom = `df --human-readable /
free=$(df --output=avail / | tail -n 1)
if [ "$free" -lt $((30 * 1024 * 1024)) ]; then
  sudo rm -rf /usr/local/lib/android /usr/share/dotnet
  df --human-readable /
fi
`;

/** Secrets are drawn, for this run alone. What an operator would fill in is filled in. */
function makeEnv(stack: StackModel): Step {
  const lines = stack.variables
    .filter(({ kind, required }) => required && kind === 'variable')
    .map(({ name, example }) => `${name}=${dotenvValue(example ?? 'ci')}\n`);
  const step = { name: 'Make .env, with secrets for this run alone' };
  if (lines.length === 0) return { ...step, run: 'make init' };
  return {
    ...step,
    env: { SETTINGS: actionsText(lines.join('')) },
    run: `make init\nprintf '%s' "$SETTINGS" >>.env\n`,
  };
}

const checkScripts = `for script in scripts/*; do bash -n "$script"; done
shellcheck --external-sources scripts/*
`;

function checkXml(stack: StackModel): Step | undefined {
  const files = stack.files
    .filter(({ file, rendered }) => rendered === undefined && file.endsWith('.xml'))
    .map(({ file }) => shellWord(file));
  if (files.length === 0) return undefined;
  const parse = 'import sys, xml.dom.minidom\nfor file in sys.argv[1:]:\n    xml.dom.minidom.parse(file)';
  return { name: 'Check the XML', run: `python3 -c ${shellWord(parse)} \\\n  ${files.join(' \\\n  ')}\n` };
}

function checkEdge(stack: StackModel): Step | undefined {
  return checkTold(toldEdges(stack).filter(({ config }) => config.needsHost !== true));
}

/** What names keys that only a host has is checked as it signs for itself. */
function checkSigning(stack: StackModel): Step | undefined {
  return checkTold(toldEdges(stack).filter(({ config }) => config.needsHost === true && config.signsItself));
}

function checkTold(all: readonly ToldEdge[]): Step | undefined {
  const told = all.flatMap(({ id, config }) => (config.check ? [{ id, config, check: config.check }] : []));
  if (told.length === 0) return undefined;
  return {
    name: `Check the ${[...new Set(told.map(({ config }) => basename(config.file)))].join(' and the ')}`,
    'timeout-minutes': 5,
    run: told
      .map(({ id, check }) => `${compose} run --rm --no-deps -T ${[id, ...check].map(shellWord).join(' ')}`)
      .join('\n'),
  };
}

/** An engine refuses a limit of more processors than it has. */
const capProcessors = `${composeCommand} config --format json |
  jq --argjson cpus "$(nproc)" '{services: (.services | with_entries(
    select((.value.deploy.resources.limits.cpus // 0 | tonumber) > $cpus)
    | .value = {deploy: {resources: {limits: {cpus: ($cpus | tostring)}}}}))}' >docker-compose.override.yml
jq --compact-output . docker-compose.override.yml
`;

/** No authority signs for a runner, so each edge does; everything else of its configuration stays as it is. */
function ownCertificates(stack: StackModel): Step | undefined {
  const signing = toldEdges(stack).flatMap(({ id, serves, config: { signsItself, ...config } }) =>
    signsItself !== undefined && signsInRun(serves)
      ? [{ id, product: serves.product, signsItself, ...config }]
      : [],
  );
  if (signing.length === 0) return undefined;
  const files = signing.map(({ file }) => basename(file));
  const edits = signing.map(({ id, file, target, signsItself }, i) => {
    const name = files.indexOf(basename(file)) === i ? basename(file) : `${i + 1}-${basename(file)}`;
    const variable = name.toLowerCase().replace(/\W/g, '_').replace(/^\d/, '_$&');
    const mount =
      '.services[$service].volumes = [{type: "bind", source: $file, target: $target, read_only: true}]';
    return `${variable}=$RUNNER_TEMP/${name}
sed ${shellWord(signsItself.edit)} ${shellWord(file)} >"$${variable}"
jq --arg service ${shellWord(id)} --arg file "$${variable}" --arg target ${shellWord(target)} \\
  '${mount}' \\
  docker-compose.override.yml >"$RUNNER_TEMP/override.json"
mv "$RUNNER_TEMP/override.json" docker-compose.override.yml
`;
  });
  const products = [...new Set(signing.map(({ product }) => product))].join(' and ');
  return {
    name: `Let ${products} sign its own certificates`,
    run: `${edits.join('')}${compose} config --quiet\n`,
  };
}

function basename(file: string): string {
  return file.split('/').at(-1) ?? file;
}
