import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { images } from './posthog.ts';
import type { Outcome } from './tool.ts';
import { composeVersions, must, run } from './tool.ts';

/** A small system whose files change under it: a database, and what a test adds to it. */
export class Parcel {
  readonly folder: string;
  readonly project = 'parcel-test';
  readonly env: Readonly<Record<string, string>>;
  readonly #root = mkdtempSync(join(tmpdir(), 'stowage-parcel-'));

  readonly #compiler: string;

  /** @param compiler the folder of the compiler that makes its files; this one unless a test changed another. */
  constructor(compose: '2.26' | '2.40', compiler = process.cwd()) {
    this.#compiler = compiler;
    this.folder = join(this.#root, 'operations');
    this.env = {
      CONFIRM: this.project,
      DOCKER_CONFIG: composeVersions.find(([version]) => version === compose)?.[1] ?? '',
    };
    this.#sweep();
  }

  /** Puts the files into the folder that a stack makes; `lines` make its services. */
  becomes(lines: string): void {
    const source = join(this.#root, 'source');
    rmSync(source, { recursive: true, force: true });
    mkdirSync(join(source, 'stacks'), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(source, 'node_modules'));
    writeFileSync(join(source, 'package.json'), '{"type": "module"}');
    writeFileSync(join(source, 'stacks/index.ts'), stack(this.#compiler, lines));
    must('node', [join(this.#compiler, 'src/cli/stowage.cjs'), 'synth'], { cwd: source });
    cpSync(join(source, 'out/parcel/test'), this.folder, { recursive: true });
    must('make', ['init'], { cwd: this.folder });
  }

  make(...words: readonly string[]): Outcome {
    return run('make', words, { cwd: this.folder, timeout: 300_000, env: this.env });
  }

  mustMake(...words: readonly string[]): string {
    return must('make', words, { cwd: this.folder, timeout: 300_000, env: this.env });
  }

  compose(...words: readonly string[]): string {
    return must('docker', ['compose', ...words], { cwd: this.folder, timeout: 300_000, env: this.env });
  }

  /** By the container's name: the files may not know the service any more. */
  sql(service: string, statement: string): string {
    const psql = ['psql', '-U', 'parcel', '-d', 'parcel', '-Atc', statement];
    return must('docker', ['exec', `${this.project}-${service}-1`, ...psql]).trim();
  }

  /** Names of what Docker has of this project. */
  has(kind: 'container' | 'volume' | 'network'): readonly string[] {
    const all = kind === 'container' ? ['--all', '--format', '{{.Names}}'] : ['--format', '{{.Name}}'];
    return must('docker', [
      kind,
      'ls',
      ...all,
      '--filter',
      `label=com.docker.compose.project=${this.project}`,
    ])
      .split('\n')
      .filter(Boolean)
      .sort();
  }

  dispose(): void {
    run('scripts/destroy', [], { cwd: this.folder, timeout: 180_000, env: this.env });
    this.#sweep();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** What a killed run left, or these files do not know any more. */
  #sweep(): void {
    for (const kind of ['container', 'network', 'volume'] as const)
      for (const name of this.has(kind)) must('docker', [kind, 'rm', '--force', name]);
  }
}

function stack(compiler: string, lines: string): string {
  const constructs = join(compiler, 'constructs/index.ts');
  return `import { App, Environment, Job, Network, Postgres, Service, Stack, Volume } from '${constructs}';
const app = new App();
const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;
const image = '${images.postgres}';
const plain = '${images.posthog}';
for (const environment of Environment.all({ test: { host } })) {
  const stack = new Stack(app, 'parcel', environment, { title: 'Parcel', version: '1', backups: { at: '03:00', keepDays: 3 } });
  const [core, last] = stack.phases('core', 'last');
  ${lines}
}
export default app;
`;
}
