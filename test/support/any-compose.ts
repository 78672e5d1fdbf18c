import fc from 'fast-check';
import schema from '../../schemas/compose.schema.json' with { type: 'json' };

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly required?: readonly string[];
}

/** The names that things of the document have, so that they meet: services, networks, volumes, configs, secrets, models. */
export const names = {
  services: ['web', 'db'],
  networks: ['front', 'back'],
  volumes: ['data', 'cache'],
  configs: ['conf'],
  secrets: ['token'],
  models: ['llm'],
} as const;

/** Text of the kind that breaks quoting, and some with variables. */
export interface Choice {
  /** Whether texts may depend on variables. */
  readonly variables: boolean;
  /** Whether a key is left out: `service.gpus`. */
  readonly without?: (place: string) => boolean;
}

const pick = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const span = pick('90s', '1m30s', '2h', '1.5s', '250ms', '0s', '1h0m5s');
const size = pick<string | number>('512m', '1gb', '1.5g', '64k', 1_048_576, '3000', '2GiB', 100_001, '10b');
const number = pick<string | number>(1, 7, '3', 0);
const flag = pick<string | boolean>(true, false, 'true', 'no', 'on');
const path = pick('/srv', '/var/lib/x', '/a b');
const quoted = pick(
  'web',
  'a b',
  '$$x',
  'x=y',
  'é',
  'a:b',
  '#',
  "it's",
  '"',
  '0',
  'true',
  'null',
  '1e3',
  '{}',
  '- a',
);
const variables = pick('${A}', '${A:-b}', 'x${A:?say it}y', '${A-${B:+c}}', '$A/z', '${A:-$$}');

