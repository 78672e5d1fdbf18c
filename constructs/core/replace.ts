import { nothing, replace as replacing } from '../../src/compose/replace.ts';
import { checkCall } from '../props/check.ts';

/**
 * Says that a raw list or map takes the place of what stands there, where it would be added to it: what `!override` says in a
 * file. `compose: { volumes: replace(['./data:/data']) }` mounts that and nothing else.
 * @throws StowageError `bad-prop` for what is neither a list nor a map.
 * @see https://docs.docker.com/reference/compose-file/merge/#replace-value
 */
export function replace<Marked extends readonly unknown[] | Readonly<Record<string, unknown>>>(
  value: Marked,
): Marked {
  checkCall('replace', [value]);
  return replacing(value);
}

/**
 * Takes a raw key away, of whatever kind it is, with all that stands there: what `!reset` says in a file.
 * `compose: { healthcheck: reset, labels: { team: reset } }` leaves the image's own check, and a label less.
 * @see https://docs.docker.com/reference/compose-file/merge/#reset-value
 */
// It may stand in the place of any value: `never` is the type that fits into each.
export const reset: never = nothing as never;
