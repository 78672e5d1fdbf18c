import { configOf } from '../../lower.ts';
import type { Rule } from '../../model/finding.ts';
import { seconds } from '../../model/quantity.ts';
import type { ServiceModel } from '../../model/service.ts';

/** What the engine gives who says nothing. */
const least = 10;

/** A store is given the time to stop. */
export const stopGrace: Rule = {
  id: 'stop-grace',
  severity: 'warn',
  summary:
    'No store is killed sooner than it needs to stop, and none sooner than the engine would kill anything.',
  check: ({ services }) =>
    services.flatMap((service) => {
      const { path, id, known, stopNeeds } = service;
      const grace = graceOf(service);
      // It looks through its files for long when it could not.
      const writes = known?.traits?.writes !== undefined;
      const needs = stopNeeds === undefined ? (writes ? least : 0) : seconds(stopNeeds);
      if (grace === undefined || grace >= needs) return [];
      const outcome = writes
        ? `${known.product} may still be writing, and then repairs its files at the next start`
        : 'it may still be writing, and finds at its next start what it left';
      return [
        {
          path,
          message: `"${id}" is killed ${grace}s after it was asked to stop${stopNeeds === undefined ? '' : ` and may need ${needs}s`}: ${outcome}`,
          fix: `leave out stopGrace of "${id}", or give it at least ${needs}s`,
        },
      ];
    }),
  about: {
    why: 'A database that is asked to stop finishes what runs and writes what is in memory. When it is killed first nothing is lost that was confirmed, but the next start goes through the log, and may take minutes instead of a second. The official image of PostgreSQL advises more than the ten seconds that the engine waits.',
    wrong: `
      const rows = new Volume(phase, 'db_data', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mysql:8.4.6', stopGrace: '2s' }).mount(rows, '/var/lib/mysql');
    `,
    right: `
      const rows = new Volume(phase, 'db_data', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mysql:8.4.6', stopGrace: '60s' }).mount(rows, '/var/lib/mysql');
    `,
    sources: ['https://docs.docker.com/reference/cli/docker/container/stop/'],
  },
};

/** Seconds; undefined where a variable says it, or what nobody can read. */
function graceOf(service: ServiceModel): number | undefined {
  const { stopGracePeriod: span, rest } = configOf(service);
  // Docker's own, where a raw key takes ours away.
  if (span === undefined) return rest?.has('stop_grace_period') === true ? undefined : 10;
  return typeof span === 'number' ? span / 1e9 : undefined;
}