/** A document that the schema of the Specification allows, with the keys that it has and every form of each. */
export function anyCompose({ variables: may, without = () => false }: Choice): fc.Arbitrary<unknown> {
  const text = may ? fc.oneof({ weight: 4, arbitrary: quoted }, { weight: 1, arbitrary: variables }) : quoted;
  const plain = (value: fc.Arbitrary<unknown>) =>
    may
      ? fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: pick('${N}', '${N:-1}') })
      : value;
  const switching = may
    ? fc.oneof({ weight: 8, arbitrary: flag }, { weight: 1, arbitrary: pick('${F:-true}', 'fal${E:-se}') })
    : flag;
  const port = pick<unknown>(
    80,
    '3000',
    '8000:80',
    '127.0.0.1:8001:80/tcp',
    '[::1]:8002:80/udp',
    '9000-9002:90-92',
    '99-101',
    '8100-8110:70',
    '127.0.0.1::81',
    '0.0.0.0:8003:82/UDP',
    { target: 83 },
    { target: '84', published: 8084, protocol: 'udp', mode: 'host' },
    { target: 85, published: '8085-8087', host_ip: '127.0.0.1', app_protocol: 'http', name: 'x' },
    ...(may
      ? ['${P}', '${P:-80}:80', '${P}:${P}', '${IP:-127.0.0.1}:80:80', '${IP}::80', '80:${P}/udp']
      : []),
  );
  const mount = pick<unknown>(
    ...[
      'data:/data',
      'data:/data/:ro',
      '/var/log',
      './x:/x',
      '~/x:/y:ro,z',
      '/srv:/s:rshared',
      'cache:/c:nocopy',
    ],
    ...['../a b:/q:rw', 'C:\\x:/win', '/d/:/z/../d2:cached', './$$x:/$$y'],
    { type: 'volume', target: '/anonymous' },
    { type: 'volume', source: 'data', target: '/sub', volume: { nocopy: true, subpath: 'a' } },
    { type: 'volume', source: 'data', target: '/long' },
    { type: 'bind', source: './l', target: '/l', bind: { create_host_path: false, selinux: 'Z' } },
    { type: 'bind', source: './m', target: '/m/', read_only: true },
    { type: 'bind', source: './m', target: '/n', bind: { create_host_path: true } },
    { type: 'bind', source: './m:n', target: '/o', bind: { create_host_path: true, propagation: 'rslave' } },
    { type: 'tmpfs', target: '/t', tmpfs: { size: '64m', mode: 511 } },
    { type: 'tmpfs', target: '/u', read_only: false },
    ...(may ? ['${D}:/v', '${D:-./d}/x:/w:ro', '${D}', 'data:${D}', 'data:/dd:${M:-ro}', './${D}:/ee'] : []),
  );
  const device = pick<unknown>(
    ...['/dev/a', '/dev/a:/dev/b', '/dev/c:/dev/d:r'],
    { source: '/dev/e', target: '/dev/f' },
    { source: '/dev/g', target: '/dev/h', permissions: 'rw' },
    ...(may ? ['${D}', '${D}:/dev/i'] : []),
  );
  const command = pick<unknown>(
    ...['run', 'sh -c "a && b" \'c d\'', '', 'echo a; b', 'x\\ y "" z', null],
    ...[['a', 'b c', ''], []],
    ...(may ? ['run ${A}', ['${A}', '$$x']] : []),
  );
  const addresses = pick<unknown>(
    ['a=1.2.3.4', 'b:5.6.7.8', 'c=[::1]', 'a=1.2.3.5'],
    { d: '1.2.3.4', e: '::1' },
    ...(may ? [['${H}', 'x=${H:-1.1.1.1}'].slice(1)] : []),
  );
  const from = (list: readonly string[]) => pick(...list);
  const special: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    'service.ports': fc.uniqueArray(port, { maxLength: 3 }),
    'service.volumes': fc.uniqueArray(mount, { maxLength: 3 }),
    'service.devices': fc.uniqueArray(device, { maxLength: 2 }),
    'service.networks': fc.oneof(
      fc.uniqueArray(from(names.networks)),
      fc.record(
        {
          front: pick(null, {}, { aliases: ['x', 'y'], priority: 5 }),
          back: pick(
            { ipv4_address: '10.0.0.9', mac_address: '02:42:ac:11:65:43' },
            { driver_opts: { a: 1 } },
          ),
        },
        { requiredKeys: [] },
      ),
    ),
    'service.depends_on': pick<unknown>(
      ['db'],
      {},
      { db: { condition: 'service_healthy' } },
      { db: { condition: 'service_started', required: false } },
      { db: { condition: 'service_completed_successfully', restart: true } },
    ),
    'service.network_mode': pick('host', 'none', 'service:db'),
    'service.restart': pick('no', 'always', 'on-failure:3'),
    'service.pid': pick<unknown>('host', 'service:db', null),
    'service.ipc': pick('host', 'shareable'),
    'service.links': pick(['db'], ['db:other']),
    'service.volumes_from': pick(['db:ro'], ['db']),
    'service.extends': pick<unknown>('db', { service: 'db', file: 'x.yml' }),
    'service.pull_policy': pick('always', 'never', 'missing'),
    'service.expose': fc.uniqueArray(pick<unknown>('80', 81, '90-91', '53/udp'), { maxLength: 3 }),
    'service.group_add': pick<unknown>(['a', 1], ['${G:-x}'].slice(may ? 0 : 1)),
    'service.configs': files('conf'),
    'service.secrets': files('token'),
    'service.models': pick<unknown>(['llm'], { llm: { endpoint_var: 'U', model_var: 'M' } }),
    'service.env_file': pick<unknown>('.env', [
      'a.env',
      { path: './b', required: false },
      { path: 'c', format: 'raw' },
    ]),
    'service.tmpfs': pick<unknown>('/run', ['/run', '/t:size=1m']),
    'service.oom_score_adj': number,
    'service.mac_address': pick('02:42:ac:11:65:43'),
    'service.provider': pick({ type: 'x', options: { a: 1, b: ['c', true] } }),
    'service.storage_opt': pick<unknown>({ size: '1G' }),
    'service.platform': pick('linux/amd64'),
    'service.blkio_config': pick<unknown>({
      weight: 300,
      weight_device: [{ path: '/dev/a', weight: 20 }],
      device_read_bps: [{ path: '/dev/a', rate: '1mb' }],
      device_write_iops: [{ path: '/dev/a', rate: 30 }],
    }),
    'healthcheck.test': pick<unknown>('curl $$x', ['CMD', 'a', 'b c'], ['CMD-SHELL', 'x | y'], ['NONE']),
    'deployment.mode': pick('replicated', 'global'),
    'resources.devices': pick<unknown>([{ capabilities: ['gpu'], count: 'all', driver: 'nvidia' }]),
    'build.context': pick('.', './a', 'https://example.org/a.git'),
    'build.additional_contexts': pick<unknown>(['a=./b'], { c: '../d' }),
    'build.ssh': pick<unknown>(['default'], ['a=/k'], { b: '/k' }),
    'build.secrets': files('token'),
    'build.platforms': pick(['linux/amd64']),
    // Beside an external one, a name must be the same.
    ...Object.fromEntries(
      ['network', 'volume', 'secret', 'config'].flatMap((kind) => [
        [`${kind}.name`, pick('e')],
        [`${kind}.external`, pick<unknown>(true, false, 'true', { name: 'e' })],
      ]),
    ),
    'network.ipam': pick<unknown>({
      driver: 'default',
      config: [
        {
          subnet: '10.0.0.0/16',
          gateway: '10.0.0.1',
          ip_range: '10.0.1.0/24',
          aux_addresses: { a: '10.0.0.2' },
        },
      ],
      options: { a: 'b' },
    }),
    'include.path': pick<unknown>('a.yml', ['a.yml', 'b.yml']),
    ulimits: pick<unknown>({ nofile: 1024, nproc: { soft: 1, hard: '2' } }),
    extra_hosts: addresses,
    command,
  };
  const spans = /\.(start_)?interval$|\.(timeout|start_period|stop_grace_period|delay|monitor|window)$/;
  const sizes = /(mem_limit|mem_reservation|memswap_limit|shm_size|\.memory)$/;
  const paths = /(working_dir|\.file|\.path|\.target)$/;

  function files(source: string): fc.Arbitrary<unknown> {
    return pick<unknown>(
      [source],
      [{ source, target: '/f', uid: '5', gid: '6', mode: 292 }],
      [{ source }, { source, target: '/g' }],
    );
  }

  function of(node: Node, place: string): fc.Arbitrary<unknown> {
    const known = special[place];
    if (known !== undefined) return known;
    if (node.$ref !== undefined) {
      const name = node.$ref.replace('#/definitions/', '');
      return special[name] ?? of(definition(name), place.startsWith(name) ? place : opened(name, place));
    }
    if (node.enum !== undefined) return fc.constantFrom(...node.enum);
    const choices = node.oneOf ?? node.anyOf;
    const isNumber = choices?.some(({ type }) => type === 'integer' || type === 'number');
    if (choices !== undefined && isNumber && place !== 'service.expose') return plain(number);
    if (choices !== undefined) return fc.oneof(...choices.map((one) => of(one, place)));
    const types = [node.type ?? 'string'].flat();
    if (types.includes('object')) return map(node, place);
    if (types.includes('array'))
      return fc.uniqueArray(of(node.items ?? {}, `${place}.item`), {
        maxLength: 2,
        selector: JSON.stringify,
      });
    if (types.includes('boolean') && types.length < 3)
      return types.includes('string') ? switching : pick(true, false);
    if (types.includes('boolean')) return fc.oneof(text, pick<unknown>(1, 0.5, true, null, 1e21));
    if (spans.test(place)) return plain(span);
    if (sizes.test(place)) return plain(size);
    if (types.includes('integer') || types.includes('number'))
      return types.includes('string') ? plain(number) : pick(1, 5);
    return paths.test(place) ? path : text;
  }

  function map(node: Node, place: string): fc.Arbitrary<unknown> {
    const { properties, patternProperties = {} } = node;
    if (properties === undefined || Object.keys(properties).length === 0) {
      const [pattern] = Object.entries(patternProperties).filter(([key]) => key !== '^x-');
      const value = of(pattern?.[1] ?? {}, `${place}.value`);
      return fc.dictionary(pick('A', 'b.c', 'D_E', ...(pattern?.[0] === '^[a-z]+$' ? [] : ['$f'])), value, {
        maxKeys: 3,
      });
    }
    const inside = place.split('.').at(-1) ?? '';
    const entries = Object.entries(properties).filter(([key]) => !without(`${inside}.${key}`));
    const fixed = Object.fromEntries(entries.map(([key, value]) => [key, of(value, `${inside}.${key}`)]));
    const extension = '^x-' in patternProperties ? { 'x-ours': pick<unknown>(1, { a: ['$b'] }, 'c') } : {};
    // Of many keys a few, or most documents would have all of them.
    const required = [...(node.required ?? [])];
    const all: Readonly<Record<string, fc.Arbitrary<unknown>>> = { ...fixed, ...extension };
    return fc
      .uniqueArray(pick(...Object.keys(all)), { maxLength: 9 })
      .chain((keys) =>
        fc.record(
          Object.fromEntries([...new Set([...keys, ...required])].map((key) => [key, all[key] ?? text])),
        ),
      );
  }

  const named = (list: readonly string[], definition: string) =>
    fc.record(
      Object.fromEntries(list.map((name) => [name, of({ $ref: `#/definitions/${definition}` }, definition)])),
    );

  return fc.record({
    name: pick('shop'),
    services: fc.record({
      web: of({ $ref: '#/definitions/service' }, 'service'),
      db: fc.record({ image: pick('postgres:17') }),
    }),
    networks: named(names.networks, 'network'),
    volumes: named(names.volumes, 'volume'),
    configs: named(names.configs, 'config'),
    secrets: named(names.secrets, 'secret'),
    ...(without('models') ? {} : { models: named(names.models, 'model') }),
  });
}

function definition(name: string): Node {
  const found = new Map<string, Node>(Object.entries(schema.definitions)).get(name);
  if (found === undefined) throw new Error(`no ${name} in the schema`);
  return found;
}

/** A definition with keys of its own is a place of its own; a list or a text is where it is used. */
function opened(name: string, place: string): string {
  return definition(name).properties === undefined ? place : name;
}
