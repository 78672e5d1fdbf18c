import { groupBy } from '../../model/groups.ts';
import type { Version } from '../../model/version.ts';
import { compareVersions } from '../../model/version.ts';
import type { Danger } from '../danger.ts';
import { versionsOf } from '../versions.ts';

/** A version on the way that may not be left out. */
export const versionSkipped: Danger = {
  id: 'version-skipped',
  severity: 'error',
  summary: 'An upgrade runs each version on its way that brings the data to a new form.',
  find: ({ stack, before, after, steps }) => {
    const passing = steps.flatMap(({ service, path = stack.path }) => {
      const found = versionsOf(stack, before, after, service);
      if (found === undefined) return [];
      const { known, from, to } = found;
      const passed = (known.traits?.stops ?? []).filter((stop) => isPassed(stop, from, to));
      return passed.length === 0 ? [] : [{ ...found, service, path, passed }];
    });
    // An image that several run is told of once.
    const alike = groupBy(passing, ({ known, from, to }) => `${known.product} ${from} ${to}`);
    return alike.map((all) => {
      const [{ path, known, from, to, passed }] = all;
      return {
        path,
        message: `${all.map(({ service }) => service).join(', ')} ${all.length > 1 ? 'go' : 'goes'} from ${known.product} ${from} to ${to}, past ${passed.join(', ')}: ${passed.length > 1 ? 'each of them' : 'that'} must have run on the way`,
        fix: `deploy ${passed[0]} first, and let it run until it is done`,
      };
    });
  },
  about: {
    why: 'A version that changes how data are stored can change what the one before it wrote, and no older. One that finds older data does not start, or damages them.',
    sources: ['https://www.mongodb.com/docs/manual/release-notes/8.0-upgrade-standalone/'],
  },
};

/** Number by number, as many as the stop has: 7.17.3 is at 7.17. */
function isPassed(stop: Version, from: string, to: string): boolean {
  const length = stop.split('.').length;
  const [one, other] = [from, to].map((version) => {
    const numbers = version.split('.');
    return Array.from({ length }, (_, i) => numbers[i] ?? '0').join('.');
  });
  return compareVersions(one ?? '', stop) < 0 && compareVersions(other ?? '', stop) > 0;
}
