import type { Rule } from '../model/finding.ts';
import { profilesOf, waitsOf } from './facts/wiring.ts';

/** A job that ends ends a start well. */
export const jobAwaited: Rule = {
  id: 'job-awaited',
  severity: 'error',
  summary: 'Something waits for each job that starts by itself.',
  check: ({ services }) => {
    const awaited = new Set(
      services
        .filter((service) => profilesOf(service).length === 0)
        .flatMap((service) => waitsOf(service).map((wait) => wait.service)),
    );
    return services
      .filter(
        (service) => service.kind === 'job' && profilesOf(service).length === 0 && !awaited.has(service.id),
      )
      .map(({ path, id }) => ({
        path,
        message: `nothing waits for the job "${id}": "up --wait" takes its end for a failure and exits 1`,
        fix: `let a service of a later phase wait for it, or give "${id}" profile: 'tools'`,
      }));
  },
};
