import { spellText } from '../../compose/interpolation.ts';
import { showText } from '../../compose/text.ts';
import { envNames, textsOf } from '../../graph/texts.ts';
import { isForMark } from '../../lower/job-mark.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { mountsOf } from '../facts/mounts.ts';

/** What must outlive a container is in a place that does. */
export const dataKept: Rule = {
  id: 'data-kept',
  severity: 'error',
  summary:
    'What an image keeps lies in a mount with a name, at the place that its version uses and the next container looks at.',
  check: ({ services }) =>
    services.flatMap((service) => [...lost(service), ...homeless(service), ...anonymous(service)]),
  about: {
    why: 'Without a mount at its data path a database writes into its container, or into a volume without a name: the next change of its configuration makes a new container with an empty database. PostgreSQL keeps its data one folder higher since version 18, so the mount of an older compose file misses them; RabbitMQ keeps them in a folder with the name of its host.',
    wrong: `
      new Service(phase, 'db', { image: 'mysql:8.4.6' });
    `,
    right: `
      const rows = new Volume(phase, 'db_data', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mysql:8.4.6' }).mount(rows, '/var/lib/mysql');
    `,
    sources: [
      'https://docs.docker.com/engine/storage/volumes/',
      'https://github.com/docker-library/docs/blob/master/postgres/content.md',
      'https://github.com/docker-library/docs/blob/master/rabbitmq/content.md',
    ],
  },
};

function lost(service: ServiceModel): readonly Complaint[] {
  const { id, path, known } = service;
  if (known === undefined || service.kind === 'job') return [];
  const targets = mountsOf(service).map(({ target }) => plain(target));
  return dataPaths(service).flatMap((place) => {
    if (targets.some((target) => target === place || place.startsWith(`${target}/`))) return [];
    const near = targets.find((target) => target.startsWith(`${place}/`) || sharesFolder(target, place));
    const version = known.version === undefined ? '' : ` ${known.version}`;
    const from = known.from === undefined ? '' : `, says ${known.from.source} as of ${known.from.asOf}`;
    return [
      {
        path,
        message:
          near === undefined
            ? `"${id}" keeps its data at ${place} (${known.product}${version}${from}), and nothing is mounted there: they are gone with the container`
            : `"${id}" keeps its data at ${place} (${known.product}${version}${from}), and the mount is at ${near}: they are gone with the container`,
        fix:
          near === undefined
            ? `give it a volume: ${id}.mount(new Volume(…), '${place}')`
            : `mount at ${place} instead of ${near}`,
      },
    ];
  });
}

/** A folder that is called like the container, which gets a new name each time that it is made. */
function homeless(service: ServiceModel): readonly Complaint[] {
  const { id, path, known } = service;
  const variable = known?.nodeVariable;
  if (variable === undefined || service.kind === 'job' || envNames(service).has(variable)) return [];
  if (configOf(service).hostname !== undefined) return [];
  return [
    {
      path,
      message: `"${id}" keeps its data in a folder that is called like its host (${known?.product}), and that is another one in each new container: it starts empty, and the data lie beside it`,
      fix: `say hostname: '${id}' of "${id}"`,
    },
  ];
}

/** An operator may have moved them. */
function dataPaths(service: ServiceModel): readonly string[] {
  const { dataPaths: known = [], traits } = service.known ?? {};
  const variable = traits?.dataVariable;
  if (variable === undefined) return known;
  const moved = textsOf(service).find(({ use, where }) => use === 'env' && where === variable);
  if (moved === undefined) return known;
  const { text } = moved;
  return text.length > 0 && text.every((part) => typeof part === 'string') ? [plain(showText(text))] : [];
}

/** `/var/lib/postgresql/data` for `/var/lib/postgresql`, or the other way round. */
function sharesFolder(one: string, other: string): boolean {
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/'));
  return one !== '/' && folder(one) !== '' && folder(one) === folder(other);
}

/** Mounts without a source, but for what the mark of a job needs. */
function anonymous(service: ServiceModel): readonly Complaint[] {
  const { id, path } = service;
  const nameless = (configOf(service).volumes ?? []).filter(
    (mount) => mount.type === 'volume' && (mount.source ?? []).length === 0 && !isForMark(mount),
  );
  return nameless.map(({ target = [] }) => {
    const place = spellText(target);
    return {
      path,
      severity: 'warn' as const,
      message: `"${id}" mounts a volume without a name at ${place}: a new container does not find it again, and it stays on the disk for ever`,
      fix: `give it a name: ${id}.mount(new Volume(…), '${place}'), or make it scratch: { '${place}': '64mb' }`,
    };
  });
}

function plain(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
