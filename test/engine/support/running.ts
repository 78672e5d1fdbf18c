import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { EnvironmentName } from './operations.ts';
import { checkout, init } from './operations.ts';
import { recordEvents } from './recorder.ts';
import type { Outcome } from './tool.ts';
import { composeVersions, knowsStart, must, run } from './tool.ts';

export interface Plans {
  /** @default - the newer one */
  readonly compose?: '2.26' | '2.40';
  /** The generated system to run. @default - that of `out/` */
  readonly from?: string;
  /** What is typed into `.env` after `make init`: a variable and its value as it is written there. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Ask each health check more often, for a test that starts the system many times: until it is healthy, or always.
   * @default - as often as the generated file says
   */
  readonly impatient?: 'at start' | 'always';
}

interface Override {
  services: Record<string, Record<string, unknown>>;
  volumes?: Record<string, Record<string, unknown>>;
}

interface Configured {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly deploy?: { readonly resources?: { readonly limits?: { readonly cpus?: number } } };
        readonly ulimits?: { readonly nofile?: { readonly hard: number } };
        readonly healthcheck?: object;
      }
    >
  >;
}

/** One generated environment on the engine, driven as its operator would; `dispose` removes all that it made. */
export class Running {
  readonly folder: string;
  readonly environment: EnvironmentName;
  readonly project: string;
  /** Seconds since 1970, by the engine's clock. */
  readonly began: number;
  /** The file in which the engine's events of it are written down. */
  readonly events: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #override: Override = { services: {} };
  readonly #dispose: () => void;
  readonly #endRecord: () => void;

  constructor(
    environment: EnvironmentName,
    { compose = '2.40', from = 'out/posthog', settings = {}, impatient }: Plans = {},
  ) {
    const { folder, dispose } = checkout(from);
    this.folder = join(folder, environment);
    this.environment = environment;
    this.project = `${basename(from)}-${environment}`;
    this.#dispose = dispose;
    const config = composeVersions.find(([version]) => version === compose)?.[1] ?? '';
    this.#env = { CONFIRM: this.project, DOCKER_CONFIG: config };
    init(this.folder);
    for (const [name, value] of Object.entries(settings)) this.#set(name, value);
    this.#fitMachine(impatient);
    this.began = Math.floor(Date.now() / 1000);
    this.events = join(folder, 'events.json');
    this.#endRecord = recordEvents(this.project, this.events);
  }

