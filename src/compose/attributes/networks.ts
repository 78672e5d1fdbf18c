import type { Rest } from '../form.ts';
import { fields, listOf, mapOf } from '../forms/collections.ts';
import { namesWith } from '../forms/named.ts';
import type { Count } from '../forms/scalars.ts';
import { count, scalar, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** How a service is on a network. */
export interface NetworkAttachment {
  /** Other names by which it is reached there. */
  readonly aliases?: readonly Text[];
  readonly ipv4Address?: Text;
  readonly ipv6Address?: Text;
  readonly linkLocalIps?: readonly Text[];
  readonly macAddress?: Text;
  readonly interfaceName?: Text;
  /** The order in which networks are connected: the highest first. */
  readonly priority?: Count;
  /** The network with the highest one is the way out. */
  readonly gwPriority?: Count;
  readonly driverOpts?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

/** A list of names, or a map. */
export const networks = namesWith(
  fields<NetworkAttachment>({
    aliases: listOf(text),
    ipv4Address: text,
    ipv6Address: text,
    linkLocalIps: listOf(text),
    macAddress: text,
    interfaceName: text,
    priority: count,
    gwPriority: count,
    driverOpts: mapOf(scalar),
  }),
);
