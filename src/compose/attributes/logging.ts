import type { Rest } from '../form.ts';
import { fields, mapOf } from '../forms/collections.ts';
import { scalar, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** Where the output of a container goes. */
export interface LoggingConfig {
  readonly driver?: Text;
  readonly options?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

export const logging = fields<LoggingConfig>({ driver: text, options: mapOf(scalar) });
