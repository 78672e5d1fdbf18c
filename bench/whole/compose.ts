import { spawnSync } from 'node:child_process';

/** The version of Compose that is there; undefined when none is. */
export function composeVersion(): string | undefined {
  const { status, stdout } = spawnSync('docker', ['compose', 'version', '--short'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * How many services these files have, as Compose reads them.
 * @throws Error when one of them says something else than the first
 */
export function servicesInAll(files: Readonly<Record<string, string>>): number {
  const read = Object.entries(files).map(([tool, file]) => ({ tool, services: servicesIn(file) }));
  const [first, ...others] = read;
  const text = JSON.stringify(first?.services);
  for (const { tool, services } of others)
    if (JSON.stringify(services) !== text)
      throw new Error(`${tool} emits other services than ${first?.tool}`);
  return Object.keys(first?.services ?? {}).length;
}

function servicesIn(file: string): object {
  const { status, stdout, stderr } = spawnSync(
    'docker',
    ['compose', '-f', file, 'config', '--format', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  if (status !== 0) throw new Error(`docker compose config of ${file}: ${stderr}`);
  return JSON.parse(stdout).services;
}
