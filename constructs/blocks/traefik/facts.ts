import type { Repositories } from '../../images/facts.ts';
import { bySeries } from '../../images/facts.ts';

/**
 * The official image of Traefik. Only the newest 3.x gets fixes: a series ends in the month in which the next one came out.
 * @see https://doc.traefik.io/traefik/deprecation/releases/
 */
export const traefik: Repositories = [
  [
    'traefik',
    {
      product: 'Traefik',
      ends: bySeries({
        '2.11': '2026-02',
        '3.0': '2024-07',
        '3.1': '2024-10',
        '3.2': '2025-01',
        '3.3': '2025-05',
        '3.4': '2025-07',
        '3.5': '2025-11',
      }),
    },
  ],
];
