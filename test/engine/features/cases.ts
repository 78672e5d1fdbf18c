/** A key that some version of Compose does not know, in the smallest project that has it. */
export interface Case {
  /** Where it stands in a service: `*` is any item of a list or any key of a map; `=` gives its value. */
  readonly key: string;
  /** The raw keys of the service. */
  readonly service: Readonly<Record<string, unknown>>;
  /** Top-level keys that it needs. */
  readonly top?: Readonly<Record<string, unknown>>;
  /** The command of a hook leaves `/tmp/mark`: whether it is there after this. @default - reading the file tells enough */
  readonly mark?: 'up' | 'stop';
}

/** A key that an engine knows from some version of its API on, in the smallest container that has it. */
export interface EngineCase extends Omit<Case, 'mark'> {
  /** What `docker inspect` says of a container that was made with it. */
  readonly kept: string;
}

const network = { networks: { n: {} } };
const hook = [{ command: ['touch', '/tmp/mark'] }];

export const cases: readonly Case[] = [
  { key: 'env_file.*.format', service: { env_file: [{ path: 'a.env', format: 'raw' }] } },
  { key: 'models', service: { models: ['m'] }, top: { models: { m: { model: 'x' } } } },
  { key: 'provider', service: { provider: { type: 'x' } } },
  { key: 'use_api_socket', service: { use_api_socket: true } },
  {
    key: 'networks.*.interface_name',
    service: { networks: { n: { interface_name: 'eth7' } } },
    top: network,
  },
  { key: 'networks.*.gw_priority', service: { networks: { n: { gw_priority: 1 } } }, top: network },
  {
    key: 'develop.watch.*.initial_sync',
    service: {
      build: '.',
      develop: { watch: [{ path: '.', action: 'sync', target: '/x', initial_sync: true }] },
    },
  },
  { key: 'pull_policy=daily', service: { pull_policy: 'daily' } },
  { key: 'pull_policy=weekly', service: { pull_policy: 'weekly' } },
  { key: 'label_file', service: { label_file: 'l.labels' } },
  { key: 'oom_score_adj', service: { oom_score_adj: 5 } },
  { key: 'annotations', service: { annotations: { a: 'b' } } },
  { key: 'attach', service: { attach: false } },
  {
    key: 'depends_on.*.required',
    service: { depends_on: { b: { condition: 'service_started', required: false } } },
  },
  { key: 'post_start', service: { post_start: hook }, mark: 'up' },
  { key: 'pre_stop', service: { pre_stop: hook }, mark: 'stop' },
];

const mounted = (mount: object) => ({ volumes: [{ target: '/v', ...mount }] });

export const engineCases: readonly EngineCase[] = [
  {
    key: 'healthcheck.start_interval',
    service: { healthcheck: { test: ['CMD', 'true'], start_period: '9s', start_interval: '2s' } },
    kept: '"StartInterval": 2000000000',
  },
  {
    key: 'networks.*.mac_address',
    service: { networks: { n: { mac_address: '02:42:ac:11:65:43' } } },
    top: network,
    kept: '"MacAddress": "02:42:ac:11:65:43"',
  },
  {
    key: 'networks.*.gw_priority',
    service: { networks: { n: { gw_priority: 7 } } },
    top: network,
    kept: '"GwPriority": 7',
  },
  { key: 'annotations', service: { annotations: { a: 'b' } }, kept: '"a": "b"' },
  {
    key: 'volumes.*.volume.subpath',
    service: mounted({ type: 'volume', source: 'v', volume: { subpath: 's' } }),
    top: { volumes: { v: {} } },
    kept: '"Subpath": "s"',
  },
  {
    key: 'volumes.*.bind.recursive=readonly',
    service: mounted({
      type: 'bind',
      source: '/etc',
      read_only: true,
      bind: { recursive: 'readonly', propagation: 'rprivate' },
    }),
    kept: '"ReadOnlyForceRecursive": true',
  },
  {
    key: 'volumes.*.type=image',
    service: mounted({ type: 'image', source: 'stowage-test/base' }),
    kept: '"Type": "image"',
  },
];

/**
 * The engine that came with each version of the API.
 * @see https://docs.docker.com/reference/api/engine/#api-version-matrix
 */
export const apis: readonly (readonly [api: string, engine: string])[] = [
  ['1.41', '20.10'],
  ['1.42', '23.0'],
  ['1.43', '24.0'],
  ['1.44', '25.0'],
  ['1.45', '26.0'],
  ['1.46', '27.0'],
  ['1.47', '27.2'],
  ['1.48', '28.0'],
];
