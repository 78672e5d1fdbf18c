import type { Danger } from '../danger.ts';

/** Another name of the project is another project. */
export const projectRenamed: Danger = {
  id: 'project-renamed',
  severity: 'error',
  summary: 'The project keeps the name by which Compose knows its containers, networks and volumes.',
  find: ({ stack, before, after }) =>
    before.name === after.name
      ? []
      : [
          {
            path: stack.path,
            message: `the project is called ${after.name}, and was called ${before.name}: Compose makes all of it anew, with empty volumes, and leaves ${before.name} running beside it`,
            fix: `say the old name again; or stop ${before.name} first and take its data over: make adopt FROM=${before.name}`,
          },
        ],
  about: {
    why: 'Compose finds what it has made by labels with the name of the project, and puts that name before those of volumes and networks. With another name it finds nothing, and starts with empty volumes.',
    sources: ['https://docs.docker.com/compose/how-tos/project-name/'],
  },
};
