import type { Rest } from '../form.ts';
import { fields } from '../forms/collections.ts';
import { text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** A managed account of Windows: a config, a file or a key of the registry. */
export interface CredentialSpec {
  readonly config?: Text;
  readonly file?: Text;
  readonly registry?: Text;
  readonly rest?: Rest;
}

export const credentialSpec = fields<CredentialSpec>({ config: text, file: text, registry: text });
