import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';
import { Server } from './server.ts';
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
  readonly #server: Server;

  constructor(inside: Namespace, overlays: string, more: Readonly<Record<string, string>> = {}) {
    this.#inside = inside;
    this.#server = new Server('ClickHouse', inside);
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
    await this.#server.start({
      program: `${this.#installed}/usr/sbin/clickhouse-server`,
      args: [`--config-file=${this.#inside.folder}/config.xml`],
      env: { CLICKHOUSE_PASSWORD: password },
      serves: () => this.query('SELECT 1').out.trim() === '1',
      seconds: 10,
    });
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  /** It logs nowhere else. */
  get said(): string {
    return this.#server.said;
  }

  query(statement: string): Outcome {
    return this.#inside.run(`${this.#installed}/usr/bin/clickhouse-client`, ['--query', statement]);
  }
}
