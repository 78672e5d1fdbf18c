import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { fromYaml } from '../../src/syntax/yaml-read.ts';
import { here } from './support/operations.ts';
import { must, run } from './support/tool.ts';

/** What the test reads of a service. */
interface Written {
  readonly image: string;
  readonly cap_drop: readonly string[];
  readonly cap_add: readonly string[];
  readonly read_only?: boolean;
  readonly volumes: readonly (
    | string
    | { readonly type: string; readonly source?: string; readonly target: string }
  )[];
}

const { services } = fromYaml(readFileSync('out/posthog/production/docker-compose.yml', 'utf8')) as {
  readonly services: Readonly<Record<string, Written>>;
};
const name = 'stowage-test-confined';

afterEach(() => {
  run('docker', ['rm', '--force', '--volumes', name]);
  run('docker', ['volume', 'rm', '--force', name]);
});

/** What starts there so far, each with how it is asked whether it is ready. */
const products: Readonly<Record<string, { readonly words: readonly string[]; readonly ready: string }>> = {
  postgres: {
    words: ['--env=POSTGRES_USER=posthog', '--env=POSTGRES_PASSWORD=secret', '--env=POSTGRES_DB=posthog'],
    ready: 'pg_isready -q -h 127.0.0.1',
  },
  redis: { words: [], ready: 'redis-cli ping | grep -q PONG' },
};

/** The image with the confinement of the compose file, without the capabilities of `lacking`. */
async function start(id: string, lacking: readonly string[] = []): Promise<boolean> {
  const { image, cap_drop, cap_add, read_only, volumes } = services[id] as Written;
  const { words, ready } = products[id] ?? { words: [], ready: 'false' };
  const [data = ''] = volumes.flatMap((one) => (typeof one === 'string' ? [one.split(':')[1]] : []));
  const mounts = volumes.flatMap((one) => {
    if (typeof one === 'string') return [];
    const source = resolve('out/posthog/production', one.source ?? '');
    return [one.type === 'bind' ? `--volume=${source}:${one.target}:ro` : `--tmpfs=${one.target}`];
  });
  run('docker', ['rm', '--force', name]);
  must('docker', [
    ...[
      'run',
      '--detach',
      '--name',
      name,
      '--security-opt',
      'no-new-privileges',
      '--volume',
      `${name}:${data}`,
    ],
    ...cap_drop.map((one) => `--cap-drop=${one}`),
    ...cap_add.filter((one) => !lacking.includes(one)).map((one) => `--cap-add=${one}`),
    ...(read_only === true ? ['--read-only'] : []),
    ...mounts,
    ...[...words, here(image)],
  ]);
  for (let tries = 0; tries < 100; tries++) {
    if (run('docker', ['exec', name, 'sh', '-c', ready]).code === 0) return true;
    if (must('docker', ['inspect', '--format', '{{.State.Running}}', name]).trim() !== 'true') return false;
    await setTimeout(200);
  }
  return false;
}

/** As the data of another deployment are, or those of a copy that was made by hand. */
function givenAway(id: string): void {
  const script =
    'mkdir -p /data/inner && chown -R 12345:12345 /data && chmod 755 /data && chmod 700 /data/inner';
  const { image } = services[id] as Written;
  run('docker', ['rm', '--force', name]);
  must('docker', ['run', '--rm', '--volume', `${name}:/data`, '--entrypoint', 'sh', image, '-c', script]);
}

it.each([
  ['postgres', ['DAC_OVERRIDE', 'FOWNER']],
  ['redis', ['CHOWN']],
])(
  '%s starts on a new volume, again, and on one of another user, with no capability left, and not without %s',
  async (id, needed) => {
    expect(await start(id)).toBe(true);
    expect(await start(id)).toBe(true);
    givenAway(id);
    expect(await start(id)).toBe(true);
    expect(must('docker', ['exec', name, 'grep', 'CapEff', '/proc/1/status']).split(/\s+/)[1]).toBe(
      '0'.repeat(16),
    );
    for (const capability of needed) {
      givenAway(id);
      expect([capability, await start(id, [capability])]).toEqual([capability, false]);
    }
  },
);
