import type { NetworkAttachment } from '../../compose/attributes/networks.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Body, Standing, Teller } from './body.ts';
import type { Parts } from './parts.ts';
import { tellLost, without } from './parts.ts';
import { spell, spellCount } from './spell.ts';

const keys: Parts<NetworkAttachment> = {
  ...{ aliases: 'said', ipv4Address: 'said', ipv6Address: 'said', linkLocalIps: 'said', macAddress: 'said' },
  ...{ gwPriority: 'said', driverOpts: 'said' },
  interfaceName: without('find the interface by its address'),
  priority: without('say gw_priority for the way out', 'is an order, which the provider does not keep'),
};

/** The networks that a service is on: none where it shares those of another, that of Compose where it says none. */
export function networksOn({ networks, networkMode }: ServiceConfig): NonNullable<ServiceConfig['networks']> {
  if (networkMode !== undefined) return new Map();
  return networks === undefined || networks.size === 0 ? new Map([['default', null]]) : networks;
}

/** What of them is lost. */
export function attachments(values: NonNullable<ServiceConfig['networks']>, { under }: Teller): Body {
  for (const [id, attachment] of values) {
    if (attachment !== null) tellLost(attachment, keys, under(id));
  }
  return {};
}

/** On each network it is reached by the name of its service and that of its container, as with Compose. */
export function attached({ service, config, network }: Standing, name: string): Body {
  const all = [...networksOn(config)];
  if (all.length === 0) return {};
  return {
    networks_advanced: all.map(([id, attachment]) => {
      const {
        aliases = [],
        ipv4Address,
        ipv6Address,
        linkLocalIps,
        macAddress,
        gwPriority,
        driverOpts,
      } = attachment ?? {};
      return {
        name: network(id),
        aliases: [...new Set([service.id, name, ...aliases.map(spell)])],
        ...(ipv4Address && { ipv4_address: spell(ipv4Address) }),
        ...(ipv6Address && { ipv6_address: spell(ipv6Address) }),
        ...(linkLocalIps && { link_local_ips: linkLocalIps.map(spell) }),
        ...(macAddress && { mac_address: spell(macAddress) }),
        ...(gwPriority !== undefined && { gw_priority: spellCount(gwPriority) }),
        ...(driverOpts && {
          driver_opts: [...driverOpts].map(([key, value]) => spell([`${key}=`, ...value])),
        }),
      };
    }),
  };
}
