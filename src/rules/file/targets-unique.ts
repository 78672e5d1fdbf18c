import { keepsRunning, startsAlways } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';

/** The targets that every generated Makefile has. */
const fixed = [
  ...[
    'help',
    'init',
    'doctor',
    'config',
    'build',
    'pull',
    'start',
    'stop',
    'restart',
    'down',
    'status',
    'logs',
  ],
  ...['shell', 'backup', 'backups', 'verify-backup', 'restore', 'restore-drill', 'prune-backups', 'upgrade'],
  ...['destroy', 'smoke-test', 'check-backup', 'schedule', 'unschedule'],
  ...['offsite-init', 'backup-offsite', 'offsite-backups', 'offsite-fetch', 'offsite-check'],
];

interface Claim {
  readonly path: string;
  readonly target: string;
  readonly by: string;
  readonly fix: string;
}

/** A target of the Makefile does one thing. */
export const targetsUnique: Rule = {
  id: 'targets-unique',
  severity: 'error',
  summary: 'Jobs and consoles have targets of their own in the Makefile.',
  check: (stack) => {
    const holders = new Map(fixed.map((target) => [target, 'every generated Makefile']));
    return claims(stack).flatMap(({ path, target, by, fix }) => {
      const holder = holders.get(target);
      if (holder === undefined) holders.set(target, by);
      if (holder === undefined) return [];
      return [
        {
          path,
          message: `the target "${target}" of ${by} is already that of ${holder}: make would run only one of them`,
          fix,
        },
      ];
    });
  },
  about: {
    why: 'The Makefile has a target for each phase, job and console. When two rules give one target a recipe, make warns and runs only the last one: an operator who types the name gets something else than the help promises.',
    wrong: `
      new Job(phase, 'seed', { image: 'example.org/shop:1.0.0', command: ['seed'], target: 'backup', profile: 'tools' });
    `,
    right: `
      new Job(phase, 'seed', { image: 'example.org/shop:1.0.0', command: ['seed'], target: 'seed', profile: 'tools' });
    `,
    sources: ['https://www.gnu.org/software/make/manual/html_node/Multiple-Rules.html'],
  },
};

function claims({ phases, services }: StackModel): readonly Claim[] {
  const starting = services.filter(startsAlways);
  const running = new Set(starting.filter(keepsRunning).map(({ phase }) => phase));
  const working = new Set(starting.map(({ phase }) => phase).filter((phase) => !running.has(phase)));
  return [
    // A phase of jobs alone has a target of its own name, and a job of that name in it shares it.
    ...phases.map(({ path, id }) => ({
      path,
      target: working.has(id) ? id : `start-${id}`,
      by: `the phase "${id}"`,
      fix: 'give the phase another name',
    })),
    ...services.flatMap((service): Claim[] => {
      const { path, id, phase, job, console } = service;
      const shares = job?.target === phase && startsAlways(service) && working.has(phase);
      return [
        ...(job === undefined || shares
          ? []
          : [
              {
                path,
                target: job.target,
                by: `the job "${id}"`,
                fix: `give "${id}" another one: target: 'run-${id}'`,
              },
            ]),
        ...(console === undefined
          ? []
          : [
              {
                path,
                target: console.target,
                by: `the console of "${id}"`,
                fix: `give the console of "${id}" another target: '${id}-console'`,
              },
            ]),
      ];
    }),
  ];
}
