import type { BlkioConfig, BlkioLimit } from '../../compose/attributes/blkio.ts';
import type { DeviceRequest } from '../../compose/attributes/device-requests.ts';
import type { DeviceMapping } from '../../compose/attributes/devices.ts';
import { literal } from '../../compose/text.ts';
import type { Body, Teller } from './body.ts';
import type { Parts } from './parts.ts';
import { saysNothing, tellLost, without } from './parts.ts';
import { spell, spellCount } from './spell.ts';

export function devices(values: readonly DeviceMapping[], { lose }: Teller): Body {
  const made = values.filter(({ source }) => {
    const asked = /^[^/]+\/[^/=]+=/.test(literal(source) ?? '');
    if (asked)
      lose(`asks a driver for ${spell(source)}, and the provider takes a path`, 'ask for it with gpus');
    return !asked;
  });
  if (made.length === 0) return {};
  return {
    devices: made.map(({ source, target = source, permissions = ['rwm'] }) => ({
      host_path: spell(source),
      container_path: spell(target),
      permissions: spell(permissions),
    })),
  };
}

/** All graphics cards, or those that are named. */
export function gpus(values: readonly DeviceRequest[], { lose }: Teller): Body {
  if (values.length === 0) return {};
  const [first = {}, ...more] = values;
  const { count, deviceIds = [], driver = ['nvidia'], capabilities = [['gpu']], options } = first;
  const named = deviceIds.length > 0 ? `device=${deviceIds.map(spell).join(',')}` : undefined;
  const all = count === undefined || count === -1 ? 'all' : undefined;
  const plain = capabilities.every((one) => literal(one) === 'gpu') && saysNothing(options);
  if (more.length === 0 && plain && literal(driver) === 'nvidia' && (named ?? all) !== undefined)
    return { gpus: named ?? all ?? '' };
  lose('asks for devices in a way that the provider does not know', 'ask for all of them, or name them');
  return {};
}

const ofDisks: Parts<BlkioConfig> = {
  ...{ weight: without('take it away'), weightDevice: without('take it away') },
  ...{ deviceReadBps: 'said', deviceReadIops: 'said', deviceWriteBps: 'said', deviceWriteIops: 'said' },
};

/** How much it may read from and write to disks. */
export function disks(config: BlkioConfig, around: Teller): Body {
  tellLost(config, ofDisks, around);
  const { deviceReadBps, deviceReadIops, deviceWriteBps, deviceWriteIops } = config;
  const said = (name: string, limits: readonly BlkioLimit[] = []): Body =>
    limits.length === 0
      ? {}
      : { [name]: limits.map(({ path = [], rate = 0 }) => ({ path: spell(path), rate: spellCount(rate) })) };
  return {
    ...said('device_read_bps', deviceReadBps),
    ...said('device_read_iops', deviceReadIops),
    ...said('device_write_bps', deviceWriteBps),
    ...said('device_write_iops', deviceWriteIops),
  };
}
