import { replace as marked } from '../src/compose/replace.ts';
import { checkCall } from './props/check.ts';

/**
 * Says that a raw list or map takes the place of what stands there, where it would be added to it: what `!override` says in a
 * file. `compose: { volumes: replace(['./data:/data']) }` mounts that and nothing else.
 * @throws StowageError `bad-prop` for what is neither a list nor a map.
 * @see https://docs.docker.com/reference/compose-file/merge/#replace-value
 */
export function replace<Value extends object>(value: Value): Value {
  checkCall('replace', [value]);
  return marked(value);
}
