import { profilesOf } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import { quoted } from '../facts/wording.ts';

/** A step of the start order is one. */
export const phaseStarts: Rule = {
  id: 'phase-starts',
  severity: 'warn',
  summary: 'A phase that others come after has a member that starts by itself.',
  about: {
    why: 'What starts only with a profile is left out of the start order. A phase of such members alone is never ready and never waited for: the services of the next phase start as if it were not there, without the migration that was to come first.',
    wrong: `new Job(phase, 'migrate', { image: 'example.org/shop:1.0.0', command: ['migrate'], profile: 'tools' });
new Service(later, 'web', { image: 'example.org/shop:1.0.0' });`,
    right: `new Job(phase, 'migrate', { image: 'example.org/shop:1.0.0', command: ['migrate'] });
new Service(later, 'web', { image: 'example.org/shop:1.0.0' });`,
    sources: ['https://docs.docker.com/compose/how-tos/profiles/'],
  },
  check: ({ phases, services }) => {
    const members = new Map<string, string[]>();
    const awake = new Set<string>();
    for (const service of services) {
      const ids = members.get(service.phase) ?? [];
      ids.push(service.id);
      members.set(service.phase, ids);
      if (profilesOf(service).length === 0) awake.add(service.phase);
    }
    const last = phases.findLastIndex(({ id }) => awake.has(id));
    return phases.slice(0, Math.max(0, last)).flatMap(({ path, id }) => {
      const ids = members.get(id);
      return ids === undefined || awake.has(id)
        ? []
        : [
            {
              path,
              message: `everything in the phase "${id}" starts only with a profile (${quoted(ids)}): the phases after it do not wait for it`,
              fix: `take the profile off what must come first, or move ${quoted(ids)} to another phase`,
            },
          ];
    });
  },
};
