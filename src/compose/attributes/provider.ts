import type { Rest } from '../form.ts';
import { fields, mapOf, oneOrMore } from '../forms/collections.ts';
import { scalar, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** Who runs the service in Compose's place. */
export interface ProviderConfig {
  /** The name of a program or of a plug-in of Docker. */
  readonly type?: Text;
  readonly options?: ReadonlyMap<string, readonly Text[]>;
  readonly rest?: Rest;
}

export const provider = fields<ProviderConfig>({ type: text, options: mapOf(oneOrMore(scalar)) });
