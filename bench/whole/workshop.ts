import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Packed } from '../../test/package/packed.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/stowage-bench');
const module = JSON.stringify({ type: 'module' });

/** The folders in which the commands run: the package as it is published, in a project that uses it, and the peers. */
export class Workshop {
  readonly #packed = new Packed();
  /** A project with the large stack, and PostHog's in a folder of it. */
  readonly project = this.#packed.user({ 'package.json': module });
  readonly posthog = join(this.project, 'posthog');
  /** The same once more, for the command before which it changes: what runs after that is as new to the others. */
  readonly changing = join(this.project, 'changing');
  /** What it starts, whatever is on the PATH. */
  readonly stowage = join(this.project, 'node_modules/stowage/src/cli/stowage.cjs');
  readonly peers = join(cache, 'peers');
  #changes = 0;

  constructor() {
    cpSync(join(root, 'bench/large'), join(this.project, 'stacks'), { recursive: true });
    const stack = join(this.project, 'stacks/stack.ts');
    writeFileSync(stack, readFileSync(stack, 'utf8').replace("'../../constructs/index.ts'", "'stowage'"));
    for (const cwd of [this.posthog, this.changing]) {
      mkdirSync(cwd);
      execFileSync(process.execPath, [this.stowage, 'init', '--template', 'posthog'], { cwd });
    }
    this.#installPeers();
  }

  /** Changes PostHog's stack, but nothing that is made of it. */
  change(): void {
    appendFileSync(join(this.changing, 'stacks/posthog.ts'), `// ${++this.#changes}\n`);
  }

  remove(): void {
    this.#packed.remove();
  }

  /** Once for each lock file; none of it is in the tree of the repository. */
  #installPeers(): void {
    const from = join(root, 'bench/peers');
    const lock = 'package-lock.json';
    const known =
      existsSync(join(this.peers, 'node_modules')) && readFileSync(join(this.peers, lock), 'utf8');
    const isNew = known !== readFileSync(join(from, lock), 'utf8');
    mkdirSync(this.peers, { recursive: true });
    cpSync(from, this.peers, { recursive: true });
    cpSync(join(root, 'bench/large'), join(cache, 'large'), { recursive: true });
    cpSync(join(root, '.npmrc'), join(this.peers, '.npmrc'));
    if (!isNew) return;
    rmSync(join(this.peers, 'node_modules'), { recursive: true, force: true });
    execFileSync('npm', ['ci'], { cwd: this.peers, stdio: 'inherit' });
  }
}
