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
    fault: 'timers of the last scheduled job stay, and nobody says so',
    file: 'src/targets/operations/templates/scripts/schedule.hbs',
    replace: '      withdraw_file "$path"\n    fi\n  done < <(left_timers)',
    by: '      :\n    fi\n  done < <(left_timers)',
    fails: {
      'test/targets/operations/scripts/job-timers.test.ts': 'goes with it, unless somebody changed it',
    },
  },
  {
    fault: 'no backup holds the files with variables beside .env',
    file: 'src/targets/operations/templates/scripts/backup.hbs',
    replace: '{{#each envFiles}} {{sh this}}{{/each}}',
    by: '',
    fails: { 'test/targets/operations/scripts/needs.test.ts': 'are in each backup' },
  },
  {
    fault: 'a database that runs elsewhere is not asked for',
    file: 'src/targets/operations/templates/scripts/doctor/needs.hbs',
    replace: '{{#each servers}}',
    by: '{{#each nobody}}',
    fails: { 'test/targets/operations/scripts/needs.test.ts': 'what runs elsewhere' },
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
  {
    fault: 'a setting of the kernel that is too low passes',
    file: 'src/targets/operations/templates/scripts/doctor/needs.hbs',
    replace: '[ "$now" -lt "$2" ]',
    by: '[ "$now" -gt "$2" ]',
    fails: { 'test/targets/operations/scripts/needs.test.ts': 'and compares the settings of the kernel' },
  },
  {
    fault: 'nobody is asked why a service may use all memory of the host',
    file: 'src/rules/host/guards-kept.ts',
    replace: "if (limit === undefined && unlimited.includes('memory')) {",
    by: "if (limit !== undefined && unlimited.includes('memory')) {",
    fails: { 'test/constructs/core/host-needs.test.ts': 'a limit that is left out by choice' },
  },
  {
    fault: 'what somebody asked for goes on writing while its files are saved',
    file: 'src/targets/operations/backup/rest.ts',
    replace: "service.kind === 'service' &&",
    by: "service.kind === 'service' && service.profile === undefined &&",
    fails: { 'test/constructs/core/profile.test.ts': 'it stands still with the others' },
  },
];
