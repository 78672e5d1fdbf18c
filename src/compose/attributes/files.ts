import type { Rest } from '../form.ts';
import { alsoAs, fields, listOf, saidBeside } from '../forms/collections.ts';
import type { Count } from '../forms/scalars.ts';
import { mode, scalar, text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';

/** A config or a secret of the project, as a service or a build sees it. */
export interface FileReference {
  /** Its name in the project. */
  readonly source?: Text;
  /** Where it lies in the container. @default - `/NAME` for a config, `/run/secrets/NAME` for a secret */
  readonly target?: Text;
  readonly uid?: Text;
  readonly gid?: Text;
  /** Permissions as a number: 0o440. */
  readonly mode?: Count;
  readonly rest?: Rest;
}

/** A list of maps, or of names. */
export const fileReferences = listOf<FileReference>(
  alsoAs<FileReference>(
    fields<FileReference>({ source: text, target: text, uid: scalar, gid: scalar, mode }),
    {
      read(written, at, faults) {
        if (typeof written !== 'string') return 'long';
        const source = text.read(written, at, faults);
        return source && { source };
      },
      print: (value) =>
        value.source !== undefined && saidBeside(value, ['source']).length === 0
          ? spellText(value.source)
          : undefined,
    },
  ),
);
