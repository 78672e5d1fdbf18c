import type { Rest } from '../form.ts';
import { alsoAs, fields, saidBeside } from '../forms/collections.ts';
import { text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';

/** Another service whose keys this one takes over. */
export interface ExtendsConfig {
  readonly service: Text;
  /** @default - this file */
  readonly file?: Text;
  readonly rest?: Rest;
}

/** A map, or the service alone. */
export const extending = alsoAs<ExtendsConfig>(
  fields<ExtendsConfig>({ service: text, file: text }, { required: ['service'] }),
  {
    read(written, at, faults) {
      if (typeof written !== 'string') return 'long';
      const service = text.read(written, at, faults);
      return service && { service };
    },
    print: (value) => (saidBeside(value, ['service']).length === 0 ? spellText(value.service) : undefined),
  },
);
