/** Something that a service says, alone or in a second file over the first, of which versions of Compose may think differently. */
export interface Dialect {
  /** What is said, as a table names it. */
  readonly said: string;
  readonly service: object;
  readonly over?: object;
}

/** What is read otherwise, or refused. */
export const readings: readonly Dialect[] = [
  { said: "`mode: '0440'`, as text", service: { secrets: [{ source: 'token', mode: '0440' }] } },
  { said: '`mode: 0440`, as YAML has it: 288', service: { secrets: [{ source: 'token', mode: 288 }] } },
  { said: '`stop_grace_period: 1d`', service: { stop_grace_period: '1d' } },
  { said: '`gw_priority: 2`', service: { networks: { front: { gw_priority: 2 } } } },
  {
    said: '`device_cgroup_rules`, the same one in two files',
    service: { device_cgroup_rules: ['c 1:3 mr'] },
    over: { device_cgroup_rules: ['c 1:3 mr'] },
  },
  { said: '`volumes: [/srv:/srv]`', service: { volumes: ['/srv:/srv'] } },
];

/** What may be hashed otherwise. */
export const hashings: readonly Dialect[] = [
  {
    said: 'an image, a command, ports, an environment',
    service: { command: ['a'], ports: ['80'], environment: { A: 'b' } },
  },
  {
    said: 'a health check, limits, logging',
    service: {
      healthcheck: { test: 'a' },
      deploy: { resources: { limits: { memory: '1g' } } },
      logging: { driver: 'local' },
    },
  },
  { said: '`depends_on`', service: { depends_on: ['db'] } },
  { said: '`links`', service: { links: ['db'] } },
  { said: '`profiles`', service: { profiles: ['tools'] } },
  { said: '`build`, `pull_policy`, `scale`', service: { build: '.', pull_policy: 'always', scale: 2 } },
  { said: "another service's network", service: { network_mode: 'service:db' } },
  { said: 'names of networks', service: { networks: ['front'] } },
  {
    said: 'a network with `aliases` and `priority`',
    service: { networks: { front: { aliases: ['a'], priority: 2 } } },
  },
  { said: 'a volume', service: { volumes: ['data:/data'] } },
  { said: 'a folder or a file of the host', service: { volumes: ['./conf:/conf'] } },
  {
    said: 'one with `create_host_path: false`',
    service: {
      volumes: [{ type: 'bind', source: './conf', target: '/conf', bind: { create_host_path: false } }],
    },
  },
  { said: 'secrets and configs', service: { secrets: ['token'], configs: ['conf'] } },
  { said: 'a secret with a `mode`', service: { secrets: [{ source: 'token', mode: 288 }] } },
  { said: '`develop`', service: { develop: { watch: [{ path: '.', action: 'rebuild' }] } } },
  {
    said: '`ulimits`, `sysctls`, `devices`, `extra_hosts`',
    service: { ulimits: { nofile: 9 }, sysctls: { a: 1 }, devices: ['/dev/a'], extra_hosts: ['a=1.2.3.4'] },
  },
];
