import { waitsOf } from '../../graph/wiring.ts';
import { profilesOf } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';

/** A job that ends ends a start well. */
export const jobAwaited: Rule = {
  id: 'job-awaited',
  severity: 'error',
  summary: 'Something waits until each job that starts by itself has completed.',
  check: ({ services }) => {
    const jobs = new Set(services.flatMap(({ id, kind }) => (kind === 'job' ? [id] : [])));
    const awaited = new Set<string>();
    const begun = new Set<string>();
    for (const service of services)
      for (const wait of waitsOf(service)) {
        if (!jobs.has(wait.service)) continue;
        begun.add(wait.service);
        if (wait.condition !== 'started' && profilesOf(service).length === 0) awaited.add(wait.service);
      }
    return services
      .filter(
        (service) => service.kind === 'job' && profilesOf(service).length === 0 && !awaited.has(service.id),
      )
      .map(({ path, id }) => ({
        path,
        message: `nothing waits ${begun.has(id) ? `until the job "${id}" has completed` : `for the job "${id}"`}: "up --wait" takes its end for a failure and exits 1`,
        fix: `let a service of a later phase wait for it, or give "${id}" profile: 'tools'`,
      }));
  },
  about: {
    why: '`docker compose up --wait` waits until everything runs or is healthy. A container that exits, even with 0, counts as a failure unless some service waits for its completion: the deployment exits 1 although nothing is wrong.',
    wrong: `
      new Job(phase, 'migrate', { image: 'example.org/shop:1.0.0', command: ['migrate'] });
    `,
    right: `
      new Job(phase, 'migrate', { image: 'example.org/shop:1.0.0', command: ['migrate'] });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    sources: ['https://docs.docker.com/reference/cli/docker/compose/up/'],
  },
};
