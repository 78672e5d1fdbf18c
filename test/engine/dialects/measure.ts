import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readingVersions, run } from '../support/tool.ts';
import type { Dialect } from './cases.ts';
import { hashings, readings } from './cases.ts';

const image = 'nginx:1.27.1';
const top = {
  name: 'shop',
  networks: { front: {} },
  volumes: { data: {} },
  secrets: { token: { file: './token' } },
  configs: { conf: { file: './conf' } },
};

/** The page, by asking each version about each case. */
export function measured(): string {
  const versions = readingVersions.map(([version]) => version);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const head = (cells: readonly string[]) => row(cells) + row(cells.map(() => '---'));
  const changes = versions.slice(1).map((version, i) => `${versions[i]} to ${version}`);
  return `# Where versions of Compose differ

Made by running them (\`node --import tsx test/engine/dialects/refresh.ts\`, with the variables that \`test/engine/run\` sets); the area \`dialects\` of the engine lane
compares. 2.26 is the one that Debian 13 builds. Which keys a version lacks is in [features.gen.ts](../src/rules/facts/features.gen.ts).

## What is read otherwise

What \`docker compose config --format json\` says of it.

${head(['a service says', ...versions])}${readings.map((one) => row([one.said, ...asked(one, 'config')])).join('')}
## Which services a newer Compose makes anew

By \`docker compose config --hash\`, which the label \`com.docker.compose.config-hash\` of a container is compared with. The label itself differs for \`env_file\` up to 2.40, whose
variables it has and \`--hash\` has not, and for another service's namespaces in 5.6, where the container's id stands in it.

${head(['a service says', ...changes])}${hashings.map((one) => row([one.said, ...anew(asked(one, 'hash'))])).join('')}`;
}

function anew(hashes: readonly string[]): readonly string[] {
  return hashes.slice(1).map((hash, i) => (hash === hashes[i] ? 'stays' : '**made anew**'));
}

/** What each version says of it. */
function asked({ service, over }: Dialect, question: 'config' | 'hash'): readonly string[] {
  const cwd = mkdtempSync(join(tmpdir(), 'stowage-dialect-'));
  try {
    const files = [service, ...(over ? [over] : [])].map((web, i) => {
      const services = { web: { image, ...web }, db: { image } };
      writeFileSync(join(cwd, `${i}.yml`), JSON.stringify({ ...top, services }));
      return ['-f', `${i}.yml`];
    });
    for (const file of ['token', 'conf']) writeFileSync(join(cwd, file), 'A=1\n');
    const words = question === 'hash' ? ['--hash', 'web'] : ['--format', 'json'];
    return readingVersions.map(([, config]) => {
      const program = join(config, 'cli-plugins', 'docker-compose');
      const { code, out } = run(program, [...files.flat(), '--profile', '*', 'config', ...words], {
        ...{ cwd, env: { DOCKER_CONFIG: config } },
      });
      if (code !== 0) return 'refused';
      if (question === 'hash') return out.trim();
      const [key = ''] = Object.keys(service);
      const value = JSON.stringify(JSON.parse(out).services.web[key]);
      return value === undefined ? 'nothing' : `\`${value}\``;
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
