import type { Rest } from '../form.ts';
import { alsoAs, fields, oneOrMore, saidBeside } from '../forms/collections.ts';
import type { Flag } from '../forms/scalars.ts';
import { flag, text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';

/** A file with variables for a container. */
export interface EnvFile {
  readonly path: Text;
  /** Whether Compose refuses when it is missing. */
  readonly required: Flag;
  /** `raw`: nothing in it is replaced. */
  readonly format?: Text;
  readonly rest?: Rest;
}

/** A path, or a list of paths and maps. */
export const envFiles = oneOrMore<EnvFile>(
  alsoAs<EnvFile>(
    fields<EnvFile>(
      { path: text, required: flag, format: text },
      { otherwise: { required: true }, required: ['path'] },
    ),
    {
      read(written, at, faults) {
        if (typeof written !== 'string') return 'long';
        const path = text.read(written, at, faults);
        return path && { path, required: true };
      },
      print: (value) =>
        value.required === true && saidBeside(value, ['path', 'required']).length === 0
          ? spellText(value.path)
          : undefined,
    },
  ),
);
