import type { Repositories } from './facts.ts';
import { login } from './facts.ts';

/**
 * What is known of images that no block of ours runs, as it was in November 2026.
 * @see https://github.com/docker-library/docs for those of Docker's own library: elasticsearch, node
 */
export const others: Repositories = [
  // https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/
  [
    'grafana/grafana',
    {
      product: 'Grafana',
      dataPaths: ['/var/lib/grafana'],
      reach: {
        ports: [3000],
        logins: [login('GF_SECURITY_ADMIN_PASSWORD', 'GF_SECURITY_ADMIN_USER', 'admin', 'admin')],
        openedBy: [{ variable: 'GF_AUTH_ANONYMOUS_ENABLED', values: ['true', '1'] }],
      },
    },
  ],
  // https://prometheus.io/docs/prometheus/latest/installation/#using-docker
  ['prom/prometheus', { product: 'Prometheus', dataPaths: ['/prometheus'] }],
  // https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
  ['node', { product: 'Node.js', user: 'node' }],
  [
    'posthog/posthog',
    {
      product: 'posthog/posthog',
      // https://posthog.com/blog/sunsetting-helm-support-posthog: later images have the tags of commits, and `latest`
      lines: [{ tags: /^release-(\d+(?:\.\d+)*)(?:-|$)/, last: '1.43.1', tag: 'release-1.43.1' }],
    },
  ],
];
