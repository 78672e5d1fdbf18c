import type { Text } from '../compose/text.ts';
import { addressesIn } from '../compose/text.ts';
import type { ServiceModel } from '../model/service.ts';

/** Keys whose texts a container gets: `textsOf` has them. */
const given = new Set(['environment', 'command', 'entrypoint', 'healthcheck']);
/** Keys that name a service to Compose, not a host to a program. */
const naming = new Set(
  'depends_on links external_links network_mode volumes_from ipc pid uts cgroup extends provider'.split(' '),
);

interface Place {
  /** The keys that lead there: `compose.labels.site`. */
  readonly where: string;
  readonly text: Text;
}

/** Where a service says the address of another one, but for what its container gets: in a label, among its extra hosts. */
export function addressesElsewhere({ said, bare }: ServiceModel): readonly Place[] {
  // Nearly all services say none.
  if (said === undefined) return [];
  return said
    .filter(
      ({ keys: [key = ''], text }) => !given.has(key) && !naming.has(key) && addressesIn(text).length > 0,
    )
    .map(({ keys, text }) => ({ where: (bare === true ? keys : ['compose', ...keys]).join('.'), text }));
}
