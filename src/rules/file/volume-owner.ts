import { spellText } from '../../compose/interpolation.ts';
import { own } from '../../compose/own.ts';
import { literal } from '../../compose/text.ts';
import { isIn } from '../../graph/data-paths.ts';
import { imageOf } from '../../lower/runs.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { mountsOf } from '../facts/mounts.ts';
import { asConst } from '../facts/wording.ts';

/** Who writes to a new volume may do so. */
export const volumeOwner: Rule = {
  id: 'volume-owner',
  severity: 'error',
  summary: 'A service that runs as a user may write to the volumes that it alone mounts.',
  check: (stack) => {
    const writers = writersOf(stack);
    return stack.services.flatMap((service) => refused(stack, service, writers));
  },
  about: {
    why: 'A new volume takes over the owner and the mode of the folder that the image has at its place. Where the image has none, the engine makes it, and it belongs to root: a program that runs as another user cannot write a single file, and ends at its first start.',
    wrong: `
      const files = new Volume(phase, 'files', { holds: 'Exports', kind: 'cache' });
      new Service(phase, 'web', { image: 'node:22.11.0-bookworm-slim', user: 'node', command: ['node', 'server.js'] }).mount(files, '/data');
    `,
    right: `
      const files = new Volume(phase, 'files', { holds: 'Exports', kind: 'cache' });
      new Service(phase, 'web', { image: 'node:22.11.0-bookworm-slim', user: 'node', command: ['node', 'server.js'] }).mount(files, '/home/node');
    `,
    sources: [
      'https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container',
      'https://docs.docker.com/reference/dockerfile/#volume',
    ],
  },
};

/** How many write to each volume: another one may have given it away. */
function writersOf({ services }: StackModel): ReadonlyMap<string, number> {
  const writers = new Map<string, number>();
  for (const service of services) {
    const mounts = mountsOf(service).filter(({ readOnly }) => !readOnly);
    for (const volume of new Set(mounts.flatMap((mount) => mount.volume ?? [])))
      writers.set(volume, (writers.get(volume) ?? 0) + 1);
  }
  return writers;
}

function refused(
  stack: StackModel,
  service: ServiceModel,
  writers: ReadonlyMap<string, number>,
): readonly Complaint[] {
  const { id, path, known, build } = service;
  const said = configOf(service).user;
  const [user = '', group] = (said === undefined ? (known?.runsAs ?? '') : (literal(said) ?? '')).split(':');
  const owners = known?.owners;
  // What is built may make any folder.
  if (owners === undefined || build !== undefined || ['', '0', 'root'].includes(user)) return [];
  return mountsOf(service).flatMap(({ volume, subpath, target: written, readOnly }) => {
    const target = written.replace(/(?<=.)\/+$/, '');
    if (volume === undefined || subpath !== undefined || readOnly || writers.get(volume) !== 1) return [];
    if (!isPlain(stack, volume)) return [];
    const may = own(owners, target);
    const known = may !== undefined || Object.keys(owners).some((folder) => isIn(target, folder));
    if (!known && systems.some((folder) => isIn(target, folder))) return [];
    if (may?.some((one) => one === 'anyone' || one === user) || (may !== undefined && group === '0'))
      return [];
    const why =
      may === undefined
        ? 'which its image does not have, so that the engine makes it for root'
        : `which is ${may[0]}'s in its image, and so is a new volume`;
    return [
      {
        path,
        message: `"${id}" runs as ${user} and mounts the volume "${volume}" at ${target}, ${why}: it cannot write there`,
        fix: `give it away before: new Job(…, '${id}-owner', { image: '${imageOf(service)}', user: '0', command: ['chown', '-R', '${user}', '${target}'] }).mount(${asConst(volume)}, '${target}')`,
      },
    ];
  });
}

/** Folders of the system where an image may have made any. */
const systems = ['/tmp', '/var', '/root', '/run', '/usr', '/etc', '/dev'];

/** Whether the engine makes it, on its own disk, and empty. */
function isPlain(stack: StackModel, volume: string): boolean {
  const { external, driver = ['local'], driverOpts } = resourcesOf(stack).volumes?.get(volume) ?? {};
  return external !== true && spellText(driver) === 'local' && (driverOpts?.size ?? 0) === 0;
}