  make(...words: readonly string[]): Outcome {
    return run('make', words, { cwd: this.folder, timeout: 400_000, env: this.#env });
  }

  /** The same, and a failure is a failure of the test. */
  mustMake(...words: readonly string[]): string {
    return must('make', words, { cwd: this.folder, timeout: 400_000, env: this.#env });
  }

  compose(...words: readonly string[]): string {
    return must('docker', ['compose', ...words], { cwd: this.folder, timeout: 400_000, env: this.#env });
  }

  script(name: string, ...words: readonly string[]): Outcome {
    return run(`scripts/${name}`, words, { cwd: this.folder, timeout: 400_000, env: this.#env });
  }

  /** What the scripts are given beside the environment of this process. */
  get scriptEnv(): Readonly<Record<string, string>> {
    return this.#env;
  }

  /** Adds to the override file of the test; the generated files stay as they are. */
  override(service: string, keys: Readonly<Record<string, unknown>>): void {
    this.#override.services[service] = { ...this.#override.services[service], ...keys };
    this.#writeOverride();
  }

  overrideVolume(volume: string, keys: Readonly<Record<string, unknown>>): void {
    this.#override.volumes = { ...this.#override.volumes, [volume]: { ...keys } };
    this.#writeOverride();
  }

  forget(service: string, key: string): void {
    delete this.#override.services[service]?.[key];
    this.#writeOverride();
  }

  /** Caddy signs its certificates itself, instead of asking a public authority. */
  signOwnCertificates(): void {
    const file = join(this.folder, '..', 'Caddyfile.own-authority');
    const generated = readFileSync(join(this.folder, 'caddy/Caddyfile'), 'utf8');
    writeFileSync(file, generated.replace(/^\{$/m, '{\n\tlocal_certs\n\tskip_install_trust'));
    const target = '/etc/caddy/Caddyfile';
    this.override('caddy', { volumes: [{ type: 'bind', source: file, target, read_only: true }] });
  }

  /** The certificate of that authority, in a file. */
  authority(): string {
    const file = join(this.folder, '..', 'root.crt');
    const path = '/data/caddy/pki/authorities/local/root.crt';
    writeFileSync(file, this.compose('exec', '-T', 'caddy', 'cat', path));
    return file;
  }

  exec(service: string, ...words: readonly string[]): string {
    return this.compose('exec', '-T', service, ...words).trim();
  }

  sql(statement: string): string {
    return this.exec('postgres', 'psql', '-U', 'posthog', '-d', 'posthog', '-Atc', statement);
  }

  clickhouse(statement: string): string {
    return this.exec('clickhouse', 'clickhouse-client', '--database', 'posthog', '--query', statement);
  }

  /** Container ids by service, running or not. */
  containers(): Readonly<Record<string, string>> {
    const lines = must('docker', [
      ...['ps', '--all', '--no-trunc', '--filter', `label=com.docker.compose.project=${this.project}`],
      ...['--filter', 'label=com.docker.compose.oneoff=False'],
      ...['--format', '{{.Label "com.docker.compose.service"}} {{.ID}}'],
    ]);
    return Object.fromEntries(
      lines
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ') as [string, string]),
    );
  }

  dispose(): void {
    if (!existsSync(this.folder)) return;
    const down = ['compose', '--profile', 'tools', 'down', '--volumes', '--remove-orphans', '--timeout', '0'];
    run('docker', down, { cwd: this.folder, timeout: 180_000 });
    const aside = ['volume', 'ls', '--quiet', '--filter', `label=stowage.project=${this.project}`];
    for (const volume of must('docker', aside).split('\n').filter(Boolean))
      run('docker', ['volume', 'rm', volume]);
    this.#endRecord();
    this.#dispose();
  }

  #set(name: string, value: string): void {
    const file = join(this.folder, '.env');
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => (line.startsWith(`${name}=`) ? `${name}=${value}` : line));
    writeFileSync(file, lines.join('\n'));
  }

  /** What this machine's kernel or its processors refuse, and what the test asked for. */
  #fitMachine(impatient: Plans['impatient']): void {
    const { services }: Configured = JSON.parse(this.compose('config', '--format', 'json'));
    const openFiles = Number(must('bash', ['-c', 'ulimit -Hn']).trim());
    const cpus = availableParallelism();
    const always = impatient === 'always' || !knowsStart();
    for (const [service, { deploy, ulimits, healthcheck }] of Object.entries(services)) {
      if (Number(deploy?.resources?.limits?.cpus ?? 0) > cpus)
        this.override(service, { deploy: { resources: { limits: { cpus: String(cpus) } } } });
      if ((ulimits?.nofile?.hard ?? 0) > openFiles)
        this.override(service, { ulimits: { nofile: { soft: openFiles, hard: openFiles } } });
      // Kafka's starts a Java machine each time.
      const often = service === 'kafka' ? '2s' : '1s';
      if (impatient !== undefined && healthcheck)
        this.override(service, {
          healthcheck: {
            ...(always ? { interval: often } : { start_interval: often }),
            // What it runs waits as long as it may when MinIO does not answer yet.
            ...(service === 'minio' && { timeout: '2s' }),
          },
        });
    }
    if (Object.keys(this.#override.services).length > 0)
      console.log(`${this.environment}: override for this machine: ${JSON.stringify(this.#override)}`);
  }

  #writeOverride(): void {
    writeFileSync(join(this.folder, 'docker-compose.override.yml'), JSON.stringify(this.#override, null, 2));
  }
}
