import { describe, expect, test } from 'vitest';
import type { Tls } from '../../../src/model/edge.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { tlsGuarded } from '../../../src/rules/network/tls-guarded.ts';
import { environment, service, stack } from '../../support/model.ts';

const open = { ports: [{ published: 80, target: 80, protocol: 'tcp' }] } as const;
function check(tls: Tls | 'files', over: Partial<ServiceModel> = open, guarded = true) {
  const edge = service({ id: 'caddy', edge: true, serves: { product: 'Caddy', tls, sites: [] }, ...over });
  return tlsGuarded.check(
    stack({ services: [edge], environment: { ...environment, name: 'production', guarded } }),
  );
}

describe('tls-guarded', () => {
  test('certificates for tests', () => {
    expect(check('staging')).toEqual([
      {
        path: 'shop-test/app/caddy',
        message:
          '"caddy" has certificates of an authority for tests in "production", which is guarded: browsers refuse them, and whoever clicks that away does so with a stranger\'s, too',
        fix: `say tls: 'public' of "caddy" in "production": environment.pick keeps 'staging' elsewhere`,
      },
    ]);
    expect(check('staging', {})).toHaveLength(1);
  });

  test('none beyond the host is a warning', () => {
    expect(check('none')).toEqual([
      {
        path: 'shop-test/app/caddy',
        severity: 'warn',
        message:
          '"caddy" speaks plain HTTP beyond the host in "production", which is guarded: passwords and sessions are read on the way',
        fix: `say tls: 'public' of "caddy", or publish it on 127.0.0.1 alone behind what ends TLS`,
      },
    ]);
    expect(check('none', { compose: { network_mode: 'host' } })).toHaveLength(1);
    // What ends TLS is before it.
    expect(check('none', { compose: { ports: ['127.0.0.1:8080:80'] } })).toEqual([]);
    expect(check('none', {})).toEqual([]);
  });

  test('an authority for tests that is named in a command or a variable', () => {
    const at = 'https://acme-staging-v02.api.letsencrypt.org/directory';
    const asked = (compose: ServiceModel['compose'], guarded = true) => {
      const services = [service({ id: 'proxy', compose })];
      return tlsGuarded.check(
        stack({ services, environment: { ...environment, name: 'production', guarded } }),
      );
    };
    expect(asked({ command: ['--acme.caserver', at] })).toEqual([
      {
        path: 'shop-test/app/proxy',
        message:
          '"proxy" asks an authority for tests in its command in "production", which is guarded: browsers refuse its certificates, and whoever clicks that away does so with a stranger\'s, too',
        fix: 'write acme-v02.api.letsencrypt.org there, or leave that address out',
      },
    ]);
    expect(asked({ environment: { ACME_CA_URI: at } })).toHaveLength(1);
    expect(asked({ environment: { ACME_CA_URI: at } }, false)).toEqual([]);
    expect(asked({ environment: { ACME_CA_URI: at.replace('-staging', '') } })).toEqual([]);
  });

  test.each<[Tls | 'files']>([['public'], ['internal'], ['files']])('%s', (tls) => {
    expect(check(tls)).toEqual([]);
  });

  test('where nothing is guarded people try things out', () => {
    expect(check('none', open, false)).toEqual([]);
    expect(check('staging', open, false)).toEqual([]);
  });
});
