import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { examine } from './examine.ts';

interface Host {
  /** A line for each network of bridges: its id and its project. */
  readonly networks?: string;
  /** What the driver of each was told about its name. */
  readonly named?: string;
  /** What containers publish. */
  readonly published?: string;
  readonly callers?: boolean;
}

const ids = ['aaaaaaaaaaaa0000', 'bbbbbbbbbbbb0000'] as const;

/** A host whose files lie below `root`: nothing on this machine is touched. */
function host({
  networks = `${ids[0]} shop-test\n${ids[1]} shop-test-drill-20260101t000000z\ncccccccccccc0000 other\ndddddddddddd0000 shop-test-drills`,
  named = '',
  published = '',
  callers = false,
}: Host = {}) {
  const asking = { extra_hosts: ['host.docker.internal:host-gateway'] };
  const { services } = shop();
  const folder = operationsFolder(
    shop({
      services: callers
        ? services.map((one) => (one.id === 'web' ? { ...one, compose: asking } : one))
        : services,
    }),
    `'network ls '*) printf '%s\\n' '${networks}' ;;
'network inspect '*) shift 4; for id in "$@"; do printf '%s %s\\n' "$id" '${named}'; done ;;
'ps '*) echo one ;;
'inspect '*) printf '%s\\n' '${published}' '' ;;`,
  );
  const firewall = (words: string, allow = '') =>
    folder.run(`DESTDIR="$PWD/../root" scripts/firewall ${words}`, { ALLOW: allow });
  folder.write('../root/etc/resolv.conf', 'nameserver 127.0.0.53\n');
  return { folder, firewall, rules: () => folder.read('../root/var/lib/shop-test-firewall.nft') };
}

test('the rules, whole: networks of this project and of its drills, and no other', () => {
  const { folder, firewall, rules } = host({
    published:
      '8080/80/tcp 0.0.0.0\n8080/80/tcp ::\n5432/5432/tcp 127.0.0.1\n5432/5432/tcp ::1\n443/443/udp 192.0.2.1',
  });
  folder.write('../root/etc/resolv.conf', 'search example.com\nnameserver 10.0.0.2\nnameserver 127.0.0.53\n');
  folder.write('../root/run/systemd/resolve/resolv.conf', 'nameserver fe80::1%eth0\nnameserver 10.0.0.2\n');
  folder.write(
    '../root/etc/docker/daemon.json',
    '{\n  "dns-opts": ["ndots:1"],\n  "dns": [\n "172.17.0.1", "2001:db8::53" ]\n}\n',
  );
  expect(firewall('install', '8125/udp')).toEqual({
    status: 0,
    out: 'No container of shop-test opens a connection to this host or to a metadata service; allowed: 8125/udp.\n',
    err: '',
  });
  expect(rules()).toBe(`# Written by scripts/firewall in ${folder.path}
# allowed: 8125/udp
table inet stowage-shop-test
delete table inet stowage-shop-test
table inet stowage-shop-test {
  chain refuse {
    meta l4proto tcp reject with tcp reset
    reject with icmpx type admin-prohibited
  }
  chain forward {
    type filter hook forward priority -10; policy accept;
    iifname != { "br-aaaaaaaaaaaa", "br-bbbbbbbbbbbb" } accept
    udp dport 53 accept
    tcp dport 53 accept
    ip daddr { 169.254.0.0/16, 100.100.100.200 } counter goto refuse
    ip6 daddr { fd00:ec2::/32, fd20:ce::254, fd00:c1::a9fe:a9fe, fd00:42::42 } counter goto refuse
    ip daddr 168.63.129.16 tcp dport { 80, 32526 } counter goto refuse
  }
  chain input {
    type filter hook input priority -10; policy accept;
    iifname != { "br-aaaaaaaaaaaa", "br-bbbbbbbbbbbb" } accept
    ct state established,related accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit } accept
    udp dport 8125 accept
    udp dport 443 accept
    tcp dport 8080 accept
    ip daddr 10.0.0.2 udp dport 53 accept
    ip daddr 10.0.0.2 tcp dport 53 accept
    ip daddr 172.17.0.1 udp dport 53 accept
    ip daddr 172.17.0.1 tcp dport 53 accept
    ip6 daddr 2001:db8::53 udp dport 53 accept
    ip6 daddr 2001:db8::53 tcp dport 53 accept
    ip6 daddr fe80::1 udp dport 53 accept
    ip6 daddr fe80::1 tcp dport 53 accept
    counter goto refuse
  }
}
`);
});

