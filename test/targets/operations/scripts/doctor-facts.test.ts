import { expect, test } from 'vitest';
import type { Size } from '../../../../src/model/quantity.ts';
import type { ServiceModel } from '../../../../src/model/service.ts';
import { doctorFacts } from '../../../../src/targets/operations/scripts/doctor.ts';
import { service, stack } from '../../../support/model.ts';

const sized = (id: string, memory: Size, over: Partial<ServiceModel> = {}) =>
  service({ id, limits: { memory, cpus: 1, processes: 1 }, ...over });

test('the memory that is needed is that of what runs at one time: no jobs, and nothing behind a profile', () => {
  const services = [
    sized('web', '1gb'),
    sized('worker', '256mb'),
    sized('migrate', '2gb', { kind: 'job' }),
    sized('tools', '4gb', { profile: 'tools' }),
  ];
  expect(doctorFacts(stack({ services }))).toMatchObject({ limits: '1280' });
});

test('a processor limit is a whole number, the largest of all', () => {
  const services = [
    service({ limits: { memory: '1mb', cpus: 0.5, processes: 1 } }),
    service({ id: 'b', limits: { memory: '1mb', cpus: 2.25, processes: 1 } }),
  ];
  expect(doctorFacts(stack({ services }))).toMatchObject({ mostCpus: '3' });
});

test('a schedule alone sends nothing elsewhere', () => {
  const schedule = { at: '03:00', keepDays: 3 };
  expect(doctorFacts(stack())).toMatchObject({ schedule: false, offsiteImage: '' });
  expect(doctorFacts(stack({ schedule }))).toMatchObject({ schedule: true, offsiteImage: '' });
});
