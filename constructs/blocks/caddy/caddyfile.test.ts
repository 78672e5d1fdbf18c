import { describe, expect, test } from 'vitest';
import { filled } from '../../../src/files/filled.ts';
import { authored } from '../../../test/support/author.ts';
import type { CaddyOptions, Phase, Routes } from '../../index.ts';
import { Caddy, Service, Variable } from '../../index.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });
const acme = new Variable('ACME_EMAIL', { description: 'Whom to write to.' });
const web = (phase: Phase) => new Service(phase, 'web', { image: 'example:1', port: 8000 });
const api = (phase: Phase) => new Service(phase, 'api', { image: 'example:1', port: 3000 });
const both = (phase: Phase) => ({ '/api/*': api(phase), '/*': web(phase) });

/** What nobody may say of himself, in each file. */
const unclaimed = `	# What a visitor may not say of himself: it is for a proxy to say. Many applications read a name with an underscore
	# as the one with a hyphen.
	request_header -*_*
	request_header -X-Forwarded-*
	request_header -Forwarded
	request_header -X-Real-IP
	request_header -X-Client-IP
	request_header -X-Cluster-Client-IP
	request_header -Client-IP
	request_header -True-Client-IP
	request_header -Fastly-Client-IP
	request_header -Fly-Client-IP
	request_header -CF-Connecting-*
	request_header -CF-Visitor
	request_header -CF-IPCountry
	request_header -X-Original-*
	request_header -X-Rewrite-URL
	request_header -X-Scheme
	request_header -X-Url-Scheme
	request_header -Front-End-Https
	request_header -Remote-User
	request_header -X-Remote-*
	request_header -Proxy`;

/** As the file is written. */
function emit(over: Partial<CaddyOptions> = {}, routes: (phase: Phase) => Routes = both): string {
  const [file] = authored((core) => {
    const props = { image: 'caddy:2.11.7', domain, tls: 'public', routes: routes(core), ...over } as const;
    new Caddy(core, 'caddy', props);
  }).files;
  return file?.content.kind === 'template' ? filled(file.content, 'Generated.') : 'no template';
}

test('a site with all that it can have, whole', () => {
  const content = emit({
    email: acme,
    hsts: 3600,
    compress: ['/static/*', '/assets/*'],
    hidden: ['/metrics'],
  });
  expect(content).toBe(`# Generated.
{
	# No administration endpoint: a changed file recreates the container.
	admin off
	# Empty is nobody.
	email "{$ACME_EMAIL}"
}

{$DOMAIN} {
	# The access log goes to the container's output, which Docker rotates.
	log

	header {
		X-Content-Type-Options nosniff
		Strict-Transport-Security "max-age=3600"
		-Server
	}

${unclaimed}

	request_body {
		max_size 25MB
	}

	@compress path /static/* /assets/*
	encode @compress zstd gzip

	@hidden path /metrics /metrics/*
	handle @hidden {
		respond 404
	}

	handle /api/* {
		reverse_proxy api:3000 {
			# Bridges the seconds in which the upstream restarts; for a request with a body, from Caddy 2.11.2 on.
			lb_try_duration 15s
		}
	}

	handle {
		reverse_proxy web:8000 {
			# Bridges the seconds in which the upstream restarts; for a request with a body, from Caddy 2.11.2 on.
			lb_try_duration 15s
		}
	}

	handle_errors {
		header {
			X-Content-Type-Options nosniff
			-Server
		}
		# Caddy 2.6 blames the upstream for a body that is too large, and what gets a 502 is sent again.
		@large \`{err.message}.contains("request body too large")\`
		respond @large "413 Request Entity Too Large" 413
		respond "{err.status_code} {err.status_text}" {err.status_code}
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
  expect(emit()).not.toMatch(/email|servers|client_ip|@visitor|Strict-Transport|encode|hidden/);
});

test('proxies in front, whole', () => {
  const content = emit({
    trustedProxies: ['192.0.2.0/24', 'private_ranges'],
    headerLimit: '32KB',
  });
  expect(content).toContain(`
	servers {
		# Of what they say of a visitor's address, what one of them has seen itself: not what he claimed to the first.
		trusted_proxies static 192.0.2.0/24 private_ranges
		trusted_proxies_strict
		max_header_size 32KB
	}
}
`);
  const fromOthers = unclaimed
    .split('\n')
    .slice(3)
    .join('\n')
    .replaceAll('request_header', 'request_header @visitor');
  expect(content).toContain(`
	@visitor not remote_ip 192.0.2.0/24 private_ranges
	request_header -*_*
${fromOthers}
	# The host is the one that was asked for, whatever a proxy or a visitor says beside it.
	request_header -X-Forwarded-Host

	request_body {`);
  expect(content.match(/^\t\t\theader_up X-Forwarded-For \{client_ip\}$/gm)).toHaveLength(2);
});

test('only the limit of the headers', () => {
  const content = emit({ headerLimit: '32KB' });
  expect(content).toContain('\tservers {\n\t\tmax_header_size 32KB\n\t}\n}\n');
  expect(content).not.toMatch(/trusted|@visitor|X-Forwarded-Host/);
});

test('a name that would end its token is quoted', () => {
  expect(emit({ hidden: ['/a b"{'] })).toContain('@hidden path "/a b\\"{" "/a b\\"{/*"');
});

test('a hidden path that says what it covers covers no more', () => {
  expect(emit({ hidden: ['/stats*'] })).toContain('@hidden path /stats*\n');
});
