import { describe, expect, test } from 'vitest';
import { jobAwaited } from '../../../src/rules/order/job-awaited.ts';
import { service, stack } from '../../support/model.ts';

const job = service({ id: 'migrate', kind: 'job' });
const after = service({ dependsOn: [{ service: 'migrate', condition: 'completed' }] });

describe('job-awaited', () => {
  test('nothing waits for it', () => {
    expect(jobAwaited.check(stack({ services: [job, service()] }))).toEqual([
      {
        path: 'shop-test/app/migrate',
        message: 'nothing waits for the job "migrate": "up --wait" takes its end for a failure and exits 1',
        fix: `let a service of a later phase wait for it, or give "migrate" profile: 'tools'`,
      },
    ]);
  });

  test('something waits for it', () => {
    expect(jobAwaited.check(stack({ services: [job, after] }))).toEqual([]);
  });

  test('what waits starts only with a profile', () => {
    expect(jobAwaited.check(stack({ services: [job, { ...after, profile: 'tools' }] }))).toHaveLength(1);
  });

  test('a job behind a profile, and a service', () => {
    expect(jobAwaited.check(stack({ services: [{ ...job, profile: 'tools' }, service()] }))).toEqual([]);
  });

  test('to wait until it is started is not to wait for its end', () => {
    const begun = service({ compose: { depends_on: ['migrate'] } });
    expect(jobAwaited.check(stack({ services: [job, begun] }))).toMatchObject([
      {
        message:
          'nothing waits until the job "migrate" has completed: "up --wait" takes its end for a failure and exits 1',
      },
    ]);
  });
});
