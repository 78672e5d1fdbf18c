import { replace as replacing } from '../../src/compose/replace.ts';
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
