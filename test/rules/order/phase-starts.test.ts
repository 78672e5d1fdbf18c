import { expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { phaseStarts } from '../../../src/rules/order/phase-starts.ts';
import { service, stack } from '../../support/model.ts';

const phases = ['first', 'second'].map((id) => ({ path: `shop-test/${id}`, id }));
const job = service({ id: 'migrate', kind: 'job', phase: 'first', profile: 'tools' });
const web = service({ phase: 'second' });
const check = (...services: readonly ServiceModel[]) => phaseStarts.check(stack({ phases, services }));

test('phase-starts: everything in it sleeps', () => {
  expect(check(job, web)).toEqual([
    {
      path: 'shop-test/first',
      message:
        'everything in the phase "first" starts only with a profile ("migrate"): the phases after it do not wait for it',
      fix: 'take the profile off what must come first, or move "migrate" to another phase',
    },
  ]);
});

test('a member that starts, no member, nothing after it', () => {
  expect(check(job, service({ id: 'db', phase: 'first' }), web)).toEqual([]);
  expect(check(web)).toEqual([]);
  expect(check(job)).toEqual([]);
  expect(check(job, { ...web, profile: 'tools' })).toEqual([]);
});
