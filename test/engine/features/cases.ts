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
