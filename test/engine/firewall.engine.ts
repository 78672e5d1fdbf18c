import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Host } from './support/host.ts';
import { Parcel } from './support/parcel.ts';
import { must, run } from './support/tool.ts';

const cloud = 'stowage-test-firewall';
/** Something that says a word to whoever connects, at every address and port that it has. */
const speaks = (word: string, ports: readonly number[]) =>
  `for (const port of [${ports}]) require('node:net').createServer((socket) => socket.end('${word}')).listen(port, '::')`;

/** A cloud's metadata service as Linux sees it: another host, to which routes of this one lead. */
const world = `
ip netns add ${cloud}
ip link add stowage-fw0 type veth peer name stowage-fw1 netns ${cloud}
ip address add 10.222.0.1/24 dev stowage-fw0 && ip address add fd99::1/64 dev stowage-fw0 nodad && ip link set stowage-fw0 up
ip -n ${cloud} link set lo up && ip -n ${cloud} link set stowage-fw1 up
ip -n ${cloud} address add 10.222.0.2/24 dev stowage-fw1 && ip -n ${cloud} address add fd99::2/64 dev stowage-fw1 nodad
for address in 169.254.169.254 100.100.100.200; do
  ip -n ${cloud} address add $address/32 dev lo
  ip route add $address via 10.222.0.2
done
ip -n ${cloud} address add fd00:ec2::254/128 dev lo nodad
ip -6 route add fd00:ec2::254 via fd99::2`;

describe('the firewall of a host', () => {
  const system = new Parcel('2.40');
  const others: ChildProcess[] = [];
  const a = 'parcel-test-a-1';

  /** As on a host where systemd does not run. */
  const inside = [
    ...['--mount', 'bash', '-c'],
    '[ ! -d /run/systemd ] || mount -t tmpfs none /run/systemd; exec scripts/firewall "$@"',
    'firewall',
  ];
  const env = { ...system.env };
  const firewall = (word: string, allow = '') =>
    must('unshare', [...inside, word], { cwd: system.folder, env: { ...env, ALLOW: allow } });
  const table = () => run('nft', ['--handle', 'list', 'table', 'inet', 'stowage-parcel-test']).out;

  /** What a container hears first from an address. */
  const hears = (address: string, port: number) =>
    run('docker', [
      ...['exec', a, 'timeout', '10', 'bash', '-c'],
      `exec 3<>/dev/tcp/${address}/${port} && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && head -c 4 <&3`,
    ]).out;
  const gateway = (family: '4' | '6') =>
    must('docker', [
      ...['network', 'inspect', 'parcel-test_open', '--format'],
      '{{range .IPAM.Config}}{{.Gateway}} {{end}}',
    ])
      .trim()
      .split(' ')
      .find((address) => address.includes(':') === (family === '6')) ?? '';
  const heard = () => ({
    host: [hears(gateway('4'), 18998), hears(gateway('6'), 18998), hears('10.222.0.1', 18998)],
    metadata: [
      hears('169.254.169.254', 80),
      hears('100.100.100.200', 80),
      hears('fd00:ec2::254', 80),
      hears('169.254.169.254', 5000),
    ],
    rest: [
      hears('169.254.169.254', 53),
      hears('10.222.0.2', 80),
      hears('fd99::2', 80),
      hears('b', 8000),
      hears(gateway('4'), 18999),
      run('curl', ['-s', '-w', '%{http_code}', '-o', '/dev/null', 'http://127.0.0.1:18999/']).out,
      run('docker', ['exec', a, 'getent', 'hosts', 'b']).code,
    ],
  });
  const rest = ['meta', 'meta', 'meta', 'HTTP', 'HTTP', '200', 0];
  const open = { host: ['host', 'host', 'host'], metadata: ['meta', 'meta', 'meta', 'meta'], rest };
  const closed = { host: ['', '', ''], metadata: ['', '', '', ''], rest };

  beforeAll(() => {
    run('ip', ['netns', 'delete', cloud]);
    must('bash', ['-euc', world]);
    others.push(
      spawn('nsenter', [`--net=/run/netns/${cloud}`, 'node', '-e', speaks('meta', [53, 80, 5000])], {
        stdio: 'inherit',
      }),
      spawn('node', ['-e', speaks('host', [18998])], { stdio: 'inherit' }),
    );
    system.becomes(`
  const open = new Network(stack, 'open', { purpose: 'All', compose: { enable_ipv6: true } });
  const one = { image: plain, command: ['python3', '-m', 'http.server', '8000'], memory: '64mb', stopGrace: '1s', health: { exec: ['true'] }, networks: [open] } as const;
  new Service(core, 'a', one);
  new Service(last, 'b', one);`);
    writeFileSync(
      join(system.folder, 'docker-compose.override.yml'),
      'services: {a: {ports: ["18999:8000"]}}\n',
    );
    system.mustMake('start');
  });
  afterAll(() => {
    run('unshare', [...inside, 'remove'], { cwd: system.folder, env });
    for (const child of others) child.kill('SIGKILL');
    run('ip', ['netns', 'delete', cloud]);
    system.dispose();
  });

  it('is not there at first: a container reaches the host, and what a cloud tells to it', () => {
    expect(heard()).toEqual(open);
    expect(firewall('check')).toBe('');
  });

  it('closes both, and nothing else', () => {
    firewall('install');
    expect(heard()).toEqual(closed);
    expect(system.mustMake('doctor')).toContain(
      'ok       the firewall knows every network of parcel-test; allowed: none\n',
    );
  });

  it('is not changed by a second time, and is put back when somebody took it away', () => {
    const before = table();
    firewall('install');
    expect(table()).toBe(before);
    must('nft', ['flush', 'chain', 'inet', 'stowage-parcel-test', 'input']);
    expect(run('unshare', [...inside, 'check'], { cwd: system.folder, env })).toMatchObject({
      code: 1,
      err: 'error: the rules of the firewall are gone\n       run: sudo make firewall\n',
    });
    firewall('install');
    expect(heard()).toEqual(closed);
  });

  it('lets through what it is told to', () => {
    expect(firewall('install', '18998/tcp metadata')).toContain('allowed: 18998/tcp metadata.\n');
    expect(heard()).toEqual(open);
    expect(firewall('install', 'none')).toContain('allowed: none.\n');
  });

  it('knows a network that is made anew, while it is watched', () => {
    others.push(
      spawn('unshare', [...inside, 'watch'], {
        cwd: system.folder,
        env: { ...process.env, ...env },
        stdio: 'inherit',
      }),
    );
    const bridges = () => table().match(/br-[0-9a-f]{12}/)?.[0];
    const before = bridges();
    system.mustMake('down');
    system.mustMake('start');
    expect(heard()).toEqual(closed);
    expect(bridges()).not.toBe(before);
  });

  it('leaves everything as it was', () => {
    firewall('remove');
    expect(heard()).toEqual(open);
    expect(table()).toBe('');
  });
});