test('the unit, which has the rules before Docker starts', () => {
  const { folder, firewall } = host();
  firewall('install');
  expect(
    folder.read('../root/etc/systemd/system/shop-test-firewall.service'),
  ).toBe(`# Written by scripts/firewall in ${folder.path}
# It runs the script whose sha256 begins with ${folder.run('sha256sum <scripts/firewall').out.slice(0, 12)}.
[Unit]
Description=Firewall between the containers of shop-test and this host
After=nftables.service firewalld.service ufw.service
Before=docker.service

[Service]
ExecStartPre=-/usr/bin/env nft --file /var/lib/shop-test-firewall.nft
WorkingDirectory=${folder.path}
ExecStart=/usr/bin/env bash scripts/firewall watch
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`);
  expect(folder.run('stat -c %a ../root/etc/systemd/system/* ../root/var/lib/*').out).toBe('644\n644\n');
});

describe('nobody is locked out', () => {
  test('without a network there is no rule at all', () => {
    const { firewall, rules } = host({ networks: 'cccccccccccc0000 other' });
    expect(firewall('install').status).toBe(0);
    expect(rules().split('\n').slice(4)).toEqual(['table inet stowage-shop-test {', '}', '']);
  });

  test('a bridge on which more than containers is has none, and doctor says so', () => {
    const { folder, firewall, rules } = host({ networks: `${ids[0]} shop-test`, named: 'br0' });
    folder.write('../root/sys/class/net/br0/brif/veth12', '');
    firewall('install');
    expect(rules()).toContain('iifname != { "br0" } accept');
    folder.write('../root/sys/class/net/br0/brif/eth1', '');
    expect(firewall('install')).toMatchObject({
      status: 0,
      err: 'warning: more than containers is on br0 (eth1): it has no rules\n',
    });
    expect(rules()).not.toContain('br0');
    expect(firewall('check')).toMatchObject({
      status: 1,
      err: 'error: more than containers is on br0 (eth1): it has no rules\n       give its network a bridge of its own\n',
    });
  });

  test('a name is no text of nft', () => {
    const { firewall, rules } = host({ networks: `${ids[0]} shop-test`, named: 'x"};accept' });
    expect(firewall('install').err).toContain('is no name of an interface');
    expect(rules()).not.toContain('accept');
  });
});

describe('what is allowed', () => {
  test('metadata', () => {
    const { firewall, rules } = host();
    expect(firewall('install', 'metadata').out).toContain('allowed: metadata.\n');
    expect(rules()).not.toContain('169.254');
    expect(rules()).toContain('counter goto refuse');
  });

  test('stays so, until something else is said', () => {
    const { firewall } = host();
    firewall('install', '5432/tcp metadata');
    expect(firewall('install').out).toContain('allowed: 5432/tcp metadata.\n');
    expect(firewall('install', 'none').out).toContain('allowed: none.\n');
    expect(firewall('install').out).toContain('allowed: none.\n');
  });

  test.each(['5432', '0/tcp', '65536/tcp', '22/sctp', '22/tcp; drop', '*', 'all', '-1/tcp'])(
    '%j is nothing to allow',
    (allow) => {
      const { folder, firewall } = host();
      expect(firewall('install', allow)).toMatchObject({
        status: 1,
        err: expect.stringMatching(/ is nothing to allow\n {7}name PORT\/tcp, PORT\/udp, metadata or none: /),
      });
      expect(folder.run('ls ../root/var').status).not.toBe(0);
    },
  );

  test('where a service names this host, somebody must say what of it', () => {
    const { firewall } = host({ callers: true });
    expect(firewall('install')).toEqual({
      status: 1,
      out: '',
      err: "error: web may ask this host for something (extra_hosts), and no port of it is allowed\n       name them, or none: sudo make firewall ALLOW='5432/tcp'\n",
    });
    expect(firewall('install', 'none').status).toBe(0);
    expect(firewall('install').status).toBe(0);
  });
});

