import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Namespace } from './namespace.ts';
import type { EnvironmentName } from './operations.ts';
import { checkout, init } from './operations.ts';
import { sections } from './runbook.ts';
import type { Outcome } from './tool.ts';

/** A service that runs in a namespace, in the place of its container. */
interface Beside {
  /** The folder that its container would have in front of the PATH. */
  readonly programs: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Docker, as far as the lines need it: a command for a service is run beside this, with that service's programs. */
const docker = `#!/bin/bash
set -eu
while [ "$1" != exec ]; do shift; done
shift
[ "$1" != -T ] || shift
service=$1
shift
. "$(dirname -- "$0")/$service.env"
exec "$@"
`;

/** An operator's shell in the folder of an environment, in a namespace: what the runbook says is typed there as it stands. */
export class Console {
  readonly #inside: Namespace;
  readonly #folder: string;
  readonly #programs: string;
  readonly dispose: () => void;

  /** `from` is where the environments were generated. */
  constructor(
    inside: Namespace,
    environment: EnvironmentName,
    services: Readonly<Record<'kafka' | 'clickhouse', Beside>>,
    from?: string,
  ) {
    this.#inside = inside;
    const { folder, dispose } = checkout(from);
    this.dispose = dispose;
    this.#folder = join(folder, environment);
    this.#programs = join(folder, 'programs');
    init(this.#folder);
    mkdirSync(this.#programs);
    writeFileSync(join(this.#programs, 'docker'), docker, { mode: 0o755 });
    for (const [name, { programs, env }] of Object.entries(services)) {
      const lines = Object.entries({ ...env, PATH: `${programs}:${process.env.PATH}` });
      const text = lines.map(([variable, value]) => `export ${variable}='${value}'\n`).join('');
      writeFileSync(join(this.#programs, `${name}.env`), text);
    }
  }

  type(lines: string): Outcome {
    const env = { PATH: `${this.#programs}:${process.env.PATH}` };
    const there = `cd '${this.#folder}'\n${lines}`;
    return this.#inside.run('bash', ['-euo', 'pipefail', '-c', there], { env });
  }

  /** Types the lines that stand under a heading of the runbook. */
  follow(heading: RegExp): Outcome {
    const found = sections(join(this.#folder, '../README.en.md')).filter((one) => heading.test(one.heading));
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} sections: ${heading}`);
    return this.type(found[0].lines);
  }
}
