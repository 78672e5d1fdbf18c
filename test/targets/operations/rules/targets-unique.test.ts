import { describe, expect, test } from 'vitest';
import { targetsUnique } from '../../../../src/targets/operations/rules/targets-unique.ts';
import { said, service, stack } from '../../../support/model.ts';

const job = (target: string, id = 'migrate') =>
  service({ id, kind: 'job', job: { runs: 'once', target, help: said('') } });

describe('targets-unique', () => {
  test('a target that every Makefile has', () => {
    expect(targetsUnique.check(stack({ services: [job('backup')] }))).toEqual([
      {
        path: 'shop-test/app/migrate',
        message:
          'the target "backup" of the job "migrate" is already that of every generated Makefile: make would run only one of them',
        fix: `give "migrate" another one: target: 'run-migrate'`,
      },
    ]);
  });

  test.each(['adopt', 'disk-usage', 'offsite-check', 'smoke-test', 'schedule'])('%s, too', (target) => {
    expect(targetsUnique.check(stack({ services: [job(target)] }))).toHaveLength(1);
  });

  test('a target of a phase', () => {
    expect(targetsUnique.check(stack({ services: [service(), job('start-app')] }))).toMatchObject([
      {
        message:
          'the target "start-app" of the job "migrate" is already that of the phase "app": make would run only one of them',
      },
    ]);
  });

  test('a phase of jobs alone has a target of its own name, which a job of that name in it shares', () => {
    const phases = ['migrate', 'app'].map((id) => ({ path: `shop-test/${id}`, id }));
    const migrate = { ...job('migrate'), phase: 'migrate' };
    expect(targetsUnique.check(stack({ phases, services: [migrate, service()] }))).toEqual([]);
    const elsewhere = { ...job('migrate', 'other'), phase: 'app' };
    expect(targetsUnique.check(stack({ phases, services: [migrate, service(), elsewhere] }))).toMatchObject([
      {
        message:
          'the target "migrate" of the job "other" is already that of the phase "migrate": make would run only one of them',
      },
    ]);
  });

  test('a job and a console', () => {
    const psql = service({ id: 'db', console: { target: 'psql', help: said(''), command: [] } });
    expect(targetsUnique.check(stack({ services: [psql, job('psql')] }))).toMatchObject([
      { path: 'shop-test/app/migrate' },
    ]);
    const other = service({ id: 'db2', console: { target: 'psql', help: said(''), command: [] } });
    expect(targetsUnique.check(stack({ services: [psql, other] }))).toMatchObject([
      { path: 'shop-test/app/db2', fix: `give the console of "db2" another target: 'db2-console'` },
    ]);
  });

  test('targets of their own', () => {
    expect(targetsUnique.check(stack({ services: [job('migrate'), job('check', 'check')] }))).toEqual([]);
  });
});
