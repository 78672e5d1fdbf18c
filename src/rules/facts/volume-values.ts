import type { VolumeConfig } from '../../compose/project.ts';
import { literal } from '../../compose/text.ts';
import type { Wrong } from './engine-values.ts';
import { refuses } from './engine-values.ts';

const known = ['type', 'device', 'o', 'size'];

/**
 * What the driver of the engine itself is told of a volume. Each was tried on an engine 28.
 * @see https://docs.docker.com/reference/cli/docker/volume/create/#opt
 */
export function localOptionsIn({ driver, driverOpts: options }: VolumeConfig): readonly Wrong[] {
  if (options === undefined || options.size === 0) return [];
  const [strange] = [...options.keys()].filter((key) => !known.includes(key));
  if (strange !== undefined)
    return [
      [
        `says driver_opts.${strange}`,
        `its driver knows ${known.join(', ')} alone: ${refuses}`,
        "write as in driver_opts: { type: 'nfs', o: 'addr=192.0.2.7,rw', device: ':/export' }",
      ],
    ];
  const said = (key: string) => literal(options.get(key) ?? []);
  const lacking = ['type', 'device'].filter(
    (key) => !options.has(key) || (key === 'device' && said(key) === ''),
  );
  if (lacking.length > 0)
    return [
      [
        `has driver_opts without ${lacking.join(' and ')}`,
        `its driver needs both to mount something: ${refuses}`,
        `say ${lacking.join(' and ')}, or leave driver_opts out`,
      ],
    ];
  const [type, device, flags] = [said('type'), said('device'), said('o')];
  if (flags === undefined) return [];
  const isBind = /(?:^|,)r?bind(?:,|$)/.test(flags);
  // Compose itself makes a whole path of that.
  const isRead = driver !== undefined && flags === 'bind';
  if (isBind && !isRead && device !== undefined && !device.startsWith('/'))
    return [
      [
        `binds the folder ${device}`,
        'the engine does not look for it beside the compose file: no service that mounts it starts',
        flags === 'bind'
          ? 'say driver: local, too, or write the whole path: /srv/files'
          : 'write the whole path: /srv/files',
      ],
    ];
  if (type === 'none' && !isBind)
    return [
      [
        'says type: none without o: bind',
        'nothing of that type can be mounted: no service that mounts it starts',
        "say o: 'bind'",
      ],
    ];
  return [];
}
