import type { HealthModel } from '../../src/model/service.ts';

/** A health check, for whom that is enough. */
export const health: HealthModel = {
  test: { exec: [['true']] },
  interval: '10s',
  timeout: '5s',
  retries: 6,
  startPeriod: '30s',
};
