import { byFile } from '../../graph/texts.ts';
import { filesMeantFor, plainSource, sourcesOf } from '../../lower/runs.ts';
import { eachService } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';

/** What is mounted from the folder of the compose file is generated there. */
export const bindSource: Rule = {
  id: 'bind-source',
  severity: 'error',
  summary: 'Each file or folder that is mounted from beside the compose file is a generated one.',
  check: eachService((stack) => {
    const files = [...byFile(stack).keys()];
    const known = new Set(files.flatMap((file) => withFolders(file)));
    return (service) =>
      missing(service, known).map(({ source, target }) => ({
        path: service.path,
        message: `"${service.id}" mounts ${source} at ${target}, and nothing generates it: the engine makes an empty folder there that belongs to root, or refuses to start it`,
        fix: `mount what is stored as new Volume(…), and what is read as new ConfigFile(…): ${service.id}.mount(volume, '${target}')`,
      }));
  }),
  about: {
    why: 'Where the source of a bind mount is missing, the engine makes a directory of that name, owned by root: the program finds a directory instead of its file, or may not write its data. Compose 2.26 refuses the long form instead. Data beside the compose file are also in no backup, and in danger at the next checkout.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { volumes: ['./uploads:/uploads'] } });
    `,
    right: `
      const uploads = new Volume(phase, 'uploads', { holds: 'Thumbnails', kind: 'cache' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' }).mount(uploads, '/uploads');
    `,
    sources: [
      'https://docs.docker.com/engine/storage/bind-mounts/',
      'https://docs.docker.com/reference/compose-file/services/#volumes',
    ],
  },
};

/** Of a file that a construct mounts, another rule says that it is not there. */
function missing(service: ServiceModel, known: ReadonlySet<string>) {
  const ours = new Set(filesMeantFor(service));
  return sourcesOf(service).filter(({ source }) => {
    const path = plainSource(source);
    return !known.has(path) && !ours.has(path);
  });
}

/** A file and the folders that it makes. */
function withFolders(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