describe('a host where systemd runs', () => {
  const table = 'nft list table inet stowage-posthog-production';
  let host: Host;
  beforeAll(() => {
    host = new Host([], `/srv/it's "the" 100% $HOME folder`, 'out/posthog/production');
    host.until('systemctl list-units >/dev/null 2>&1', 60);
    // An engine with one network, as far as these rules ask for it; events come as lines of a pipe.
    host.sh(`mkfifo /srv/events; printf '%s\\n' '#!/bin/bash' 'case "$*" in' \\
      '"network ls "*) cat /srv/networks ;;' \\
      '"network inspect "*) for id in "\${@:5}"; do echo "$id "; done ;;' \\
      'events*) exec cat <>/srv/events ;;' 'ps*) ;;' '*) exit 1 ;;' esac >/usr/local/bin/docker
      echo 'aaaaaaaaaaaabbbb posthog-production' >/srv/networks`);
  });
  afterAll(() => host.dispose());

  it('reads the unit without a word, and runs it', () => {
    expect(host.sh('make --silent firewall')).toContain('allowed: none.\n');
    const { code, out, err } = host.run(
      'systemd-analyze verify /etc/systemd/system/posthog-production-firewall.service',
    );
    expect({ code, said: out + err }).toEqual({ code: 0, said: '' });
    expect(host.sh(table)).toContain('iifname != "br-aaaaaaaaaaaa" accept');
    expect(host.sh('systemctl is-active posthog-production-firewall')).toBe('active\n');
  });

  it('changes nothing the second time', () => {
    const state = `${table} --handle; systemctl show --property MainPID posthog-production-firewall`;
    const before = host.sh(state);
    host.sh('make --silent firewall');
    expect(host.sh(state)).toBe(before);
  });

  it('follows a network that is made', () => {
    host.sh(
      `echo 'ccccccccccccdddd posthog-production' >>/srv/networks; timeout 5 bash -c "echo network >/srv/events"`,
    );
    host.until(`${table} | grep -q br-cccccccccccc`, 10);
    expect(host.sh('scripts/firewall check')).toContain('knows every network');
  });

  it('has the rules before Docker answers, as after a start of the host', () => {
    host.sh(
      `systemctl stop posthog-production-firewall; nft flush ruleset; mv /srv/networks /srv/later; systemctl start posthog-production-firewall`,
    );
    expect(host.sh(table)).toContain('iifname != { "br-aaaaaaaaaaaa", "br-cccccccccccc" } accept');
  });

  it('forgets all of it', () => {
    host.sh('make --silent unfirewall');
    expect(host.sh('nft list tables; ls /etc/systemd/system /var/lib')).not.toMatch(/stowage|posthog/);
  });
});
