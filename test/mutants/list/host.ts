import type { Mutant } from '../mutant.ts';

/** Faults of what is used of the host, and of how a start waits. */
export const host: readonly Mutant[] = [
  {
    fault: 'a scheduled job runs beside itself',
    file: 'src/targets/operations/templates/scripts/scheduled.hbs',
    replace: "flock --nonblock 8 || leave_out 'the run before is not over'",
    by: ':',
    fails: { 'test/targets/operations/scripts/job-timers.test.ts': 'the run before is not over' },
  },
  {
    fault: 'a path of the host is not looked for',
    file: 'src/targets/operations/templates/scripts/doctor.hbs',
    replace: '{{#if beside}}\n  check_beside\n{{/if}}\n',
    by: '',
    fails: { 'test/targets/operations/scripts/beside.test.ts': 'a path of the host' },
  },
  {
    fault: 'a phase waits for the health of what has no health check, and nothing starts',
    file: 'src/lower/readiness.ts',
    replace: "meant(one) ? { ...one, condition: 'started' as const } : one",
    by: 'one',
    fails: { 'test/constructs/core/dependency.test.ts': 'between phases as far as is seen' },
  },
];
