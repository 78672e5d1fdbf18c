import { describe, expect, test } from 'vitest';
import { nothing } from '../../../src/compose/replace.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { stopGrace } from '../../../src/rules/order/stop-grace.ts';
import { service, stack } from '../../support/model.ts';

const known = { product: 'MySQL', dataPaths: [], traits: { writes: 'always' } } as const;
const found = (over: Partial<ServiceModel>) =>
  stopGrace.check(stack({ services: [service({ id: 'db', known, ...over })] }));

describe('stop-grace', () => {
  test('a store that is killed while it writes', () => {
    expect(found({ stopGrace: '2s' })).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" is killed 2s after it was asked to stop: MySQL may still be writing, and then repairs its files at the next start',
        fix: 'leave out stopGrace of "db", or give it at least 10s',
      },
    ]);
    expect(found({ compose: { stop_grace_period: '1s' } })).toHaveLength(1);
    // The ten seconds of Docker are left.
    expect(
      found({ stopNeeds: '60s', stopGrace: '90s', compose: { stop_grace_period: nothing } }),
    ).toHaveLength(1);
    expect(found({ stopNeeds: '60s', stopGrace: '90s', compose: { stop_grace_period: null } })).toEqual([]);
  });

  test('less than its construct knows that it may need', () => {
    expect(found({ stopNeeds: '60s', stopGrace: '20s' })[0]?.message).toBe(
      '"db" is killed 20s after it was asked to stop and may need 60s: MySQL may still be writing, and then repairs its files at the next start',
    );
    const { known: _, ...broker } = service({ stopNeeds: '60s', compose: { stop_grace_period: '10s' } });
    expect(stopGrace.check(stack({ services: [broker] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" is killed 10s after it was asked to stop and may need 60s: it may still be writing, and finds at its next start what it left',
        fix: 'leave out stopGrace of "web", or give it at least 60s',
      },
    ]);
    expect(found({ stopNeeds: '60s', stopGrace: '60s' })).toEqual([]);
  });

  test('time enough, and who needs none', () => {
    expect(found({})).toEqual([]);
    expect(found({ compose: { stop_grace_period: '1m' } })).toEqual([]);
    expect(found({ compose: { stop_grace_period: ['1s'] } })).toEqual([]);
    expect(found({ known: { product: 'Shop', dataPaths: [] }, stopGrace: '1s' })).toEqual([]);
  });
});
