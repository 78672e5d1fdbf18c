import type { CaddyfileModel } from '../../model/caddyfile.ts';
import { template } from './template.ts';

const render = template('caddy/Caddyfile');

/** @see https://letsencrypt.org/docs/staging-environment/ */
const stagingAuthority = 'https://acme-staging-v02.api.letsencrypt.org/directory';

/** An application may answer `/path/` as it answers `/path`. What ends with `*` says itself what it covers. */
const withAllBelow = (path: string) => (path.endsWith('*') ? [path] : [path, `${path}/*`]);

/** The Caddyfile of one environment. */
export function caddyfile(model: CaddyfileModel, notice: string): string {
  return render({
    notice,
    options: {
      plain: model.tls === 'none',
      internal: model.tls === 'internal',
      authority: model.tls === 'staging' ? stagingAuthority : undefined,
      email: model.email,
    },
    servers: model.trustedProxies !== undefined || model.headerLimit !== undefined,
    trusted: model.trustedProxies,
    headerLimit: model.headerLimit,
    sites: model.sites.map((site) => (model.tls === 'none' ? ['http://', ...site] : site)),
    hsts: model.hsts > 0 ? `max-age=${model.hsts}` : undefined,
    bodyLimit: model.bodyLimit,
    compress: model.compress,
    hidden: model.hidden.flatMap(withAllBelow),
    routes: model.routes.map(({ match, upstream }) => ({ match, all: match === '/*', upstream: [upstream] })),
    healthPort: String(model.healthPort),
  });
}
