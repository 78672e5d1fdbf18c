import type { Form, Rest } from '../form.ts';
import { alsoAs, fields, listOf } from '../forms/collections.ts';
import { labels } from '../forms/named.ts';
import type { Count } from '../forms/scalars.ts';
import { countOrAll, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** Devices that a driver of the engine hands to a container: graphics cards, most of all. */
export interface DeviceRequest {
  readonly driver?: Text;
  /** How many; -1 is all. @default - all, unless `deviceIds` names them */
  readonly count?: Count;
  readonly deviceIds?: readonly Text[];
  readonly capabilities?: readonly Text[];
  readonly options?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

export const deviceRequests: Form<readonly DeviceRequest[]> = listOf(
  fields<DeviceRequest>({
    driver: text,
    count: countOrAll,
    deviceIds: listOf(text),
    capabilities: listOf(text),
    options: labels,
  }),
);

/** The same, or the word `all`. */
export const gpus = alsoAs<readonly DeviceRequest[]>(deviceRequests, {
  read: (written) => (written === 'all' ? [{ count: -1 }] : 'long'),
  print: () => undefined,
});
