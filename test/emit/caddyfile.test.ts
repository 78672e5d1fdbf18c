import { describe, expect, test } from 'vitest';
import { caddyfile } from '../../src/emit/caddyfile.ts';
import type { CaddyfileModel } from '../../src/model/caddyfile.ts';

const model: CaddyfileModel = {
  kind: 'caddyfile',
  tls: 'public',
  sites: [[{ kind: 'variable', name: 'DOMAIN' }]],
  hsts: 0,
  bodyLimit: '25MB',
  compress: [],
  hidden: [],
  routes: [{ match: '/*', upstream: { kind: 'address', service: 'web', port: 8000 } }],
  healthPort: 8080,
};
const emit = (over: Partial<CaddyfileModel> = {}) => caddyfile({ ...model, ...over }, 'Generated.');

test('a site with all that it can have, whole', () => {
  const content = emit({
    email: [{ kind: 'variable', name: 'ACME_EMAIL' }],
    hsts: 3600,
    compress: ['/static/*', '/assets/*'],
    hidden: ['/metrics'],
    routes: [{ match: '/api/*', upstream: { kind: 'address', service: 'api', port: 3000 } }, ...model.routes],
  });
  expect(content).toBe(`# Generated.
{
	# No administration endpoint: a changed file recreates the container.
	admin off
	email {$ACME_EMAIL}
}

{$DOMAIN} {
	# The access log goes to the container's output, which Docker rotates.
	log

	header {
		X-Content-Type-Options nosniff
		Strict-Transport-Security "max-age=3600"
		-Server
	}

	request_body {
		max_size 25MB
	}

	@compress path /static/* /assets/*
	encode @compress zstd gzip

	@hidden path /metrics
	handle @hidden {
		respond 404
	}

	handle /api/* {
		reverse_proxy api:3000 {
			# Bridges the seconds in which the upstream restarts.
			lb_try_duration 15s
		}
	}

	handle {
		reverse_proxy web:8000 {
			# Bridges the seconds in which the upstream restarts.
			lb_try_duration 15s
		}
	}
}

# Answers the container's own health check; the port is not published.
http://:8080 {
	respond 200
}
`);
});

describe('certificates', () => {
  test.each([
    ['none', '\tauto_https off\n', 'http://{$DOMAIN} {'],
    ['internal', '\tlocal_certs\n\tskip_install_trust\n', '\n{$DOMAIN} {'],
    ['staging', '\tacme_ca https://acme-staging-v02.api.letsencrypt.org/directory\n', '\n{$DOMAIN} {'],
  ] as const)('%s', (tls, option, site) => {
    const content = emit({ tls });
    expect(content).toContain(option);
    expect(content).toContain(site);
    expect(emit()).not.toContain(option);
  });
});

test('no option that is not asked for', () => {
  expect(emit()).not.toMatch(/email|Strict-Transport|encode|hidden/);
});

test('a name that would end its token is quoted', () => {
  expect(emit({ hidden: ['/a b"{'] })).toContain('@hidden path "/a b\\"{"');
});
