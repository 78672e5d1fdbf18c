import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { password } from './clickhouse-server.ts';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';
import type { Outcome } from './tool.ts';

const ours = join(import.meta.dirname, '../standing');

/** ClickHouse's engine of 23.10 in a namespace, on the overlays of one environment, kept running as its server would be. */
export class StandingEngine {
  /** Where its `clickhouse-client` is. */
  readonly programs = ours;
  readonly env: Readonly<Record<string, string>>;
  readonly #inside: Namespace;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(inside: Namespace, overlays: string) {
    this.#inside = inside;
    const folder = join(inside.folder, 'engine');
    this.#folder = folder;
    for (const name of ['config.d', 'data']) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['cluster-config.xml', 'kafka-config.xml', 'resources-config.xml'])
      if (existsSync(join(overlays, name))) cpSync(join(overlays, name), join(folder, 'config.d', name));
    // Where the library would print rows for a person, it prints them at all.
    const lines = `<logger><level>information</level><log>${folder}/log</log></logger><pager>cat</pager>`;
    writeFileSync(join(folder, 'config.xml'), `<clickhouse>${lines}</clickhouse>`);
    const resources = readFileSync(join(overlays, 'resources-config.xml'), 'utf8');
    const [, port] = /<interserver_http_port>(\d+)</.exec(resources) ?? [];
    this.env = {
      STANDING_ENGINE: fetched('STOWAGE_CLICKHOUSE_ENGINE'),
      STANDING_SOCKET: join(folder, 'socket'),
      STANDING_CONFIG: folder,
      STANDING_DATA: join(folder, 'data'),
      CLICKHOUSE_PASSWORD: password,
      ...(port !== undefined && { STANDING_PORT: port }),
    };
  }

  /** `more` is what it is told beside the overlays. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = this.#inside.start('python3', [join(ours, 'engine.py')], {
      ...this.env,
      ...more,
      LD_PRELOAD: fetched('STOWAGE_CLICKHOUSE_STANDING'),
    });
    this.#child = child;
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        printed += String(text);
      });
    for (let tries = 0; this.query('SELECT 1').out !== '1\n'; tries++) {
      if (tries === 100 || child.exitCode !== null)
        throw new Error(`the engine did not start:\n${printed}\n${this.said.slice(-4000)}`);
      await setTimeout(200);
    }
  }

  /** At once: it has nobody to tell that it should end. */
  async stop(): Promise<void> {
    if (this.#child !== undefined) await this.#inside.end(this.#child);
  }

  query(statement: string): Outcome {
    return this.#inside.run(join(ours, 'clickhouse-client'), ['--query', statement], { env: this.env });
  }

  /** Its log. */
  get said(): string {
    const file = join(this.#folder, 'log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
}
