import { pointers, strangers } from '../../graph/pointers.ts';
import { textsOf } from '../../graph/texts.ts';
import { listensOf, networksOf, waitsOf } from '../../graph/wiring.ts';
import { networkNamesOf, publishedBy } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { mountsOf } from '../facts/mounts.ts';

/** Who works on files alone is on no network. */
export const networkNeeded: Rule = {
  id: 'network-needed',
  severity: 'info',
  summary: 'What only works on the files that it mounts has no network.',
  check: (stack) => {
    const alone = stack.services.filter((service) => worksOnFiles(service) && !isOpen(service));
    if (alone.length === 0) return [];
    const talking = whoTalks(stack);
    return alone
      .filter(({ id }) => !talking.has(id))
      .map((service) => ({ ...service, said: networkNamesOf(service).length > 0 }))
      .map(({ path, id, said }) => ({
        path,
        message: `"${id}" works on the files that it mounts: it listens nowhere, names nobody and is named by nobody, and all the same it may reach whatever is on its network`,
        fix: `${said ? 'leave its networks out, and ' : ''}cut it off: compose: { network_mode: 'none' }`,
      }));
  },
  about: {
    why: 'A job that changes owners or packs files is mostly somebody else’s image that runs as root. Without a network what is wrong in it stays in its container and its volume; with one it may talk to every database beside it and to the internet.',
    wrong: `
      const uploads = new Volume(stack, 'uploads', { holds: 'What users upload', kind: 'cache' });
      new Job(phase, 'owners', { image: 'example.org/tools:1.0.0', command: ['chown', '-R', '1000', '/srv'] }).mount(uploads, '/srv');
      new Service(later, 'web', { image: 'example.org/shop:1.0.0', port: 8000 });
    `,
    right: `
      const uploads = new Volume(stack, 'uploads', { holds: 'What users upload', kind: 'cache' });
      new Job(phase, 'owners', { image: 'example.org/tools:1.0.0', command: ['chown', '-R', '1000', '/srv'], compose: { network_mode: 'none' } }).mount(uploads, '/srv');
      new Service(later, 'web', { image: 'example.org/shop:1.0.0', port: 8000 });
    `,
    sources: ['https://docs.docker.com/engine/network/drivers/none/'],
  },
};

/** Who names somebody, or is named; and who waits for an answer, or is waited for. */
function whoTalks(stack: StackModel): ReadonlySet<string> {
  const ids = new Set(strangers(stack).map(({ from }) => from.id));
  for (const { from, to } of pointers(stack)) ids.add(from.id).add(to);
  for (const service of stack.services)
    for (const wait of waitsOf(service))
      if (wait.condition !== 'completed') ids.add(service.id).add(wait.service);
  return ids;
}

/** Of an image without a command nobody knows what it does; a variable or a health check is for somebody else. */
function worksOnFiles(service: ServiceModel): boolean {
  const texts = textsOf(service);
  return (
    mountsOf(service).some(({ readOnly, volume }) => !readOnly && volume !== undefined) &&
    texts.length > 0 &&
    texts.every(({ use }) => use === 'command' || use === 'entrypoint')
  );
}

/** Whether it is, or may be, on a network because others come to it; or is on none of this stack. */
function isOpen(service: ServiceModel): boolean {
  const networks = networksOf(service);
  return (
    networks === undefined ||
    networks.length === 0 ||
    service.known !== undefined ||
    listensOf(service).length > 0 ||
    publishedBy(service).length > 0
  );
}
