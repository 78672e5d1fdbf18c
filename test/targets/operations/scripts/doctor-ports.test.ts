import { describe, expect, test } from 'vitest';
import { service } from '../../../support/model.ts';
import { examine } from './examine.ts';

describe('ports', () => {
  const over = {
    services: [
      service({
        ports: [
          { published: 80, target: 80, protocol: 'tcp' },
          { published: 443, target: 443, protocol: 'udp' },
        ],
      }),
    ],
  } as const;

  test('in use by something else', () => {
    expect(examine({ over }).findings).toEqual([
      "error: port 80/tcp is in use on this host -> find out by whom: ss -ltunp 'sport = :80'",
    ]);
  });

  test('held by another project', () => {
    const answers = `'ps --filter publish=80/tcp '*) echo other-local other-local-caddy-1 ;;`;
    expect(examine({ over, answers }).findings).toEqual([
      'error: port 80/tcp is published by the container other-local-caddy-1 -> stop it, or move one of the two to another port',
    ]);
  });

  test('held by this project', () => {
    const answers = `'ps --filter publish=80/tcp '*) echo shop-test shop-test-web-1 ;;`;
    expect(examine({ over, answers }).findings).toEqual([]);
  });
});
