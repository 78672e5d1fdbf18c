import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaints } from '../support/workflow-parser.ts';
import { announce } from './support/announce.ts';
import { fetched } from './support/fetched.ts';
import { must, run } from './support/tool.ts';
import { steps } from './support/workflow.ts';

const file = 'out/posthog/.github/workflows/docker-compose.yml';
const content = readFileSync(file, 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'stowage-workflow-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What actionlint says about a workflow, with ShellCheck on its scripts. */
function lint(text: string) {
  const path = join(scratch, 'workflow.yml');
  writeFileSync(path, text);
  return run(fetched('STOWAGE_ACTIONLINT'), ['-no-color', '-oneline', '-shellcheck', 'shellcheck', path]);
}

/** The same workflow with its actions at their tags, whose inputs actionlint knows; behind a commit it knows none. */
const tagged = content.replaceAll(/@[0-9a-f]{40} # (v\d+)\S*/g, '@$1');

/** What ShellCheck says about a script, as GitHub's shell for a step would run it. */
function check(script: string) {
  return run('shellcheck', ['--shell=bash', '--severity=style', '--format=gcc', '-'], { input: script });
}

beforeAll(() => {
  announce('actionlint', fetched('STOWAGE_ACTIONLINT'), ['-version']);
  const version = must('shellcheck', ['--version']).match(/^version: (.*)$/m)?.[1];
  console.log(`ShellCheck ${version}`);
  const parser = readFileSync('node_modules/@actions/workflow-parser/package.json', 'utf8');
  console.log(`@actions/workflow-parser ${(JSON.parse(parser) as { version: string }).version}`);
});

describe('the workflow', () => {
  it("is taken by GitHub's own parser", async () => {
    expect(await complaints(content)).toEqual([]);
  });

  it.each([
    ['as it is', content],
    ['with the inputs of its actions', tagged],
  ])('is taken by actionlint %s', (_, text) => {
    expect(lint(text)).toEqual({ code: 0, out: '', err: '' });
  });

  it.each([
    ['an unknown runner', 'runs-on: ubuntu-24.04', 'runs-on: ubuntu-24.05', 'runner-label'],
    [
      'an unknown property of the matrix',
      'name: ${{ matrix.environment }}',
      'name: ${{ matrix.env }}',
      'expression',
    ],
    ['an input that the action lacks', 'retention-days: 7', 'retention-day: 7', 'action'],
    ['an unquoted variable', '-lt $((30', '-lt $free $((30', 'shellcheck'],
  ])('would not be with %s', (_, right, wrong, rule) => {
    const broken = tagged.replace(right, wrong);
    expect(broken).not.toBe(tagged);
    const { code, out } = lint(broken);
    expect(code).toBe(1);
    expect(out).toContain(`[${rule}]`);
  });
});

describe('the scripts of its steps', () => {
  const scripts = steps(content).flatMap(({ name, run }) =>
    run === undefined ? [] : [[name, run] as const],
  );

  it('are many', () => {
    expect(scripts.length).toBeGreaterThan(15);
    expect(check('echo $1').out).toContain('SC2086');
  });

  it.each(scripts)('ShellCheck is content with "%s"', (_, script) => {
    expect(check(script)).toEqual({ code: 0, out: '', err: '' });
  });

  it.each(scripts)('Bash reads "%s"', (_, script) => {
    expect(run('bash', ['--noprofile', '--norc', '-n'], { input: script })).toEqual({
      code: 0,
      out: '',
      err: '',
    });
  });
});
