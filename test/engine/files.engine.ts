import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { folder } from '../support/folder.ts';
import blog from '../systems/blog.ts';
import opencti from '../systems/opencti.ts';
import plausible from '../systems/plausible.ts';
import reader from '../systems/reader.ts';
import { checkout, environments } from './support/operations.ts';
import { each } from './support/reading.ts';
import { must, run, start } from './support/tool.ts';

const operations = checkout();
afterAll(() => operations.dispose());

/** What ShellCheck says of scripts. It follows every library from each that sources it: all at once would take minutes. */
async function objections(scripts: readonly string[], cwd = '.'): Promise<readonly string[]> {
  const all = await each(scripts, (script) => start('shellcheck', ['-x', script], { cwd }));
  return all.flatMap(({ code, out, err }) => (code === 0 ? [] : [out + err]));
}

it('products bring shell text that ShellCheck is content with where it lies', async () => {
  const texts = readdirSync('constructs', { recursive: true })
    .map((name) => join('constructs', String(name)))
    .filter((name) => name.endsWith('.sh'));
  expect(texts.length).toBeGreaterThan(9);
  expect(await objections(texts)).toEqual([]);
});

it.each([
  ['blog', blog],
  ['opencti', opencti],
  ['plausible', plausible],
  ['reader', reader],
])(
  'what only products of %s bring, and what depends on its secrets, is as good where it is generated',
  async (_, app) => {
    const { artifacts } = compile(app);
    const rotate = artifacts.find(({ path }) => path.endsWith('/scripts/rotate'))?.path ?? '';
    const environment = rotate.replace('scripts/rotate', '');
    const scripts = artifacts
      .filter(({ path }) => path.startsWith(`${environment}scripts/`))
      .map(({ path, content }): [string, string] => [path.replace(environment, ''), content]);
    const cwd = folder(Object.fromEntries(scripts));
    const own = scripts
      .map(([path]) => path)
      .filter((path) => path === 'scripts/rotate' || text('production', path) === undefined);
    expect(own).toContain('scripts/rotate');
    expect(await objections(own, cwd)).toEqual([]);
  },
);

/** What an environment has there; nothing where it has no such file. */
function text(environment: string, path: string): string | undefined {
  const file = join(operations.folder, environment, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

describe.each(environments)('the files of %s', (environment) => {
  const folder = join(operations.folder, environment);
  const scripts = readdirSync(join(folder, 'scripts')).map((name) => join('scripts', name));

  // A script that an environment before has, too, to the byte, was read there.
  it('have scripts that ShellCheck is content with', async () => {
    const read = environments.slice(0, environments.indexOf(environment));
    const fresh = scripts.filter(
      (script) => !read.some((other) => text(other, script) === text(environment, script)),
    );
    expect(fresh).toContain('scripts/common.sh');
    expect(await objections(fresh, folder)).toEqual([]);
  });

  it('have scripts that can be run, and libraries that are not', () => {
    for (const script of scripts)
      expect([script, (statSync(join(folder, script)).mode & 0o111) !== 0]).toEqual([
        script,
        !script.endsWith('.sh'),
      ]);
  });

  it('have overlays that xmllint reads', () => {
    const overlays = readdirSync(join(folder, 'clickhouse-posthog')).filter((name) => name.endsWith('.xml'));
    expect(overlays.length).toBeGreaterThan(3);
    must('xmllint', ['--noout', ...overlays.map((name) => join(folder, 'clickhouse-posthog', name))]);
  });

  it('have a Makefile whose every target can be planned', () => {
    run('touch', ['.env'], { cwd: folder });
    const help = must('make', [], { cwd: folder });
    const targets = [...help.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, target]) => target ?? '');
    expect(targets.length).toBeGreaterThan(25);
    for (const target of targets) must('make', ['-n', target], { cwd: folder });
  });
});
