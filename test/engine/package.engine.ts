import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Packed } from '../package/packed.ts';
import { stated } from '../package/stated.ts';
import { put } from '../support/folder.ts';
import { typed, withTarball } from '../support/readme.ts';
import { stepsOf } from '../support/steps.ts';
import { managers, tool } from './support/managers.ts';
import { Stranger } from './support/stranger.ts';
import { must, run } from './support/tool.ts';

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
});
afterAll(() => packed.remove());

const [init = '', ...rest] = typed('A system of your own');

interface Problem {
  readonly kind: string;
  readonly resolutionKind?: string;
}
/** How modules that are no ES modules are resolved, and how all were before packages said what they offer. */
const notForModules: readonly (string | undefined)[] = ['node10', 'node16-cjs'];

describe('the tarball', () => {
  it('has nothing that publint finds', () => {
    const { code, out, err } = run('node', [tool('publint/src/cli.js'), '--strict', packed.tarball]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('All good!');
  });

  it('has types that each way of resolving a module finds, and that are of what runs', () => {
    const attw = tool('@arethetypeswrong/cli/dist/index.js');
    const args = ['--profile', 'esm-only', '--format', 'json', packed.tarball];
    const { code, out } = run('node', [attw, ...args]);
    const { analysis }: { analysis: { problems: readonly Problem[]; entrypoints: object } } = JSON.parse(out);
    const asked = analysis.problems.filter(({ resolutionKind }) => !notForModules.includes(resolutionKind));
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    const { exports: offered } = JSON.parse(readFileSync(join(packed.content, 'package.json'), 'utf8'));
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(offered));
  });
});

describe('a workspace of a stranger', () => {
  let begun: string;
  beforeAll(() => {
    begun = join(packed.folder, 'shop');
    mkdirSync(begun);
    must('bash', ['-c', withTarball(init, packed.tarball)], { cwd: begun });
  });

  /** A finding in the project, with its place: the image of the application gets a tag that moves. */
  const findings = (cwd: string, [first = '', ...words]: readonly string[]) => {
    const { out } = run(first, [...words, '--format', 'json'], { cwd });
    const { findings }: { findings: readonly { rule: string; place: object }[] } = JSON.parse(out);
    return findings.map(({ rule, place }) => ({ rule, place }));
  };

  it.each(managers)(
    '$name installs it, and the project type-checks, synthesizes and finds its own lines',
    (manager) => {
      const root = join(packed.folder, manager.name);
      put(root, {
        'package.json': JSON.stringify({ name: 'all', private: true, workspaces: ['packages/*'] }),
        ...manager.files,
      });
      const project = join(root, 'packages/shop');
      cpSync(begun, project, { recursive: true });
      const [install = '', ...args] = manager.install;
      must(install, args, { cwd: root });
      const [runs = '', ...words] = manager.script;
      const script = (name: string) => must(runs, [...words, name], { cwd: project });
      script('types');
      expect(script('synth')).toMatch(/^shop production +(\d+) files: \1 written; rules: nothing found$/m);
      script('check');

      const file = join(project, 'stacks/web.ts');
      const source = readFileSync(file, 'utf8');
      writeFileSync(file, source.replace('nginx:1.28.0-alpine', 'nginx:alpine'));
      const line = source.split('\n').findIndex((text) => text.includes("new Service(site, 'web'")) + 1;
      const found = { rule: 'image-pinned', place: expect.objectContaining({ file: 'stacks/web.ts', line }) };
      expect(findings(project, [...manager.program, 'stowage', 'lint'])).toEqual([found, found]); // one in each environment
      const beside = { ...found, place: expect.objectContaining({ file: 'web.ts', line }) };
      // Each of them runs a program in the folder of the package, wherever it is told to.
      const bin = [project, root].map((folder) => join(folder, 'node_modules/.bin/stowage')).find(existsSync);
      expect(findings(join(project, 'stacks'), [bin ?? '', 'lint', '--app', 'index.ts'])).toEqual([
        beside,
        beside,
      ]);
    },
  );
});

describe('a container with the tarball alone', () => {
  let stranger: Stranger;
  beforeAll(() => {
    stranger = new Stranger(packed.tarball);
  });
  afterAll(() => stranger.dispose());

  it('begins and installs a project as README.md says, and needs no network from then on', () => {
    expect(stranger.online('shop', 'node --version && ls -A /srv')).toBe('v20.19.0\nprojects\nstowage.tgz\n');
    const [install = '', ...then] = rest;
    stranger.online('shop', withTarball(init, stranger.tarball));
    stranger.online('shop', install);
    expect(stranger.run('shop', 'curl -s https://deb.debian.org')).toMatchObject({ code: 6 });
    expect(stranger.offline('shop', then.join('\n'))).toContain('rules: nothing found');
    const said = stranger.offline('shop', 'npm run check 2>&1 && npm run lint && npm run types');
    expect(said).toMatch(/^out is what the source says: [1-9]\d+ files$/m);
  });

  it.each(['empty', 'posthog'])('begins a project of %s without a network, too', (template) => {
    const lines = [`${withTarball(init, stranger.tarball)} --template ${template}`, ...rest];
    expect(stranger.offline(template, lines.join('\n'))).toContain('rules: nothing found');
    stranger.offline(template, 'npm run check && npm run types');
  });

  it('keeps what runs in production below what package/README.md says', () => {
    // npm leaves what Stowage has kept there for its next run.
    stranger.offline('shop', 'rm -rf node_modules && npm ci --omit=dev');
    const packages = stranger.offline('shop', 'npm ls --all --omit=dev --parseable | tail -n +2');
    // A file with two names, as esbuild makes of its program, counts once.
    const files = stranger.offline('shop', "find node_modules -type f -printf '%i %s\\n' | sort -u");
    const sizes = files
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(packages.trim().split('\n')).toHaveLength(stated.packages);
    expect(bytes).toBeLessThan(stated.installed);
  });

  it.each(['rules.md', 'backups.md'])('extends it as %s says, without a fork', (page) => {
    const project = page.replace('.md', '');
    stranger.offline(project, `${withTarball(init, stranger.tarball)} --template empty && npm install`);
    for (const step of stepsOf(resolve(import.meta.dirname, '../../docs/extending', page))) {
      if ('file' in step) stranger.put(project, { [step.file]: step.content });
      else if (step.command.startsWith('npx ')) {
        // What else a page types needs programs that are not in the container; the test of the pages has them.
        const { out } = stranger.run(project, `{ ${step.command}; } 2>&1 || true`);
        expect(out, step.command).toBe(step.says);
      }
    }
  });
});
