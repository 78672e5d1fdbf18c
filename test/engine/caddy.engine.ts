import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from './support/announce.ts';
import { caddies } from './support/caddies.ts';
import { domain, variables } from './support/edge.ts';
import { environments } from './support/operations.ts';
import { must, run } from './support/tool.ts';

const home = mkdtempSync(join(tmpdir(), 'stowage-caddy-'));
const env = { ...variables, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Every value of a key, wherever it stands in the adapted configuration. */
function values(node: unknown, key: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => (name === key ? [value] : values(value, key)));
}

describe.each(caddies)('Caddy %s', (version, caddy) => {
  beforeAll(() => announce('Caddy', caddy, ['version']));

  it('is the one that it is taken for', () => {
    expect(must(caddy, ['version'])).toMatch(new RegExp(`^v?${version.replaceAll('.', '\\.')}(\\s|$)`));
  });

  describe.each(environments)('and the Caddyfile of %s', (environment) => {
    const file = `out/posthog/${environment}/caddy/Caddyfile`;
    const words = ['--adapter', 'caddyfile', '--config', file];

    it('accepts it without a warning', () => {
      const { code, err } = run(caddy, ['validate', ...words], { env });
      expect({ code, err }).toMatchObject({ code: 0 });
      // 2.6 warns of what the local environment is meant to be: without HTTPS.
      const warnings = err.split('\n').filter((line) => /"level":"(warn|error)"/.test(line));
      expect(warnings.filter((line) => !line.includes('automatic HTTPS is completely disabled'))).toEqual([]);
    });

    it('would not write it otherwise', () => {
      expect(must(caddy, ['fmt', file], { env })).toBe(readFileSync(file, 'utf8'));
    });

    it('understands it as it was meant', () => {
      const config: unknown = JSON.parse(must(caddy, ['adapt', ...words], { env }));
      const host = environment === 'local' ? 'localhost' : domain;
      expect([...new Set(values(config, 'host').flat())]).toEqual([host]);
      expect(values(config, 'dial')).toEqual(['web:8000']);
      expect(values(config, 'max_size')).toEqual([25_000_000]);
      expect(values(config, 'try_duration')).toEqual([15e9]);
      expect(values(config, 'listen').flat().sort()).toEqual([
        environment === 'local' ? ':80' : ':443',
        ':8080',
      ]);
      expect(new Set(values(config, 'max_header_bytes'))).toEqual(new Set([64_000]));
      expect(values(config, 'admin')).toEqual([{ disabled: true }]);
      const staging = 'https://acme-staging-v02.api.letsencrypt.org/directory';
      expect(values(config, 'ca').includes(staging)).toBe(environment === 'staging');
      expect(values(config, 'email').includes('ops@example.com')).toBe(environment !== 'local');
    });

    it.runIf(environment !== 'local')('needs no address of the operator', () => {
      const nobody = { ...env, ACME_EMAIL: '' };
      const { code, err } = run(caddy, ['validate', ...words], { env: nobody });
      expect({ code, err }).toMatchObject({ code: 0 });
      expect(err.split('\n').filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
      const config: unknown = JSON.parse(must(caddy, ['adapt', ...words], { env: nobody }));
      expect(values(config, 'email')).toEqual([]);
      expect([...new Set(values(config, 'host').flat())]).toEqual([domain]);
    });

    it('refuses it with a directive that it does not know', () => {
      const broken = join(home, 'Caddyfile');
      writeFileSync(broken, readFileSync(file, 'utf8').replace('reverse_proxy', 'reverse_prox'));
      const { code, err } = run(caddy, ['adapt', '--adapter', 'caddyfile', '--config', broken], { env });
      expect(code).toBe(1);
      expect(err).toContain('reverse_prox');
    });
  });
});
