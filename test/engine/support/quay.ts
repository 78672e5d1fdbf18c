import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { images } from './posthog.ts';
import { must } from './tool.ts';

/** What a test changes in it. */
export interface QuayLines {
  /** What the site answers: one file of the web server. */
  readonly page?: string;
  /** What the job does. */
  readonly seed?: string;
  /** How large a request may be: one line of the edge's file. */
  readonly limit?: string;
  /** More words of the web server's command. */
  readonly words?: readonly string[];
}

/** The project's name, and the port of the host that leads to its site. */
export const quay = { project: 'stowage-test-quay-local', port: 18_088 };

/**
 * A small system for both targets: a database on an internal network, a job that fills it, a web server with a generated file, and an edge
 * with a root that nobody can write to.
 */
export class Quay {
  readonly #root = mkdtempSync(join(tmpdir(), 'stowage-quay-'));
  /** The environment's folder, as `synth` makes it. */
  readonly folder = join(this.#root, 'out/stowage-test-quay/local');
  readonly terraform = join(this.folder, 'terraform');

  constructor() {
    mkdirSync(join(this.#root, 'stacks'));
    symlinkSync(join(process.cwd(), 'node_modules'), join(this.#root, 'node_modules'));
    writeFileSync(join(this.#root, 'package.json'), '{"type": "module"}');
  }

  becomes(lines: QuayLines = {}): void {
    writeFileSync(join(this.#root, 'stacks/index.ts'), source(lines));
    must('node', [join(process.cwd(), 'src/cli/stowage.cjs'), 'synth'], { cwd: this.#root });
  }

  /** Puts what was made for Terraform where a state is already. */
  into(folder: string): void {
    cpSync(this.terraform, folder, { recursive: true });
  }

  /** The document for Terraform. */
  document(): string {
    return readFileSync(join(this.terraform, 'main.tf.json'), 'utf8');
  }

  dispose(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

const insert = "CREATE TABLE IF NOT EXISTS ships (name text); INSERT INTO ships VALUES ('first')";

function source({
  page = 'one',
  seed = `psql "$DATABASE_URL" -c "${insert}"`,
  limit = '25MB',
  words = [],
}: QuayLines): string {
  const constructs = join(process.cwd(), 'constructs/index.ts');
  const targets = join(process.cwd(), 'src/targets');
  const command = ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', ...words];
  return `import { App, Caddy, ConfigFile, Environment, Job, Network, Postgres, replace, Service, Stack } from '${constructs}';
import { operations } from '${targets}/operations/index.ts';
import { terraform } from '${targets}/terraform/index.ts';
const app = new App({ targets: [operations(), terraform()] });
const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;
for (const environment of Environment.all({ local: { host } })) {
  const stack = new Stack(app, 'stowage-test-quay', environment, { title: 'Quay', version: '1', backups: { at: '03:00', keepDays: 3 } });
  const [core, setup, site] = stack.phases('core', 'setup', 'site');
  const inside = new Network(core, 'inside', { internal: true, purpose: 'The database.' });
  const outside = new Network(core, 'outside', { purpose: 'The site.' });
  const postgres = new Postgres(core, 'postgres', { image: '${images.postgres}', database: 'quay', networks: [inside], memory: '256mb' });
  const env = { DATABASE_URL: postgres.url };
  new Job(setup, 'seed', { image: '${images.postgres}', memory: '64mb', networks: [inside], env, command: ['sh', '-ec', ${JSON.stringify(seed)}] });
  const file = new ConfigFile(stack, 'page', { file: 'web/Caddyfile', content: ':8000\\nrespond "${page}"\\n', comment: '#' });
  const web = new Service(site, 'web', {
    image: '${images.caddy}', port: 8000, memory: '64mb', networks: [inside, outside], command: ${JSON.stringify(command)},
    health: { exec: ['wget', '-q', '-O', '-', 'http://127.0.0.1:8000/'] },
  });
  web.mount(file, '/etc/caddy/Caddyfile');
  new Caddy(site, 'caddy', { image: '${images.caddy}', domain: 'localhost', tls: 'none', routes: { '/*': web }, bodyLimit: '${limit}', networks: [outside], compose: { ports: replace(['127.0.0.1:${quay.port}:80']) } });
}
export default app;
`;
}
