import { isAddress } from '../../compose/port.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import type { Wrong } from './engine-values.ts';
import { refuses } from './engine-values.ts';

const bridge = 'com.docker.network.bridge.';
const isSwitch = (said: string) => /^(?:1|0|[tTfF]|true|false|True|False|TRUE|FALSE)$/.test(said);
const aSwitch = [isSwitch, 'that is neither true nor false', 'true'] as const;
const aMode = [
  (said: string) => /^(?:nat|routed|nat-unprotected|isolated)$/.test(said),
  'that is no way to a network',
  'nat',
] as const;

/** What the engine reads of the options of a bridge, what it takes, and what else it is. */
const options = new Map<string, readonly [takes: (said: string) => boolean, why: string, example: string]>([
  [`${bridge}enable_icc`, aSwitch],
  [`${bridge}enable_ip_masquerade`, aSwitch],
  [`${bridge}inhibit_ipv4`, aSwitch],
  [`${bridge}default_bridge`, aSwitch],
  [`${bridge}gateway_mode_ipv4`, aMode],
  [`${bridge}gateway_mode_ipv6`, aMode],
  [`${bridge}host_binding_ipv4`, [isAddress, 'that is no address', '127.0.0.1']],
  [
    `${bridge}name`,
    [
      (said) => said === '' || /^[^\s/:]{1,15}$/.test(said),
      'a device has 15 characters at most, and no blank or slash among them',
      'br-shop',
    ],
  ],
  [
    'com.docker.network.driver.mtu',
    [
      (said) =>
        /^\d{1,5}$/.test(said) && (Number(said) === 0 || (Number(said) >= 68 && Number(said) <= 65_535)),
      'that is no size of a packet from 68 to 65535',
      '1450',
    ],
  ],
]);

/**
 * What the options of a bridge say. One that the engine does not know it passes over. Each was tried on an engine 28.
 * @see https://docs.docker.com/engine/network/drivers/bridge/#options
 */
export function bridgeOptionsIn(said: ReadonlyMap<string, Text> | undefined): readonly Wrong[] {
  return [...(said ?? [])].flatMap(([key, text]): readonly Wrong[] => {
    const [takes, why, example] = options.get(key) ?? [];
    const value = literal(text);
    return takes === undefined || value === undefined || takes(value)
      ? []
      : [[`says ${key}: ${value || "''"}`, `${why}: ${refuses}`, `write as in ${key}: '${example}'`]];
  });
}
