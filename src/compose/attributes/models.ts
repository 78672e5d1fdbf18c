import type { Rest } from '../form.ts';
import { fields } from '../forms/collections.ts';
import { namesWith } from '../forms/named.ts';
import { text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** The variables in which a service finds a language model. */
export interface ModelReference {
  readonly endpointVar?: Text;
  readonly modelVar?: Text;
  readonly rest?: Rest;
}

/** A list of names, or a map. */
export const models = namesWith(fields<ModelReference>({ endpointVar: text, modelVar: text }));
