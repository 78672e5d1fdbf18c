import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Parcel } from './support/parcel.ts';
import { composeVersions, must, run } from './support/tool.ts';

/** Two containers on an internal network; `keys` are raw keys of it. */
const files = (keys = '') => `
  const inside = new Network(stack, 'inside', { purpose: 'Both', internal: true${keys} });
  const one = { image: plain, command: ['sleep', '100000'], memory: '64mb', stopGrace: '1s', health: { exec: ['true'] }, networks: [inside] } as const;
  new Service(core, 'a', one);
  new Service(last, 'b', one);`;
/** As the files of before made it. */
const before = files(", compose: { driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'false' } }");

// Something of the host that listens on every address, as an SSH server does.
const listener = createServer((socket) => socket.end());
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '0.0.0.0', resolve));
  const address = listener.address();
  if (typeof address === 'object' && address !== null) port = address.port;
});
afterAll(() => listener.close());

/** Whether a container opens a connection to an address. */
const reaches = (container: string, address: string, to: number) =>
  run('docker', ['exec', container, 'timeout', '3', 'bash', '-c', `exec 3<>/dev/tcp/${address}/${to}`])
    .code === 0;

describe.each(composeVersions.map(([version]) => version))(
  'an internal network, with Compose %s',
  (version) => {
    const system = new Parcel(version);
    const [a, b] = ['parcel-test-a-1', 'parcel-test-b-1'];
    afterAll(() => system.dispose());
    const ids = () => must('docker', ['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', a, b]);
    /** The address that the host has on it, or would have. */
    const hosts = () =>
      must('docker', [
        'network',
        'inspect',
        '--format',
        '{{(index .IPAM.Config 0).Subnet}}',
        'parcel-test_inside',
      ])
        .trim()
        .replace(/0\/\d+$/, '1');
    const meets = () => must('docker', ['exec', b, 'getent', 'hosts', 'a']).trim().split(/\s+/)[1];
    let made = '';

    it('leads to every port of the host where it is as Docker makes it', () => {
      system.becomes(before);
      system.mustMake('start');
      expect(reaches(a, hosts(), port)).toBe(true);
      made = ids();
    });

    it('is made anew by the next start, under the containers, for a part of them', () => {
      system.becomes(files());
      const { code, out, err } = system.make('start-core');
      expect([code, out, err]).toEqual([
        0,
        expect.stringContaining('Making the network parcel-test_inside anew'),
        expect.anything(),
      ]);
      expect(ids()).toBe(made);
      expect([reaches(a, hosts(), port), reaches(b, hosts(), port), meets()]).toEqual([false, false, 'a']);
    });

    it('stays as it is then', () => {
      expect(system.mustMake('start')).not.toContain('anew');
      expect(ids()).toBe(made);
      expect(meets()).toBe('a');
    });

    it('gets other addresses where its own were given away meanwhile', () => {
      system.mustMake('down');
      system.becomes(before);
      system.mustMake('start');
      made = ids();
      const taken = 'stowage-test-taken';
      must('docker', ['network', 'create', taken]);
      try {
        const ask = (what: string, of: string, kind = 'container') =>
          must('docker', [kind, 'inspect', '--format', what, of]).trim();
        const given = ask('{{(index .IPAM.Config 0).Subnet}}', taken, 'network');
        system.becomes(files());
        // As a start left it that had just removed the network.
        writeFileSync(
          join(system.folder, 'backups/.unfinished-networks'),
          [
            `network parcel-test_inside ${given}`,
            'label com.docker.compose.network=inside',
            'label com.docker.compose.project=parcel-test',
            `container ${ask('{{.Id}}', a)} --alias a`,
            `container ${ask('{{.Id}}', b)} --alias b\n`,
          ].join('\n'),
          { mode: 0o600 },
        );
        expect(system.mustMake('start')).toContain(
          `Another network has the addresses ${given} by now: parcel-test_inside gets others.`,
        );
        expect(ids()).toBe(made);
        expect([reaches(a, hosts(), port), meets()]).toEqual([false, 'a']);
        expect(system.mustMake('start')).not.toContain('by now');
      } finally {
        must('docker', ['network', 'rm', taken]);
      }
    });
  },
);