describe('who may', () => {
  test('root alone, with nft', () => {
    const { folder } = host();
    folder.write('../bin/id', '#!/bin/bash\necho 1000\n');
    folder.run('chmod 755 ../bin/id');
    expect(folder.run('scripts/firewall install').err).toContain('run: sudo make firewall\n');
    expect(folder.run('scripts/firewall remove').err).toContain('run: sudo make unfirewall\n');
    folder.run(
      'echo "echo 0" >../bin/id; for tool in bash dirname sha256sum; do ln -s "$(command -v $tool)" ../bin/; done',
    );
    expect(folder.run('PATH="$PWD/../bin" bash scripts/firewall install').err).toBe(
      'error: nft is missing on this host\n       install the package nftables\n',
    );
  });

  test('what another folder installed stays, while that is there', () => {
    const { folder, firewall } = host();
    firewall('install');
    folder.run('cp -r . ../second');
    const second = 'cd ../second && DESTDIR="$PWD/../root" scripts/firewall';
    for (const words of ['install', 'remove'])
      expect(folder.run(`${second} ${words}`).err).toContain(
        `belongs to another folder of shop-test: ${folder.path}\n       run make unfirewall there first\n`,
      );
    folder.write('../root/etc/systemd/system/shop-test-firewall.service', '[Unit]\n');
    expect(firewall('remove').err).toContain('is there already, and not of this script');
    folder.run('rm ../root/etc/systemd/system/*');
    expect(folder.run(`rm -r scripts; ${second} install`)).toMatchObject({ status: 0, err: '' });
  });

  test('the folder must be one that a unit can name', () => {
    const { folder } = host();
    expect(
      folder.run(
        `cp -r . "../two\nlines" && cd "../two\nlines" && DESTDIR="$PWD/../root" scripts/firewall install`,
      ).err,
    ).toContain('error: a unit of systemd cannot express the folder ');
  });
});

test('nothing is left', () => {
  const { folder, firewall } = host();
  firewall('install');
  expect(firewall('remove')).toEqual({ status: 0, out: 'This host has no rules for shop-test.\n', err: '' });
  expect(folder.run('cd ../root && find etc/systemd var -type f').out).toBe('');
  expect(firewall('check')).toEqual({ status: 0, out: '', err: '' });
  expect(firewall('show').err).toBe(
    'error: this host has no rules for shop-test\n       run: sudo make firewall\n',
  );
});

test('where Docker does not answer, the rules stay as they were', () => {
  const { folder, firewall, rules } = host();
  firewall('install');
  const before = rules();
  folder.write('../bin/docker', '#!/bin/bash\necho "no engine" >&2\nexit 1\n');
  expect(firewall('install')).toMatchObject({
    status: 1,
    err: 'no engine\nerror: the rules could not be loaded\n       mend what is said above; the kernel must know nftables\n',
  });
  expect(rules()).toBe(before);
});

describe('doctor', () => {
  const asked = (networks: string) => `'network ls '*) printf '%s\\n' '${networks}' ;;
'network inspect '*) shift 4; for id in "$@"; do echo "$id "; done ;;`;
  const before = 'export DESTDIR="$PWD/../root"; scripts/firewall install >/dev/null';

  test('says nothing where nobody asked for a firewall', () => {
    const { out, findings } = examine({});
    expect([findings, out.includes('firewall')]).toEqual([[], false]);
  });

  test('says that it stands, and what it lets through', () => {
    const { out, findings } = examine({ before, answers: asked(`${ids[0]} shop-test`) });
    expect(findings).toEqual([]);
    expect(out).toContain('ok       the firewall knows every network of shop-test; allowed: none\n');
  });

  test('warns of a network that it does not know', () => {
    const later = `${before}; sed -i 's/"br-aaaaaaaaaaaa"/"br-0"/' ../root/var/lib/*`;
    expect(examine({ before: later, answers: asked(`${ids[0]} shop-test`) }).findings).toEqual([
      'warning: the firewall does not know the network at br-aaaaaaaaaaaa -> run: sudo make firewall',
    ]);
  });
});
