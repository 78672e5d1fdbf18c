import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Quay, quay } from './support/quay.ts';
import { hasTerraform, Terraform } from './support/terraform.ts';
import { must } from './support/tool.ts';

const { project } = quay;
const password = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6';
const services = ['postgres', 'seed', 'web', 'caddy'];
const volumes = ['postgres_data', 'caddy_data', 'caddy_config'];

/** What two containers of one description cannot have in common: when they were made, and what the engine gave them. */
const drawn = [
  /^(Id|Created|State|ResolvConfPath|HostnamePath|HostsPath|LogPath|GraphDriver|Storage|Config\.Hostname)\b/,
  /^NetworkSettings\.(?!Networks\.)/,
  /^NetworkSettings\.Networks\.[^.]+\.(EndpointID|NetworkID|MacAddress|IP\w+|Gateway|Global\w+)$/,
];

/** The differences that docs/targets/terraform.md explains, each in a row. */
const explained = [
  'Config.AttachStderr',
  'Config.AttachStdout',
  'Config.Labels.com.docker.compose.config-hash',
  'Config.Labels.com.docker.compose.image',
  'Config.Labels.com.docker.compose.project.config_files',
  'Config.Labels.com.docker.compose.project.working_dir',
  'Config.Labels.com.docker.compose.version',
  'HostConfig.Binds',
  'HostConfig.ExtraHosts',
  'HostConfig.Init',
  'HostConfig.Mounts',
  'HostConfig.NetworkMode',
  'HostConfig.PidsLimit',
  'HostConfig.PortBindings',
  'Mounts',
  'NetworkSettings.Networks.*.DriverOpts',
];

interface Inspected {
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
}

/** Every value of a document by its path. The order of a list says nothing here, and a short id is drawn. */
function leaves(
  value: unknown,
  path: readonly string[] = [],
): readonly (readonly [path: string, said: string])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, inside]) => leaves(inside, [...path, key]));
  const whole = path.join('.');
  return drawn.some((one) => one.test(whole)) ? [] : [[whole, spelled(value)]];
}

function spelled(value: unknown): string {
  const said = typeof value === 'string' && value.includes('service_') ? value.split(',') : value;
  if (!Array.isArray(said)) return JSON.stringify(said);
  const words = said.map((one) => JSON.stringify(one)).filter((one) => !/^"[0-9a-f]{12}"$/.test(one));
  return words.sort().join(' ');
}

const inspect = () =>
  new Map(
    services.map((service): [string, Inspected] => [
      service,
      JSON.parse(must('docker', ['inspect', `${project}-${service}-1`]))[0],
    ]),
  );

/** Where two containers of one service say different things. */
function differences(one: Inspected | undefined, other: Inspected | undefined): readonly string[] {
  const [first, second] = [new Map(leaves(one)), new Map(leaves(other))];
  return [...new Set([...first.keys(), ...second.keys()])].filter(
    (path) => first.get(path) !== second.get(path),
  );
}

/** What of a container's data outlives it, and what is in memory: whatever way it is mounted. */
const kept = (one: Inspected | undefined) =>
  (one?.Mounts ?? [])
    .filter(({ Type, Name = '' }) => Type === 'tmpfs' || volumes.includes(Name.replace(`${project}_`, '')))
    .map(({ Type, Name = '', Destination, RW }) => `${Type} ${Name} ${Destination} ${RW}`)
    .sort();

describe.runIf(hasTerraform)('what Compose made, moved to Terraform', () => {
  const system = new Quay();
  const at = { cwd: system.folder, timeout: 180_000 };
  let terraform: Terraform;
  let compose: ReadonlyMap<string, Inspected>;
  let moved: ReadonlyMap<string, Inspected>;
  const sql = (statement: string) =>
    must('docker', ['exec', `${project}-postgres-1`, 'psql', '-U', 'quay', '-d', 'quay', '-Atc', statement]);

  beforeAll(() => {
    system.becomes();
    terraform = new Terraform(system.terraform, project, { POSTGRES_PASSWORD: password });
    writeFileSync(join(system.folder, '.env'), `POSTGRES_PASSWORD=${password}\n`, { mode: 0o600 });
    must('make', ['init'], at);
    must('make', ['start'], at);
    compose = inspect();
    sql("INSERT INTO ships VALUES ('of Compose')");
    must('scripts/compose', ['down'], at);
  });
  afterAll(() => {
    terraform.dispose();
    system.dispose();
  });

  it('finds its volumes by import blocks, and every row in them', () => {
    const blocks = volumes.map((name) => ({ to: `docker_volume.${name}`, id: `${project}_${name}` }));
    writeFileSync(join(terraform.folder, 'imports.tf.json'), JSON.stringify({ import: blocks }));
    terraform.init();
    expect(terraform.plan().said).toContain('Plan: 3 to import, 12 to add, 0 to change, 0 to destroy.');
    expect(terraform.apply()).toMatchObject({
      code: 0,
      out: expect.stringContaining('3 imported, 12 added'),
    });
    expect(sql('SELECT name FROM ships')).toBe('first\nof Compose\nfirst\n');
    expect(terraform.plan().changes).toBe(false);
    moved = inspect();
  });

  it('says the same of every container, but for what the page explains', () => {
    const found = services.flatMap((service) => differences(compose.get(service), moved.get(service)));
    const paths = found.map((path) => path.replace(/(?<=^NetworkSettings\.Networks\.)[^.]+/, '*'));
    expect([...new Set(paths)].sort()).toEqual(explained);
    const page = readFileSync('docs/targets/terraform.md', 'utf8');
    expect(explained.filter((path) => !page.includes(`\`${path}\``))).toEqual([]);
  });

  it('keeps every volume where it was, and what is in memory', () => {
    for (const service of services) expect(kept(moved.get(service))).toEqual(kept(compose.get(service)));
    expect(kept(moved.get('postgres'))).toEqual([
      'tmpfs  /tmp true',
      'tmpfs  /var/run/postgresql true',
      `volume ${project}_postgres_data /var/lib/postgresql/data true`,
    ]);
  });
});
