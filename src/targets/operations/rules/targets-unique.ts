import { startsAlways } from '../../../lower/runs.ts';
import type { Rule } from '../../../model/finding.ts';
import type { StackModel } from '../../../model/stack.ts';
import { ownTargets, phaseTargets } from '../makefile/targets.ts';

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
    const holders = new Map(ownTargets.map((target) => [target, 'every generated Makefile']));
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

function claims(stack: StackModel): readonly Claim[] {
  const phases = phaseTargets(stack);
  const pathOf = new Map(stack.phases.map(({ id, path }) => [id, path]));
  /** Those that have a target of their own name, which a job of that name in them shares. */
  const named = new Set(phases.flatMap(({ phase, target }) => (phase === target ? [phase] : [])));
  return [
    ...phases.map(({ phase, target }) => ({
      path: pathOf.get(phase) ?? stack.path,
      target,
      by: `the phase "${phase}"`,
      fix: 'give the phase another name',
    })),
    ...stack.services.flatMap((service): Claim[] => {
      const { path, id, phase, job, console } = service;
      const shares = job?.target === phase && startsAlways(service) && named.has(phase);
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
