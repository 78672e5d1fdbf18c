import type { DeviceRequest } from '../../compose/attributes/device-requests.ts';
import type { DeviceMapping } from '../../compose/attributes/devices.ts';
import { literal } from '../../compose/text.ts';
import type { Around, Body } from './body.ts';
import { spell } from './spell.ts';

export function devices(values: readonly DeviceMapping[]): Body {
  return {
    devices: values.map(({ source, target = source, permissions = ['rwm'] }) => ({
      host_path: spell(source),
      container_path: spell(target),
      permissions: spell(permissions),
    })),
  };
}

/** All graphics cards, or those that are named. */
export function gpus(values: readonly DeviceRequest[], { lose }: Around): Body {
  const [{ count, deviceIds = [], driver = ['nvidia'] } = {}, ...more] = values;
  const named = deviceIds.length > 0 ? `device=${deviceIds.map(spell).join(',')}` : undefined;
  const all = count === undefined || count === -1 ? 'all' : undefined;
  if (more.length === 0 && literal(driver) === 'nvidia' && (named ?? all) !== undefined)
    return { gpus: named ?? all ?? '' };
  lose('asks for devices in a way that the provider does not know', 'ask for all of them, or name them');
  return {};
}
