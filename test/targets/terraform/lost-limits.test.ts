import { expect, test } from 'vitest';
import { lost } from './made.ts';

/** What a service says of others, of its life and of its limits in the Specification, and what is said of it: everything that Terraform cannot keep, by name. */
const cases: readonly (readonly [said: Record<string, unknown>, ...messages: string[]])[] = [
  [
    { use_api_socket: true },
    'error: use_api_socket of "web" has no counterpart in the provider\nmount what it needs by its path',
  ],
  [
    { ports: ['8000-8010:80'] },
    'error: ports of "web" takes a port out of 8000-8010, and Terraform one that is named\nsay one port',
  ],
  [
    { networks: { default: { priority: 10, interface_name: 'eth7' } } },
    'error: networks.default.interface_name of "web" has no counterpart in the provider\nfind the interface by its address',
    'error: networks.default.priority of "web" is an order, which the provider does not keep\nsay gw_priority for the way out',
  ],
  [
    { network_mode: 'service:gone' },
    'error: network_mode of "web" is that of gone, which Terraform does not make\ntake it away',
  ],
  [
    { network_mode: 'container:other' },
    'error: network_mode of "web" is that of the container other, which the provider reads back by its id: it would make this one anew at every plan\nname a service: service:…',
  ],
  [
    { ipc: 'service:gone' },
    'error: ipc of "web" is that of gone, which Terraform does not make\ntake it away',
  ],
  [
    { pid: 'container:other' },
    'error: pid of "web" is that of the container other, which the provider reads back by its id: it would make this one anew at every plan\nname a service: service:…',
  ],
  [
    { mac_address: '02:42:ac:11:00:03' },
    'error: mac_address of "web" has no counterpart in the provider\nsay mac_address of a network',
  ],
  [
    { links: ['db'] },
    'error: links of "web" has no counterpart in the provider\nuse the name of the service',
  ],
  [
    { external_links: ['db'] },
    'error: external_links of "web" has no counterpart in the provider\nput both on one network',
  ],
  [
    { extra_hosts: ['six:fd00::1'] },
    'error: extra_hosts of "web" gives six the address fd00::1, and the provider would make the container anew at every plan\ngive it an IPv4 address',
  ],
  [
    { dns: ['10.0.0.1', '10.0.0.2'] },
    'warn: dns of "web" has an order, which the provider does not keep\nsay one alone',
  ],
  [
    { dns_search: ['a', 'b'] },
    'warn: dns_search of "web" has an order, which the provider does not keep\nsay one alone',
  ],
  [
    { healthcheck: { interval: '5s' } },
    'error: healthcheck of "web" has no test, and the provider takes none from the image\nsay its test',
  ],
  [
    { healthcheck: { test: ['CMD', 'x'], interval: '${EVERY}' } },
    'warn: healthcheck.interval of "web" depends on a variable, and a value that is not spelled as Go spells it changes at every plan\nwrite the time itself',
  ],
  [
    { healthcheck: { test: ['CMD', 'x'], disable: '${OFF}' } },
    'error: healthcheck.disable of "web" depends on a variable, and a block is there or not\nwrite true or false',
  ],
  [
    { depends_on: { gone: { condition: 'service_started' } } },
    'error: depends_on of "web" names gone, which Terraform does not make: it starts only when its profile is asked for\ntake its profile away, or say required: false',
  ],
  [
    { stop_grace_period: '${GRACE}' },
    'error: stop_grace_period of "web" depends on a variable, and the provider takes a number\nwrite the time itself',
  ],
  [
    { post_start: [{ command: 'a' }] },
    'error: post_start of "web" has no counterpart in the provider\ndo it in a job that waits for the service',
  ],
  [
    { pre_stop: [{ command: 'a' }] },
    'error: pre_stop of "web" has no counterpart in the provider\ndo it in the program, when it is told to stop',
  ],
  [
    { develop: { watch: [] } },
    'warn: develop of "web" has no counterpart in the provider\ntake it away: it is for "docker compose watch"',
  ],
  [
    { deploy: { mode: 'global' } },
    'error: deploy.mode of "web" has no counterpart in the provider\ntake it away',
  ],
  [
    { deploy: { replicas: 2 } },
    'error: deploy.replicas of "web" asks for another number than one, which Terraform makes\ndescribe each as a service',
  ],
  [
    { deploy: { restart_policy: { condition: 'any' } } },
    `error: deploy.restart_policy of "web" has no counterpart in the provider\nsay restart: 'unless-stopped'`,
  ],
  [
    {
      deploy: {
        placement: { constraints: ['x'] },
        endpoint_mode: 'vip',
        labels: { a: 'b' },
        update_config: { order: 'start-first' },
        rollback_config: { order: 'start-first' },
      },
    },
    'warn: deploy.endpoint_mode of "web" is for Swarm alone\ntake it away',
    'warn: deploy.labels of "web" is for Swarm alone\ntake it away',
    'warn: deploy.update_config of "web" is for Swarm alone\ntake it away',
    'warn: deploy.rollback_config of "web" is for Swarm alone\ntake it away',
    'warn: deploy.placement of "web" is for Swarm alone\ntake it away',
  ],
  [
    {
      deploy: {
        resources: {
          limits: { memory: '1000000b' },
          reservations: {
            cpus: '0.5',
            memory: '${MEMORY}',
            generic_resources: [{ discrete_resource_spec: { kind: 'gpu', value: 1 } }],
          },
        },
      },
    },
    'warn: deploy.resources.reservations.cpus of "web" is for Swarm alone\ntake it away',
    'warn: deploy.resources.reservations.generic_resources of "web" is for Swarm alone\ntake it away',
    'error: deploy.resources.limits.memory of "web" is 1000000 bytes, and the provider counts whole mebibytes\nwrite 1m',
    'error: deploy.resources.reservations.memory of "web" depends on a variable, and the provider takes a number\nwrite the size itself',
  ],
  [
    { deploy: { resources: { reservations: { devices: [{ capabilities: ['tpu'] }] } } } },
    'error: deploy.resources.reservations.devices of "web" asks for devices in a way that the provider does not know\nask for all of them, or name them',
  ],
  [
    { cpu_count: 1, cpu_percent: 1 },
    'error: cpu_count of "web" has no counterpart in the provider\ntake it away: it is for Windows or for Swarm',
    'error: cpu_percent of "web" has no counterpart in the provider\ntake it away: it is for Windows or for Swarm',
  ],
  [
    { cpu_rt_period: 1, cpu_rt_runtime: 1 },
    'error: cpu_rt_period of "web" has no counterpart in the provider\ntake it away',
    'error: cpu_rt_runtime of "web" has no counterpart in the provider\ntake it away',
  ],
  [
    { mem_limit: '1000b' },
    'error: mem_limit of "web" is 1000 bytes, and the provider counts whole mebibytes\nwrite 1m',
  ],
  [
    { mem_limit: '${MEMORY}' },
    'error: mem_limit of "web" depends on a variable, and the provider takes a number\nwrite the size itself',
  ],
  [
    { mem_limit: '64m', memswap_limit: '${SWAP}' },
    'error: memswap_limit of "web" depends on a variable, and the provider takes a number\nwrite the size itself',
  ],
  [
    { mem_swappiness: 10 },
    'error: mem_swappiness of "web" has no counterpart in the provider\nset it on the host',
  ],
  [
    { oom_kill_disable: true },
    'error: oom_kill_disable of "web" has no counterpart in the provider\ntake it away, and give it the memory that it needs',
  ],
  [
    { oom_score_adj: 10 },
    'error: oom_score_adj of "web" has no counterpart in the provider\ntake it away, and limit the others',
  ],
  [
    { pids_limit: 10 },
    'warn: the provider limits no processes: web may have as many as the host\nacknowledge it, or start them with the operations repository, which keeps the limit',
  ],
  [
    { deploy: { resources: { limits: { pids: 10 } } } },
    'warn: the provider limits no processes: web may have as many as the host\nacknowledge it, or start them with the operations repository, which keeps the limit',
  ],
  [
    { blkio_config: { weight: 10, weight_device: [{ path: '/dev/sda', weight: 10 }] } },
    'error: blkio_config.weight of "web" has no counterpart in the provider\ntake it away',
    'error: blkio_config.weight_device of "web" has no counterpart in the provider\ntake it away',
  ],
  [
    { shm_size: '1k' },
    'error: shm_size of "web" is 1024 bytes, and the provider counts whole mebibytes\nwrite 1m',
  ],
  [
    { read_only: '${RO}' },
    'error: read_only of "web" depends on a variable, and nobody knows how files get into it\nwrite true or false',
  ],
  [
    { cap_add: ['${CAP}'] },
    'warn: cap_add of "web" depends on a variable, which must say CAP_… in capitals\nwrite the capability itself',
  ],
  [
    { security_opt: ['seccomp:./profile.json'] },
    `error: security_opt of "web" reads a profile from a file, and the provider hands its name on\ntake the engine's own profile`,
  ],
  [
    { security_opt: ['systempaths=unconfined'] },
    'error: security_opt of "web" has systempaths=unconfined, which is not read back: the container would be made anew at every plan\ntake it away',
  ],
  [
    { credential_spec: { file: 'x' } },
    'error: credential_spec of "web" has no counterpart in the provider\ntake it away: it is for Windows or for Swarm',
  ],
  [{ uts: 'host' }, 'error: uts of "web" has no counterpart in the provider\ntake it away'],
  [
    { label_file: ['x'] },
    'error: label_file of "web" lies on the host, where Terraform reads nothing\nwrite its labels into labels',
  ],
  [
    { annotations: { a: 'b' } },
    'error: annotations of "web" has no counterpart in the provider\nwrite them as labels',
  ],
  [
    { profiles: ['tools'] },
    'warn: "web" starts only when its profile is asked for, and Terraform asks for none: it is left out\nrun it beside the others with "docker compose run", or take the profile away',
  ],
];

test.each(cases.map(([said, ...messages]) => ({ said, messages })))('$said', ({ said, messages }) => {
  expect(lost(said)).toEqual(messages);
});
