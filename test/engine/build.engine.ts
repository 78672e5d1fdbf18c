import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from './support/announce.ts';
import { checkout, environments, init } from './support/operations.ts';
import { composeVersions, must, run } from './support/tool.ts';

const operations = checkout();
const scratch = mkdtempSync(join(tmpdir(), 'stowage-build-'));
afterAll(() => {
  operations.dispose();
  rmSync(scratch, { recursive: true, force: true });
});
beforeAll(() => {
  for (const environment of environments) init(join(operations.folder, environment));
  announce('buildx', 'docker', ['buildx', 'version']);
});

/** The folders of an environment that hold a Dockerfile. */
function contexts(environment: string): readonly string[] {
  const folder = join(operations.folder, environment);
  const files = readdirSync(folder, { recursive: true }).map(String);
  return files.filter((name) => /(^|\/)Dockerfile$/.test(name)).map((name) => join(folder, name, '..'));
}

/** What BuildKit's own linter says. Only the newer buildx has it. */
const linted = (context: string) =>
  run('docker', ['build', '--check', context], { env: { DOCKER_CONFIG: composeVersions[1][1] } });

describe.each(environments)('the Dockerfiles of %s', (environment) => {
  it('have nothing that BuildKit warns of', () => {
    expect(contexts(environment)).toHaveLength(1);
    for (const context of contexts(environment)) {
      const { code, out, err } = linted(context);
      expect({ code, said: out + err }).toMatchObject({
        code: 0,
        said: expect.stringContaining('no warnings'),
      });
    }
  });

  it('would not pass with an outdated instruction', () => {
    const [context = ''] = contexts(environment);
    const broken = join(scratch, environment);
    cpSync(context, broken, { recursive: true });
    writeFileSync(
      join(broken, 'Dockerfile'),
      `${readFileSync(join(context, 'Dockerfile'), 'utf8')}MAINTAINER me\n`,
    );
    const { code, out, err } = linted(broken);
    expect({ code, said: out + err }).toMatchObject({ code: 1, said: expect.stringContaining('MAINTAINER') });
  });
});

describe.each(composeVersions)('Compose %s', (_, config) => {
  const env = { DOCKER_CONFIG: config };
  beforeAll(() =>
    announce('Compose', 'sh', ['-c', `DOCKER_CONFIG=${config} docker compose version --short`]),
  );

  it.each(environments)(
    'builds the images of %s, with each file where the Dockerfile says',
    (environment) => {
      const cwd = join(operations.folder, environment);
      must('docker', ['compose', 'build'], { cwd, env, timeout: 300_000 });
      const { services } = JSON.parse(
        must('docker', ['compose', 'config', '--format', 'json'], { cwd, env }),
      ) as {
        services: Record<string, { image: string; build?: { context: string } }>;
      };
      const built = Object.values(services).filter(({ build }) => build !== undefined);
      expect(built).toHaveLength(contexts(environment).length);
      for (const { image, build } of built) {
        const context = build?.context ?? '';
        const dockerfile = readFileSync(join(context, 'Dockerfile'), 'utf8');
        const copies = [...dockerfile.matchAll(/^COPY (\S+) (\S+)$/gm)];
        expect(copies.length).toBeGreaterThan(3);
        const inside = ['run', '--rm', '--network', 'none', '--entrypoint', 'sha256sum', image];
        const sums = must('docker', [...inside, ...copies.map(([, , target]) => target ?? '')]).split('\n');
        for (const [index, [, file = '', target]] of copies.entries()) {
          const sum = must('sha256sum', [join(context, file)]).split(' ')[0];
          expect(sums[index]).toBe(`${sum}  ${target}`);
        }
      }
    },
  );

  it('fails when a file is missing that is to go into an image', () => {
    const cwd = mkdtempSync(join(scratch, 'missing-'));
    cpSync(join(operations.folder, 'local'), cwd, { recursive: true });
    rmSync(join(cwd, 'clickhouse-posthog/cluster-config.xml'));
    const { code, out, err } = run('docker', ['compose', 'build'], { cwd, env, timeout: 300_000 });
    expect(code).not.toBe(0);
    expect(out + err).toContain('cluster-config.xml');
  });
});
