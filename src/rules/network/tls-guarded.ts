import { textsOf } from '../../graph/texts.ts';
import { isOpen } from '../../lower/open-ports.ts';
import { eachService } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';

/** Where certificates for trying out are signed. @see https://letsencrypt.org/docs/staging-environment/ */
const forTests = 'acme-staging-v02.api.letsencrypt.org';

/** Where data are guarded, so is the way to them. */
export const tlsGuarded: Rule = {
  id: 'tls-guarded',
  severity: 'error',
  summary: 'Where data are guarded, visitors come in by TLS, with a certificate that their browsers trust.',
  check: eachService(({ environment }) => (service): readonly Complaint[] => {
    if (!environment.guarded) return [];
    const { path, id, serves } = service;
    const where = `in "${environment.name}", which is guarded`;
    if (serves?.tls === 'staging')
      return [
        {
          path,
          message: `"${id}" has certificates of an authority for tests ${where}: browsers refuse them, and whoever clicks that away does so with a stranger's, too`,
          fix: `say tls: 'public' of "${id}" in "${environment.name}": environment.pick keeps 'staging' elsewhere`,
        },
      ];
    const asked = textsOf(service).find(({ text }) =>
      text.some((part) => typeof part === 'string' && part.includes(forTests)),
    );
    if (asked !== undefined)
      return [
        {
          path,
          message: `"${id}" asks an authority for tests in ${asked.where} ${where}: browsers refuse its certificates, and whoever clicks that away does so with a stranger's, too`,
          fix: `write ${forTests.replace('-staging', '')} there, or leave that address out`,
        },
      ];
    if (serves?.tls !== 'none' || !isOpen(service)) return [];
    return [
      {
        path,
        severity: 'warn',
        message: `"${id}" speaks plain HTTP beyond the host ${where}: passwords and sessions are read on the way`,
        fix: `say tls: 'public' of "${id}", or publish it on 127.0.0.1 alone behind what ends TLS`,
      },
    ];
  }),
  about: {
    why: "Without TLS everybody between a visitor and the host reads his password and his session. Certificates of Let's Encrypt's staging authority are for trying out: no browser trusts them, so visitors learn to pass over the warning.",
    wrong: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['check'] } });
      new Service(later, 'proxy', { image: 'example.org/proxy:1.0.0', edge: { product: 'Proxy', tls: 'staging', sites: ['shop.example.com'], routes: { '/*': web.address } } });
    `,
    right: `
      const web = new Service(phase, 'web', { image: 'example.org/shop:1.0.0', port: 8000, health: { exec: ['check'] } });
      new Service(later, 'proxy', { image: 'example.org/proxy:1.0.0', edge: { product: 'Proxy', tls: 'public', sites: ['shop.example.com'], routes: { '/*': web.address } } });
    `,
    sources: ['https://letsencrypt.org/docs/staging-environment/'],
  },
};
