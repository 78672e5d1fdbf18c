import { describe, expect, test } from 'vitest';
import { Service } from '../../../constructs/index.ts';
import type { Anything } from './refused.ts';
import { envValue, refused } from './refused.ts';

const service = (props: object) =>
  refused((core) => new Service(core, 'web', { image: 'example:1', ...props } as Anything));

describe('of a service', () => {
  test.each([
    [
      { command: 'sleep 1d' },
      `command of "web" is "sleep 1d", not one program without arguments or a list → write command: ['sleep', '1d']`,
    ],
    [
      { command: `echo "it's" | cat` },
      `command of "web" is "echo \\"it's\\" | cat", not one program without arguments or a list → write command: ['sh', '-c', 'echo "it\\'s" | cat']`,
    ],
    [
      { memory: '0mb' },
      `memory of "web" is "0mb", not a size from 6mb to 1048576gb → write memory: '512mb', or leave it out`,
    ],
    [
      { memory: '200 MB' },
      `memory of "web" is "200 MB", not a size from 6mb to 1048576gb → write memory: '512mb', or leave it out`,
    ],
    [
      { memory: undefined },
      `memory of "web" is undefined, not a size from 6mb to 1048576gb → leave it out, or write memory: '512mb'`,
    ],
    [{ cpus: 0 }, `cpus of "web" is 0, not a number from 0.01 to 4096 → write cpus: 1, or leave it out`],
    [
      { cpus: Number.NaN },
      `cpus of "web" is NaN, not a number from 0.01 to 4096 → write cpus: 1, or leave it out`,
    ],
    [
      { processes: 1.5 },
      `processes of "web" is 1.5, not a whole number from 1 to 4194304 → write processes: 1, or leave it out`,
    ],
    [
      { stopGrace: '1 minute' },
      `stopGrace of "web" is "1 minute", not a time span from 0s to 8760h → write stopGrace: '30s', or leave it out`,
    ],
    [
      { port: '8000' },
      `port of "web" is "8000", not a port from 1 to 65535 → write port: 8000, or leave it out`,
    ],
    [
      { port: 70_000 },
      `port of "web" is 70000, not a port from 1 to 65535 → write port: 8000, or leave it out`,
    ],
    [
      { otherPorts: { metrics: 9090 } },
      `otherPorts of "web" has "metrics", which is not a port from 1 to 65535 → write for example 8000`,
    ],
    [{ otherPorts: { 9090: true } }, `otherPorts[9090] of "web" is true, not text → write [9090]: '…'`],
    [
      { publish: ['80:80'] },
      `publish[0] of "web" is "80:80", not an object of props → write for example { published: 8000, target: 8000, protocol: 'tcp' }`,
    ],
    [
      { publish: [{ published: 80, target: 80, protocol: 'sctp' }] },
      `publish[0].protocol of "web" is "sctp", not 'tcp' or 'udp' → write protocol: 'tcp'`,
    ],
    [
      { image: 42 },
      `image of "web" is 42, not an image with its tag or digest, a Variable, or a text\`…\` with one in it → write image: 'postgres:16.4'`,
    ],
    [
      { image: 'shop' },
      `image of "web" is "shop", not an image with its tag or digest, a Variable, or a text\`…\` with one in it → write the version that you tested: image: 'shop:<version>'`,
    ],
    [
      { networks: ['proxy'] },
      `networks[0] of "web" is "proxy", not a Network or a ComposeNetwork → make it once, const proxy = new Network(this, 'proxy', { purpose: '…' }), and write networks: [proxy]`,
    ],
    [
      { health: { test: ['CMD', 'true'] } },
      `health of "web" has no prop "test" → write exec: ['curl', '-f', 'http://127.0.0.1:8000/'] for a program and its arguments, or shell: 'one line'`,
    ],
    [
      { health: { exec: ['true'], shell: 'true' } },
      `health of "web" has no prop "shell" → write one of the two, exec or shell`,
    ],
    [
      { health: { exec: [] } },
      `health.exec of "web" is an empty list, not a list that holds something → write exec: ['curl', '-f', 'http://127.0.0.1:8000/']`,
    ],
    [
      { health: { shell: 'true', interval: '0s' } },
      `health.interval of "web" is "0s", not a time span from 0.001s to 24h → write interval: '30s', or leave it out`,
    ],
    [
      { health: { interval: '5s' } },
      `health.exec of "web" is missing → write exec: ['curl', '-f', 'http://127.0.0.1:8000/']`,
    ],
    [
      { env: { X: null } },
      `env.X of "web" is null, not ${envValue} → write undefined to leave the variable out, or '' for one that is empty`,
    ],
    [{ env: { X: { y: 1 } } }, `env.X of "web" is { y: … }, not ${envValue} → write X: '…'`],
    [
      { env: ['A=b', 'C-D=e=f'] },
      `env of "web" is ["A=b", "C-D=e=f"], not names with their values → write env: { A: 'b', 'C-D': 'e=f' }`,
    ],
    [
      { env: new Map([['A', 'b']]) },
      `env of "web" is a Map, not names with their values → write env: { NAME: '…' }, or leave it out`,
    ],
    [{ env: { 'A=B': '' } }, `env of "web" has "A=B", which is not a name → write for example NAME`],
    [
      { scratch: { tmp: '16mb' } },
      `scratch of "web" has "tmp", which is not an absolute path → write for example '/data'`,
    ],
    [
      { compose: [] },
      `compose of "web" is an empty list, not an object of raw keys → write compose: { … }, or leave it out`,
    ],
    [
      { description: { en: 'Shop', Indonesian: 'Toko' } },
      `description of "web" has "Indonesian", which is not the code of a language → write for example 'de'`,
    ],
    [
      { devices: ['/dev/ttyUSB0:/dev/ttyUSB0'] },
      `devices[0] of "web" is "/dev/ttyUSB0:/dev/ttyUSB0", not a path below /dev or an object of props → write '/dev/ttyUSB0'`,
    ],
    [
      { devices: ['/dev/dri', '/dev/a:/dev/b:rw'] },
      `devices[1] of "web" is "/dev/a:/dev/b:rw", not a path below /dev or an object of props → write { host: '/dev/a', at: '/dev/b', access: 'rw' }`,
    ],
    [
      { devices: ['/dev/a:rw'] },
      `devices[0] of "web" is "/dev/a:rw", not a path below /dev or an object of props → write { host: '/dev/a', access: 'rw' }`,
    ],
  ])('%j', (props, said) => {
    expect(service(props)).toBe(said);
  });

  test.each([
    [
      'volumes',
      "mount it: .mount(new Volume(phase, 'data', { holds: '…' }), '/data'); for a path of the host, new HostPath(…)",
    ],
    [
      'ports',
      "write port: 8000 for what others in the system reach, and for what the host does: publish: [{ address: '127.0.0.1', published: 8000, target: 8000, protocol: 'tcp' }]",
    ],
    [
      'restart',
      'leave it out: a Service comes back unless it was stopped, a Job does not; compose: { restart: … } says otherwise',
    ],
    ['environment', "write env: { NAME: 'value' }"],
    ['depends_on', 'make it in a later phase than what it needs, or call .waitFor(…)'],
    ['dependsOn', 'make it in a later phase than what it needs, or call .waitFor(…)'],
    ['privileged', 'write it among the raw keys: compose: { privileged: … }'],
    ['groupAdd', 'write it among the raw keys: compose: { group_add: … }'],
    ['read_only', "write readOnly: true, and scratch: { '/tmp': '64mb' } for what it writes"],
    ['helath', 'write health'],
    [
      'toString',
      'leave it out, or write one of image, build, command, entrypoint, health, port, otherPorts, publish, edge, user, hostname, init, openFiles, sharedMemory, dropCapabilities, addCapabilities, readOnly, scratch, profile, backup, console, description, env, rotates, networks, memory, cpus, processes, stopGrace, logSize, compose, devices, gpus, sysctls, hostSettings, envFiles, unlimited',
    ],
  ])('%s, which is no prop', (name, instead) => {
    expect(service({ [name]: [] })).toBe(`"web" has no prop "${name}" → ${instead}`);
  });
});
