import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Namespace } from './namespace.ts';
import type { EnvironmentName } from './operations.ts';
import { must } from './tool.ts';
import { steps } from './workflow.ts';

export const domain = 'posthog.example.com';
/** What Compose hands to Caddy. */
export const variables = { DOMAIN: domain, ACME_EMAIL: 'ops@example.com' };
const upstream = fileURLToPath(new URL('./upstream.ts', import.meta.url));

export interface Answer {
  readonly status: number;
  /** By name in lower case, as curl writes them. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
  readonly seconds: number;
}

/**
 * The generated Caddyfile of one environment, run by one Caddy in front of a small web application. Where an authority
 * would sign the certificates, the workflow's own step puts Caddy's internal one in its place, in a copy.
 */
export class Edge {
  readonly origin: string;
  readonly #place: Namespace;
  readonly #root: string;
  readonly #caddy: ChildProcess;
  #upstream: ChildProcess | undefined;
  #log = '';

  private constructor(place: Namespace, environment: EnvironmentName, program: string, from: string) {
    this.#place = place;
    const local = environment === 'local';
    this.origin = local ? 'http://localhost' : `https://${domain}`;
    this.#root = join(place.folder, 'data/caddy/pki/authorities/local/root.crt');
    const generated = `${from}/${environment}/caddy/Caddyfile`;
    const config = local ? generated : join(place.folder, 'Caddyfile');
    if (!local) writeFileSync(config, signedHere(generated));
    const data = { XDG_DATA_HOME: join(place.folder, 'data'), XDG_CONFIG_HOME: join(place.folder, 'config') };
    const words = ['run', '--adapter', 'caddyfile', '--config', config];
    this.#caddy = place.start(program, words, { ...variables, ...data });
    this.#caddy.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
    });
  }

  /** `from` is the generated system: that of `out/` when nothing is said. */
  static async start(environment: EnvironmentName, program: string, from = 'out/posthog'): Promise<Edge> {
    const hosts = { localhost: '127.0.0.1', web: '127.0.0.1', [domain]: '127.0.0.2' };
    const edge = new Edge(await Namespace.open(hosts), environment, program, from);
    await edge.startUpstream();
    await edge.#place.listening(80);
    for (let tries = 0; environment !== 'local' && !existsSync(edge.#root); tries++) {
      if (tries === 200) throw new Error(`Caddy made no authority\n${edge.#log}`);
      await setTimeout(50);
    }
    return edge;
  }

  /** All that Caddy has said. */
  get log(): string {
    return this.#log;
  }

  async startUpstream(): Promise<void> {
    this.#upstream = this.#place.start(process.execPath, [
      ...['--max-http-header-size=200000', '--import', 'tsx', upstream, '8000'],
    ]);
    await this.#place.listening(8000);
  }

  async stopUpstream(): Promise<void> {
    if (this.#upstream !== undefined) await this.#place.end(this.#upstream);
  }

  /** What a client at 192.0.2.7 is told, unless curl's `--interface` says 192.0.2.8; `words` are curl's own. A path is below the origin. */
  async ask(path: string, ...words: readonly string[]): Promise<Answer> {
    const body = join(this.#place.folder, `body-${randomUUID()}`);
    const form = '%{http_code} %{time_total}\n%{header_json}';
    const url = path.startsWith('/') ? this.origin + path : path;
    const call = this.#curl(['--output', body, '--write-out', form, ...words, url]);
    const [said, why, code] = await Promise.all([text(call.stdout), text(call.stderr), ended(call)]);
    if (code !== 0)
      throw new Error(`curl ${[...words, url].join(' ')} ended with ${code}\n${why}\n${this.#log}`);
    const [status, seconds] = (said.split('\n')[0] ?? '').split(' ').map(Number);
    const headers: Answer['headers'] = JSON.parse(said.slice(said.indexOf('\n')));
    return { status: status ?? 0, seconds: seconds ?? 0, headers, body: readIfThere(body) };
  }

  /** The status alone: of a request that is refused before it is there, the answer may be cut off. */
  async status(path: string, ...words: readonly string[]): Promise<number> {
    const call = this.#curl([
      '--output',
      '/dev/null',
      '--write-out',
      '%{http_code}',
      ...words,
      this.origin + path,
    ]);
    return Number(await text(call.stdout));
  }

  /** Reads a response piece by piece: `read` is called with all that has come so far. */
  async stream(path: string, read: (soFar: string) => Promise<void>): Promise<string> {
    const call = this.#curl(['--no-buffer', this.origin + path]);
    let soFar = '';
    for await (const piece of call.stdout) {
      soFar += String(piece);
      await read(soFar);
    }
    return soFar;
  }

  /** Sends bytes as they are to the plain port, and reads until it closes. */
  raw(request: string): Promise<string> {
    const line = 'exec 3<>/dev/tcp/127.0.0.1/80 && printf %s "$1" >&3 && timeout 20 cat <&3';
    return text(this.#place.start('bash', ['-c', line, 'bash', request]).stdout);
  }

  /** A file for curl to send. */
  file(name: string, content: Uint8Array): string {
    const path = join(this.#place.folder, name);
    writeFileSync(path, content);
    return path;
  }

  #curl(words: readonly string[]) {
    const trust = existsSync(this.#root) ? ['--cacert', this.#root] : [];
    const always = [
      '--silent',
      '--show-error',
      '--max-time',
      '60',
      '--interface',
      '192.0.2.7',
      '--path-as-is',
    ];
    return this.#place.start('curl', [...always, ...trust, ...words]);
  }

  close(): Promise<void> {
    return this.#place.close();
  }
}

/** The Caddyfile of a runner: what the step of the generated workflow makes of it. */
function signedHere(generated: string): string {
  const workflow = readFileSync('out/posthog/.github/workflows/docker-compose.yml', 'utf8');
  const step = steps(workflow).find(({ name }) => name === 'Let Caddy sign its own certificates');
  const sed = /^sed .* caddy\/Caddyfile/m.exec(step?.run ?? '')?.[0];
  if (sed === undefined) throw new Error('the workflow no longer changes the Caddyfile with sed');
  return must('sh', ['-c', sed.replace('caddy/Caddyfile', '"$1"'), 'sh', generated]);
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

function readIfThere(file: string): Buffer {
  return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
}
