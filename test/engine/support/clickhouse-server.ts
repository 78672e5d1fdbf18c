import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';
import type { Outcome } from './tool.ts';

export const password = 'drawn-at-random.1';

/** Where it may write, and nothing else: everything else is Debian's own configuration and ours over it. */
const place = (folder: string) => `<yandex>
  <path>${folder}/data/</path><tmp_path>${folder}/data/tmp/</tmp_path>
  <user_files_path>${folder}/data/files/</user_files_path>
  <format_schema_path>${folder}/data/schemas/</format_schema_path>
</yandex>
`;

/** Debian's ClickHouse server, 18.16, in a namespace, on the overlays of one environment. */
export class ClickHouseServer {
  readonly #inside: Namespace;
  readonly #installed = fetched('STOWAGE_CLICKHOUSE_OLD');
  #child: ChildProcess | undefined;
  /** What it printed, of all its starts: it logs nowhere else. */
  said = '';

  constructor(inside: Namespace, overlays: string, more: Readonly<Record<string, string>> = {}) {
    this.#inside = inside;
    const { folder } = inside;
    for (const name of ['config.xml', 'users.xml'])
      cpSync(join(this.#installed, 'etc/clickhouse-server', name), join(folder, name));
    mkdirSync(join(folder, 'config.d'));
    mkdirSync(join(folder, 'data'));
    // Those of users.d have settings that a server of 2018 does not know, and it refuses them.
    const ours = readdirSync(overlays).filter((name) => /(?<!-users)-config\.xml$/.test(name));
    if (ours.length !== 4) throw new Error(`${overlays} has ${ours.join(', ')}: change this test with it`);
    for (const name of ours) cpSync(join(overlays, name), join(folder, 'config.d', name));
    for (const [name, content] of Object.entries({ 'zz-place.xml': place(folder), ...more }))
      writeFileSync(join(folder, 'config.d', name), content);
  }

  async start(): Promise<void> {
    const server = `${this.#installed}/usr/sbin/clickhouse-server`;
    const child = this.#inside.start(server, [`--config-file=${this.#inside.folder}/config.xml`], {
      CLICKHOUSE_PASSWORD: password,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        this.said += String(text);
      });
    for (let tries = 0; this.query('SELECT 1').out.trim() !== '1'; tries++) {
      if (tries === 100 || child.exitCode !== null)
        throw new Error(`the server did not start:\n${this.said.slice(-4000)}`);
      await setTimeout(100);
    }
  }

  /** As `docker stop` does it. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  query(statement: string): Outcome {
    return this.#inside.run(`${this.#installed}/usr/bin/clickhouse-client`, ['--query', statement]);
  }
}
