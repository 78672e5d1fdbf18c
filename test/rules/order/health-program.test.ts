import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { HealthModel } from '../../../src/model/service.ts';
import { healthProgram } from '../../../src/rules/order/health-program.ts';
import { service, stack } from '../../support/model.ts';

const minio = 'quay.io/minio/minio:RELEASE.2023-11-20T22-40-07Z';
const found = (test: HealthModel['test'], image = minio) => {
  const known = knownImage(image);
  const health: HealthModel = { test, interval: '10s', timeout: '5s', retries: 6, startPeriod: '30s' };
  return healthProgram.check(stack({ services: [service({ image, health, ...(known && { known }) })] }));
};

describe('health-program', () => {
  test('a program that the image lacks', () => {
    expect(found({ exec: [['curl'], ['-f'], ['http://127.0.0.1:9000/']] })).toEqual([
      {
        path: 'shop-test/app/web',
        message: `the health check of "web" calls "curl", which the image "${minio}" does not hold: it never becomes healthy`,
        fix: 'check "web" with a program of the image',
      },
    ]);
    expect(found({ shell: ['true && /usr/bin/curl -f http://127.0.0.1:9000/ || exit 1'] })).toHaveLength(1);
  });

  test('one that it holds, a word that is no program, and an older or unknown image', () => {
    expect(found({ exec: [['mc'], ['ready'], ['curl']] })).toEqual([]);
    expect(found({ exec: [['curl']] }, 'quay.io/minio/minio:RELEASE.2022-09-17T00-09-45Z')).toEqual([]);
    expect(found({ exec: [['curl']] }, 'example/web:1.0')).toEqual([]);
  });

  test('a raw check goes over the prop', () => {
    const raw = (test: unknown, ours: string) => {
      const known = knownImage(minio);
      const timing = { interval: '10s', timeout: '5s', retries: 6, startPeriod: '30s' } as const;
      const over = service({
        image: minio,
        health: { test: { exec: [[ours]] }, ...timing },
        compose: { healthcheck: { test } },
        ...(known && { known }),
      });
      return healthProgram.check(stack({ services: [over] }));
    };
    expect(raw(['CMD', 'curl', '-f', 'http://127.0.0.1:9000/'], 'mc')).toHaveLength(1);
    expect(raw(['CMD-SHELL', 'true && curl -f http://127.0.0.1:9000/'], 'mc')).toHaveLength(1);
    expect(raw('curl -f http://127.0.0.1:9000/', 'mc')).toHaveLength(1);
    expect(raw(['CMD', 'mc', 'ready', 'local'], 'curl')).toEqual([]);
    expect(raw(['NONE'], 'curl')).toEqual([]);
  });
});
