import type { Repositories } from '../../images/facts.ts';
import { bySeries } from '../../images/facts.ts';

/**
 * The official image of Caddy. Only the newest 2.x gets fixes: a series ends in the month in which the next one came out.
 * @see https://github.com/caddyserver/caddy/blob/master/.github/SECURITY.md
 * @see https://github.com/caddyserver/caddy/releases
 */
export const caddy: Repositories = [
  [
    'caddy',
    {
      product: 'Caddy',
      ends: bySeries({
        '2.6': '2023-08',
        '2.7': '2024-05',
        '2.8': '2024-12',
        '2.9': '2025-04',
        '2.10': '2026-02',
      }),
    },
  ],
];
