import { describe, expect, test } from 'vitest';
import { replace } from '../../../src/compose/replace.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { limitsAgree } from '../../../src/rules/host/limits-agree.ts';
import { service, stack } from '../../support/model.ts';

// The service of the tests may use 256mb, one processor and 128 processes.
const found = (compose: ServiceModel['compose']) =>
  limitsAgree.check(stack({ services: [service({ compose })] }));
const web = { path: 'shop-test/app/web' };

describe('limits-agree', () => {
  test('a limit said twice', () => {
    expect(found({ mem_limit: '512m' })).toEqual([
      {
        ...web,
        message:
          '"web" says mem_limit: 512m, and deploy.resources.limits.memory is 256M: Compose refuses the whole file',
        fix: 'say it with the prop memory of "web", and remove mem_limit from its raw keys',
      },
    ]);
    expect(found({ cpus: 1.5, pids_limit: 64 }).map(({ message }) => message)).toEqual([
      '"web" says cpus: 1.5, and deploy.resources.limits.cpus is 1: Compose refuses the whole file',
      '"web" says pids_limit: 64, and deploy.resources.limits.pids is 128: Compose refuses the whole file',
    ]);
  });

  test('more memory reserved than allowed', () => {
    expect(found({ mem_reservation: '512m' })).toEqual([
      {
        ...web,
        message: '"web" reserves 512m of memory and may use 256m: the engine refuses to start it',
        fix: 'reserve at most 256m, or raise memory of "web"',
      },
    ]);
    expect(found({ deploy: { resources: { reservations: { memory: '1G' } } } })).toHaveLength(1);
  });

  test('the same twice, nothing, and limits of its own', () => {
    expect(found({ mem_limit: '256m', cpus: '1.0', pids_limit: 128, mem_reservation: '256m' })).toEqual([]);
    expect(found({ mem_limit: 0, cpus: 0, pids_limit: null })).toEqual([]);
    expect(found({ deploy: { resources: { limits: { memory: '1G' } } }, mem_reservation: '1g' })).toEqual([]);
    expect(found({ deploy: replace({}), mem_limit: '1g', mem_reservation: '1g' })).toEqual([]);
    expect(found({ cpus: ['odd'], deploy: 'odd', mem_limit: {} })).toEqual([]);
  });
});
