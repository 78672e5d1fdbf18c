import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentName } from './operations.ts';
import { checkout, init } from './operations.ts';
import type { Outcome } from './tool.ts';
import { must, run } from './tool.ts';

/** One generated environment on the engine, driven as its operator would; `dispose` removes all that it made. */
export class Running {
  readonly folder: string;
  readonly project: string;
  readonly #dispose: () => void;

  constructor(environment: EnvironmentName) {
    const { folder, dispose } = checkout();
    this.folder = join(folder, environment);
    this.project = `posthog-${environment}`;
    this.#dispose = dispose;
    init(this.folder);
    // What this machine's kernel refuses, and nothing else.
    const override = 'services:\n  clickhouse: { ulimits: !reset null }\n';
    writeFileSync(join(this.folder, 'docker-compose.override.yml'), override);
    console.log(`override for this machine:\n${override}`);
  }

  make(...words: readonly string[]): Outcome {
    return run('make', words, { cwd: this.folder, timeout: 300_000, env: { CONFIRM: this.project } });
  }

  /** The same, and a failure is a failure of the test. */
  mustMake(...words: readonly string[]): string {
    return must('make', words, { cwd: this.folder, timeout: 300_000, env: { CONFIRM: this.project } });
  }

  compose(...words: readonly string[]): string {
    return must('docker', ['compose', ...words], { cwd: this.folder, timeout: 300_000 });
  }

  sql(statement: string): string {
    return this.compose(
      'exec',
      '-T',
      'postgres',
      'psql',
      '-U',
      'posthog',
      '-d',
      'posthog',
      '-Atc',
      statement,
    ).trim();
  }

  clickhouse(statement: string): string {
    const line = 'exec clickhouse-client --password "$CLICKHOUSE_PASSWORD" --database posthog --query "$1"';
    return this.compose('exec', '-T', 'clickhouse', 'sh', '-c', line, 'sh', statement).trim();
  }

  /** Runs Python with the stand-in's clients in the web container. */
  python(program: string): string {
    return this.compose('exec', '-T', 'web', 'python', '-c', `import standin\n${program}`).trim();
  }

  /** Container ids by service, running or not. */
  containers(): Readonly<Record<string, string>> {
    const lines = must('docker', [
      'ps',
      '--all',
      '--no-trunc',
      '--filter',
      `label=com.docker.compose.project=${this.project}`,
      '--filter',
      'label=com.docker.compose.oneoff=False',
      '--format',
      '{{.Label "com.docker.compose.service"}} {{.ID}}',
    ]);
    return Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ') as [string, string]),
    );
  }

  dispose(): void {
    run('docker', ['compose', 'down', '--volumes', '--remove-orphans'], {
      cwd: this.folder,
      timeout: 120_000,
    });
    const aside = must('docker', [
      'volume',
      'ls',
      '--quiet',
      '--filter',
      `label=stowage.project=${this.project}`,
    ]);
    for (const volume of aside.split('\n').filter(Boolean)) run('docker', ['volume', 'rm', volume]);
    this.#dispose();
  }
}
