import type { Complaint, Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import { waits } from './facts/waits.ts';
import { profilesOf, waitsOf } from './facts/wiring.ts';

/** There is an order in which everything can start. */
export const orderPossible: Rule = {
  id: 'order-possible',
  severity: 'error',
  summary: 'No loop in who waits for whom, and whoever is waited for starts too.',
  check: (stack) => [...loops(stack), ...absent(stack)],
};

function loops(stack: StackModel): readonly Complaint[] {
  const paths = new Map(stack.services.map(({ id, path }) => [id, path]));
  return waits(stack).loops.map((loop) => ({
    path: paths.get(loop[0] ?? '') ?? stack.path,
    message: `${loop.join(' -> ')} wait for each other: Compose refuses the project`,
    fix: `drop one of these waits, or move "${loop[0]}" to another phase`,
  }));
}

function absent({ services }: StackModel): readonly Complaint[] {
  const byId = new Map(services.map((service) => [service.id, service]));
  return services.flatMap((service) =>
    waitsOf(service).flatMap((wait) => {
      const target = byId.get(wait.service);
      if (target === undefined)
        return [
          {
            path: service.path,
            message: `"${service.id}" waits for "${wait.service}", but no phase of this stack has such a service: Compose refuses the project`,
            fix: `make "${wait.service}" in a phase of this stack, or do not wait for it`,
          },
        ];
      const mine = profilesOf(service);
      const theirs = profilesOf(target);
      if (theirs.length === 0 || (mine.length > 0 && mine.every((profile) => theirs.includes(profile))))
        return [];
      return [
        {
          path: service.path,
          message: `"${service.id}" waits for "${target.id}", which starts only with the profile "${theirs[0]}": Compose refuses the project`,
          fix: `take the profile off "${target.id}", or do not wait for it`,
        },
      ];
    }),
  );
}
