import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { phaseTargets } from '../makefile/targets.ts';

/** The targets of the Makefile that this stack alone has: jobs that no phase runs alone, and consoles. */
export function commandFacts(stack: StackModel, language: Language): object {
  const taken = new Set(phaseTargets(stack).map(({ target }) => target));
  return {
    jobs: stack.services.flatMap(({ id, job }) =>
      job === undefined || taken.has(job.target) ? [] : [{ id, command: `make ${job.target}` }],
    ),
    consoles: stack.services.flatMap(({ id, console }) =>
      console === undefined
        ? []
        : [{ service: id, command: `make ${console.target}`, help: said(console.help, language) }],
    ),
  };
}
