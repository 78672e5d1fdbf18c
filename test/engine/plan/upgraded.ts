import type { Dialect } from '../../../src/compose/hash.ts';
import { replaced } from '../../../src/plan/replaced.ts';
import type { Part } from './change.ts';
import { alone, idle } from './idle.ts';
import { Running } from './running.ts';

/** What versions hash otherwise, and every kind of network and volume that they might. */
const part: Part = {
  services: {
    ...Object.fromEntries(
      ['plain', 'driven', 'inner', 'labelled', 'ranged', 'old'].map((name) => [
        name,
        { ...idle, networks: [name] },
      ]),
    ),
    usual: idle,
    stored: { ...alone, volumes: ['kept:/v', 'named:/w'] },
    bound: { ...alone, volumes: ['./a:/a'] },
    waits: { ...alone, depends_on: ['bound'] },
    shares: { ...idle, network_mode: 'service:plain' },
    mounts: { ...alone, volumes_from: ['stored'] },
    told: { ...alone, env_file: 'a/told.env' },
    trusted: { ...alone, secrets: [{ source: 'token', mode: 256 }] },
  },
  networks: {
    plain: {},
    driven: { driver: 'bridge', driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'true' } },
    inner: { internal: true },
    labelled: { labels: { a: '1' } },
    ranged: { ipam: { config: [{ subnet: '10.213.77.0/24' }] } },
    old: { enable_ipv6: false },
  },
  volumes: { kept: {}, named: { labels: { a: '1' } } },
  secrets: { token: { file: './a/token' } },
  files: { 'a/token': 'a', 'a/told.env': 'A=1\n' },
};

/** What another Compose makes anew of what one has made, as it does and as it is predicted. */
export async function upgraded(
  [from, old]: readonly [Dialect, string],
  [to, config]: readonly [Dialect, string],
): Promise<{ readonly did: readonly string[]; readonly said: readonly string[] }> {
  const running = new Running('plan-exact-upgraded', old);
  try {
    const state = running.becomes(part);
    await running.up();
    const { replaced: anew, restarted, failure } = await running.by(config).up();
    const did = [...anew, ...restarted.map((name) => `${name}, restarted`), ...(failure ? [failure] : [])];
    return { did: did.sort(), said: [...replaced(state, state, to, from).keys()].sort() };
  } finally {
    running.dispose();
  }
}
