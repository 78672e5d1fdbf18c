import { readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listening, published, upstreams, volumes } from './support/checks.ts';
import { outOfOrder } from './support/events.ts';
import { answersHost, answersStranger } from './support/reach.ts';
import { Running } from './support/running.ts';
import { must } from './support/tool.ts';

const site = 'posthog.example.com';
const here = (port: number) => ['--connect-to', `::127.0.0.1:${port}`, '--noproxy', '*'];

/** Where somebody listens on the host, and the processes that do; but for tests, which are Node. */
const hostPorts = () =>
  must('ss', ['-Hltnp'])
    .split('\n')
    .filter((line) => line !== '' && !line.includes('(("node",'))
    .map((line) => ({
      address: line.trim().split(/\s+/)[3] ?? '',
      processes: [...line.matchAll(/\bpid=(\d+)/g)].map(([, pid = '']) => pid),
    }));

/** A process of another system's container, or what publishes a port for one: other areas have systems at the same time. */
function ofOthers(system: Running, pid: string): boolean {
  const own = Object.values(system.containers());
  const inspected = (format: string) => must('docker', ['inspect', '--format', format, ...own]).split(/\s+/);
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (basename(words[0] ?? '') === 'docker-proxy') {
      const target = words[words.indexOf('-container-ip') + 1] ?? '';
      const addresses = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.GlobalIPv6Address}} {{end}}';
      return !inspected(addresses).includes(target);
    }
    const room = (process: string) => readlinkSync(`/proc/${process}/ns/mnt`);
    return ![process.pid, ...inspected('{{.State.Pid}}').filter(Boolean)]
      .map(String)
      .map(room)
      .includes(room(pid));
  } catch {
    return true; // It has ended meanwhile, and Caddy has not.
  }
}

describe.each([
  ['production', '2.26'],
  ['staging', '2.40'],
] as const)('%s over TLS, with Compose %s', (environment, compose) => {
  const before = hostPorts().map(({ address }) => address);
  const system = new Running(environment, { compose });
  let authority = '';
  beforeAll(() => {
    system.signOwnCertificates();
    system.mustMake('build');
    system.compose('up', '--detach', '--wait');
    authority = system.authority();
  });
  afterAll(() => system.dispose());

  it('starts at once from nothing, each phase when the one before is healthy', () => {
    expect(outOfOrder(system, system.began)).toEqual([]);
    expect(upstreams(system)).toEqual([]);
    expect(volumes(system)).toEqual([]);
  });

  it('answers over TLS, and sends plain HTTP there', () => {
    system.mustMake('smoke-project');
    must('scripts/smoke-test', [], {
      cwd: system.folder,
      env: { CURL_CA_BUNDLE: authority, SMOKE_SECONDS: '120' },
    });
    const headers = must('curl', [
      '-sS',
      '--cacert',
      authority,
      '-D-',
      '-o/dev/null',
      ...here(443),
      `https://${site}/`,
    ]);
    expect(headers).toMatch(/^HTTP\/2 200/);
    // A browser that met a test certificate must not be told to insist on it.
    const insists = /^strict-transport-security: max-age=\d+/im.test(headers);
    expect(insists).toBe(environment === 'production');
    const plain = must('curl', ['-sS', '-D-', '-o/dev/null', ...here(80), `http://${site}/a?b=c`]);
    expect(plain).toMatch(/^HTTP\/1.1 30[18]/);
    expect(plain).toMatch(new RegExp(`^location: https://${site}/a\\?b=c`, 'im'));
  });

  it('publishes the ports of Caddy and none else', () => {
    expect(published(system, ['80/tcp -> *:80', '443/tcp -> *:443', '443/udp -> *:443'])).toEqual([]);
    // What listens on loopback for a moment may be another test; whatever is published there the engine says above.
    const added = hostPorts()
      .filter(({ address }) => !before.includes(address) && !/^(?:127\.|\[::1\])/.test(address))
      .filter(({ processes }) => processes.length === 0 || !processes.every((pid) => ofOthers(system, pid)))
      .map(({ address }) => address)
      .sort();
    expect(
      new Set(added.map((address) => address.slice(address.lastIndexOf(':') + 1))),
      added.join(' '),
    ).toEqual(new Set(['443', '80']));
  });

  it('keeps every other port out of reach, from this host and from a container on another network', async () => {
    const inside = Object.entries(system.containers())
      .filter(([service]) => service !== 'caddy')
      .flatMap(([service, id]) => listening(id).map(({ port }) => ({ service, id, port })));
    expect(inside.length).toBeGreaterThan(8);
    const own = Object.values(networkInterfaces())
      .flat()
      .flatMap((one) => (one?.family === 'IPv4' && !one.address.startsWith('172.') ? [one.address] : []));
    const fromHost = inside
      .filter(({ port }) => !before.some((address) => address.endsWith(`:${port}`)))
      .flatMap(({ service, port }) => own.map((address) => ({ service, address, port })));
    const gateway = must('docker', [
      ...['network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}'],
    ]).trim();
    const fromElsewhere = inside.flatMap(({ service, id, port }) => {
      const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}';
      const addresses = must('docker', ['inspect', '--format', format, id]).trim().split(' ');
      return addresses.filter(Boolean).map((address) => ({ service, address, port }));
    });
    expect(fromElsewhere.length).toBeGreaterThanOrEqual(inside.length);
    expect(await answersHost(fromHost)).toEqual([]);
    expect(answersStranger(fromElsewhere)).toEqual([]);
    // The same questions do get an answer where there is one.
    const edge = { service: 'caddy', address: '127.0.0.1', port: 443 };
    expect(await answersHost([edge])).toEqual(['caddy answers at 127.0.0.1:443']);
    expect(answersStranger([{ ...edge, address: gateway }])).toEqual([`caddy answers at ${gateway}:443`]);
  });

  it('is reached inside by its own name, without leaving the host', () => {
    const line = `cat >/tmp/root.crt && curl -sS -o /dev/null --cacert /tmp/root.crt -w '%{http_code} %{remote_ip}' https://${site}/_health`;
    const words = ['compose', 'exec', '-T', 'worker', 'sh', '-c', line];
    const options = { cwd: system.folder, env: system.scriptEnv, input: readFileSync(authority) };
    const format = `{{(index .NetworkSettings.Networks "${system.project}_caddy-clients").IPAddress}}`;
    const caddy = must('docker', ['inspect', '--format', format, system.containers().caddy ?? '']).trim();
    expect(must('docker', words, options)).toBe(`200 ${caddy}`);
  });

  it('starts again without making a container anew', () => {
    const containers = system.containers();
    system.mustMake('start');
    expect(system.containers()).toEqual(containers);
  });
});
