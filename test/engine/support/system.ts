import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from './tool.ts';
import { knowsStart, must, readingVersions, run } from './tool.ts';

/** What a system of a test may say of itself. */
export interface SystemOptions {
  /** @default '2.40' */
  readonly compose?: '2.26' | '2.40' | '5.6';
  /** The folder of the compiler that makes its files. @default - this one */
  readonly compiler?: string;
  /** @default 'test' */
  readonly environment?: string;
  /** What an operator's shell has set. @default - nothing */
  readonly env?: Readonly<Record<string, string>>;
  /** What an operator writes into `.env` beside what `make init` draws. @default - nothing */
  readonly values?: Readonly<Record<string, string>>;
}

/** A small system on the engine, whose files change under it: one environment of one stack. */
export class System {
  readonly folder: string;
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #id: string;
  readonly #environment: string;
  readonly #root: string;
  readonly #compiler: string;
  readonly #values: Readonly<Record<string, string>>;

  /** @param id that of its stack: the project is `<id>-<environment>` */
  constructor(
    id: string,
    {
      compose = '2.40',
      compiler = process.cwd(),
      environment = 'test',
      env = {},
      values = {},
    }: SystemOptions = {},
  ) {
    this.#id = id;
    this.#environment = environment;
    this.#root = mkdtempSync(join(tmpdir(), `stowage-${id}-`));
    this.#compiler = compiler;
    this.#values = values;
    this.folder = join(this.#root, 'operations');
    this.project = `${id}-${environment}`;
    this.env = {
      ...env,
      CONFIRM: this.project,
      DOCKER_CONFIG: readingVersions.find(([version]) => version === compose)?.[1] ?? '',
    };
    this.#sweep();
  }

  /**
   * Puts the files into the folder that a source makes, and fills `.env`. `CONSTRUCTS` in it stands for the author's vocabulary.
   * @param files of the author's own, beside it
   */
  becomes(source: string, files: Readonly<Record<string, string>> = {}): void {
    const author = join(this.#root, 'source');
    rmSync(author, { recursive: true, force: true });
    mkdirSync(join(author, 'stacks'), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(author, 'node_modules'));
    writeFileSync(join(author, 'package.json'), '{"type": "module"}');
    const constructs = join(this.#compiler, 'constructs/index.ts');
    for (const [path, content] of Object.entries({ ...files, 'index.ts': source })) {
      mkdirSync(join(author, 'stacks', path, '..'), { recursive: true });
      writeFileSync(join(author, 'stacks', path), content.replaceAll('CONSTRUCTS', constructs));
    }
    must('node', [join(this.#compiler, 'src/cli/stowage.cjs'), 'synth'], { cwd: author });
    cpSync(join(author, 'out', this.#id, this.#environment), this.folder, { recursive: true });
    must('make', ['init'], { cwd: this.folder });
    for (const [name, value] of Object.entries(this.#values))
      must('sed', ['-i', `s|^${name}=.*|${name}=${value}|`, '.env'], { cwd: this.folder });
  }

  /**
   * As an operator's override says: until a service is well it is asked about so often. Nobody waits here as long as a host has time, and
   * who is asked each second all the time keeps a processor busy.
   * @param retries of services that are given up after so many, and asked about so often all the time
   */
  asksEach(interval: string, retries: Readonly<Record<string, number>> = {}): void {
    const services = this.compose('config', '--services').split('\n').filter(Boolean);
    const starting = { start_interval: interval, start_period: '2m', interval: '30s', retries: 3 };
    const always = (tries = 120) => ({ interval, start_period: '0s', retries: tries });
    const usual = knowsStart() ? starting : always();
    const healthcheck = (id: string) => (retries[id] === undefined ? usual : always(retries[id]));
    writeFileSync(
      join(this.folder, 'docker-compose.override.yml'),
      JSON.stringify({
        services: Object.fromEntries(services.map((id) => [id, { healthcheck: healthcheck(id) }])),
      }),
    );
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

  /** In a container, by its name: the files may not know the service any more. */
  exec(service: string, command: readonly string[], input = ''): Outcome {
    const interactive = input === '' ? [] : ['--interactive'];
    const name = `${this.project}-${service}-1`;
    return run('docker', ['exec', ...interactive, name, ...command], { input, timeout: 120_000 });
  }

  /** The same, and a failure of the program is a failure of the test. */
  mustExec(service: string, command: readonly string[], input = ''): string {
    const { code, out, err } = this.exec(service, command, input);
    if (code !== 0)
      throw new Error(
        `${command.join(' ')} in ${service} ended with ${code}\n${out.slice(-4000)}\n${err.slice(-4000)}`,
      );
    return out.trim();
  }

  /** Names of what Docker has of this project. */
  has(kind: 'container' | 'volume' | 'network'): readonly string[] {
    const all = kind === 'container' ? ['--all', '--format', '{{.Names}}'] : ['--format', '{{.Name}}'];
    const ours = ['--filter', `label=com.docker.compose.project=${this.project}`];
    return must('docker', [kind, 'ls', ...all, ...ours])
      .split('\n')
      .filter(Boolean)
      .sort();
  }

  dispose(): void {
    if (existsSync(this.folder))
      run('scripts/destroy', [], { cwd: this.folder, timeout: 180_000, env: this.env });
    this.#sweep();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** What a killed run left, or these files do not know any more. */
  #sweep(): void {
    for (const name of this.has('container')) must('docker', ['container', 'rm', '--force', name]);
    for (const name of this.has('network')) this.#removeNetwork(name);
    for (const name of this.has('volume')) must('docker', ['volume', 'rm', '--force', name]);
    // What a restore has put aside has the name alone.
    for (const name of must('docker', ['volume', 'ls', '--format', '{{.Name}}']).split('\n'))
      if (name.startsWith(`${this.project}_`)) must('docker', ['volume', 'rm', name]);
  }

  /**
   * Since 28.2 the engine may take the endpoint of a container that is gone for one that is there, until it is started again: it reads
   * the list of them while one is deleted, and keeps what it read. Nothing is on such a network, and the next system of this name takes it.
   * @see https://github.com/moby/moby/pull/49736
   */
  #removeNetwork(name: string): void {
    const { code, err } = run('docker', ['network', 'rm', name]);
    if (code === 0) return;
    const gone = [...err.matchAll(/name:"([^"]+)" id:/g)].map(([, container = '']) => container);
    const there = gone.filter((container) => run('docker', ['inspect', container]).code === 0);
    if (gone.length === 0 || there.length > 0) throw new Error(`docker network rm ${name}: ${err}`);
    console.warn(`${name} stays: the engine remembers ${gone.join(', ')}, which is gone`);
  }
}

/**
 * The source of a system that is made of a few lines: `stack`, its phases `core` and `last`, and whatever of the vocabulary it names.
 * @param names of the vocabulary, beside App, Environment and Stack
 */
export function sourceOf(id: string, names: readonly string[], lines: string): string {
  return `import { ${['App', 'Environment', 'Stack', ...names].join(', ')} } from 'CONSTRUCTS';
const app = new App();
const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;
for (const environment of Environment.all({ test: { host } })) {
  const stack = new Stack(app, '${id}', environment, { title: 'Test', version: '1', backups: { at: '03:00', keepDays: 3 } });
  const [core, last] = stack.phases('core', 'last');
  ${lines}
}
export default app;
`;
}
