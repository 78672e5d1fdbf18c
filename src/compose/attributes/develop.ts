import type { Rest } from '../form.ts';
import { fields, listOf, oneOrMore } from '../forms/collections.ts';
import type { Flag } from '../forms/scalars.ts';
import { flag, text, word } from '../forms/scalars.ts';
import type { Text } from '../text.ts';
import type { ServiceHook } from './hooks.ts';
import { hook } from './hooks.ts';

/** What `docker compose watch` does when files change. */
export interface DevelopConfig {
  readonly watch?: readonly Watch[];
  readonly rest?: Rest;
}

/** What becomes of a service when files change while it is developed. */
export interface Watch {
  /** What is watched, on the host. */
  readonly path?: Text;
  /** `sync`, `rebuild`, `restart`, `sync+restart` or `sync+exec`. */
  readonly action?: string;
  /** Where it goes in the container. */
  readonly target?: Text;
  readonly ignore?: readonly Text[];
  readonly include?: readonly Text[];
  readonly initialSync?: Flag;
  readonly exec?: ServiceHook;
  readonly rest?: Rest;
}

export const develop = fields<DevelopConfig>({
  watch: listOf(
    fields<Watch>({
      path: text,
      action: word,
      target: text,
      ignore: oneOrMore(text),
      include: oneOrMore(text),
      initialSync: flag,
      exec: hook,
    }),
  ),
});
