import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkPaths } from '../../../src/compile/distinct.ts';
import { artifactsOf } from '../../../src/compile/targets.ts';
import { compile, modelOf } from '../../../src/compile.ts';
import { print } from '../../../src/compose/print.ts';
import { projectOf } from '../../../src/files/project.ts';
import type { Artifact } from '../../../src/model/artifact.ts';
import { StowageError } from '../../../src/model/error.ts';
import { call, right } from '../props/right/call.ts';
import { world } from '../props/right/world.ts';
import { positionsIn, withText } from './positions.ts';
import { hostile } from './strings.ts';

/** `STOWAGE_HOSTILE=all` tries every text at every place, which takes minutes; another number, other texts. */
const wanted = process.env.STOWAGE_HOSTILE ?? '1';
const perPlace = wanted === 'all' ? hostile.length : 1;
const offset = (Number(wanted) || 0) * 11;

interface Outcome {
  /** Errors by their rule and place. */
  readonly refused: readonly string[];
  readonly files: readonly Artifact[];
  readonly projects: readonly (readonly [path: string, document: unknown])[];
}

function outcome(name: string, argsOf: (args: readonly unknown[]) => readonly unknown[]): Outcome {
  const w = world();
  try {
    call(name, w, argsOf(right[name]?.(w) ?? []));
    const { findings, artifacts } = compile(w.app);
    const errors = findings.filter(({ severity }) => severity === 'error');
    for (const { message, path, fix } of errors) expect([message, path, fix]).not.toContain('');
    const refused = errors.map(({ rule, path }) => `${rule} ${path}`);
    const systems = modelOf(w.app);
    // What is refused is made all the same: a file of it must be one, too.
    const files = refused.length === 0 ? artifacts : systems.flatMap((system) => artifactsOf(system));
    checkPaths(
      systems.flatMap(({ stacks }) => stacks),
      files,
    );
    return {
      refused,
      files,
      projects: systems.flatMap(({ name: system, stacks }) =>
        stacks.map(
          (stack) =>
            [`${system}/${stack.environment.name}/docker-compose.yml`, print(projectOf(stack))] as const,
        ),
      ),
    };
  } catch (error) {
    if (!(error instanceof StowageError)) throw error;
    for (const said of [error.message, error.fix]) expect(said).not.toBe('');
    return { refused: [error.code], files: [], projects: [] };
  }
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a text became: all files, and which of them are others than without it. */
interface Tried {
  readonly where: string;
  readonly files: readonly Artifact[];
  readonly changed: readonly Artifact[];
}

const isMakefile = ({ path }: Artifact) => path.endsWith('/Makefile');
const isShell = ({ path, content }: Artifact) => path.endsWith('.sh') || content.startsWith('#!');

/** What the readers of these files say: nothing when each is one, and none has run anything. */
function said(tried: readonly Tried[]): readonly string[] {
  const at = mkdtempSync(join(folder, 'it-'));
  const seen = new Set<string>();
  const lines = tried.flatMap(({ files, changed }, i) => {
    const fresh = changed.filter(({ content }) => !seen.has(content));
    for (const { content } of fresh) seen.add(content);
    const whole = fresh.some((one) => isShell(one) || isMakefile(one));
    for (const { path, content, executable } of whole
      ? files.filter((one) => isShell(one) || isMakefile(one))
      : []) {
      mkdirSync(dirname(join(at, String(i), path)), { recursive: true });
      writeFileSync(join(at, String(i), path), content, { mode: executable ? 0o755 : 0o644 });
    }
    return fresh.flatMap((one) => {
      const environment = `${i}/${dirname(one.path).replace(/\/scripts.*$/, '')}`;
      if (isShell(one))
        return [`parse ${i}/${one.path}`, ...(one.path.endsWith('.sh') ? [`source ${environment}`] : [])];
      return isMakefile(one) ? [`make ${environment}`] : [];
    });
  });
  const { stdout } = spawnSync('bash', ['-c', readers], {
    cwd: at,
    encoding: 'utf8',
    input: [...new Set(lines)].join('\n'),
    env: { PATH: process.env.PATH ?? '', HOME: at },
  });
  rmSync(at, { recursive: true });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^(\d+)/, (i) => tried[Number(i)]?.where ?? i));
}

/** Each line of what they find begins with the number of the try. */
const readers = `
complain() { sed "s|^|${'$'}1: |" | head -n 3; }
while read -r how what; do
  i=${'$'}{what%%/*}
  case ${'$'}how in
    parse) said=$(bash -n -- "${'$'}what" 2>&1) || complain "${'$'}i" <<<"${'$'}said" ;;
    source) said=$(cd -- "${'$'}what" && . scripts/common.sh 2>&1 && . scripts/stores.sh 2>&1 </dev/null) || complain "${'$'}i" <<<"${'$'}said" ;;
    make) { said=$(make --no-print-directory -C "${'$'}what" -n help 2>&1 >/dev/null) && said=$(make --no-print-directory -C "${'$'}what" help 2>&1); } || complain "${'$'}i" <<<"${'$'}said" ;;
  esac
done
find . -name ran | sed 's|^[.]/||; s|$| was run|'
`;

/** What is a program anyway. */
const isProgram = (steps: readonly (string | number)[]) =>
  steps.some((step, i) => (step === 'script' || steps[i - 1] === 'parts') && steps.includes('method'));

const cases = Object.keys(right).flatMap((name) => {
  const args = right[name]?.(world()) ?? [];
  return positionsIn(name, args)
    .filter(({ steps, isKey }) => isKey || !isProgram(steps))
    .map((position) => ({ name, position }));
});

test('there are places to look at', () => {
  expect(cases.length).toBeGreaterThan(250);
});

test.each(Object.keys(right))('no text of %s is more than a text', (name) => {
  const plain = outcome(name, (args) => args);
  const before = new Map(plain.files.map(({ path, content }) => [path, content]));
  const tried: Tried[] = [];
  const wrong: string[] = [];
  for (const [i, { position }] of cases.filter((one) => one.name === name).entries())
    for (let n = 0; n < perPlace; n++) {
      const text = hostile[(n + i * 37 + offset) % hostile.length] ?? '';
      const { steps, isKey } = position;
      const where = `${steps.join('.')}${isKey ? ' (name)' : ''} = ${JSON.stringify(text.slice(0, 40))}`;
      try {
        const { refused, files, projects } = outcome(
          name,
          (args) => withText(args, position, text) as unknown[],
        );
        if (refused.some((one) => !plain.refused.includes(one))) continue;
        for (const [path, document] of projects) {
          const content = files.find((file) => file.path === path)?.content ?? '';
          expect(parse(content, { merge: false, version: '1.2' })).toEqual(
            JSON.parse(JSON.stringify(document)),
          );
        }
        tried.push({
          where,
          files,
          changed: files.filter(({ path, content }) => before.get(path) !== content),
        });
      } catch (error) {
        wrong.push(`${where}: ${error instanceof Error ? error.stack?.slice(0, 900) : String(error)}`);
      }
    }
  expect([...wrong, ...said(tried)]).toEqual([]);
});
