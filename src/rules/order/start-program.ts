import { isWords } from '../../compose/attributes/command.ts';
import { literal } from '../../compose/text.ts';
import { startsOnce } from '../../lower/job-mark.ts';
import { imageOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { isShell } from '../facts/argv.ts';

/** What starts a container is in its image. */
export const startProgram: Rule = {
  id: 'start-program',
  severity: 'error',
  summary:
    'Neither an entrypoint nor a shell that a command begins with is what its image is known to lack; a job that runs once needs a shell.',
  check: ({ services }) => services.flatMap(lacking),
  about: {
    why: 'The engine looks for the program of an entrypoint in the image, and where it is not there the container never starts. Images of one static program have no shell: neither a script nor what looks for the mark of a job that has run can start there.',
    wrong: `
      new Service(phase, 'bus', { image: 'nats:2.11.6', entrypoint: ['sh', '-c', 'exec /nats-server --name bus'] });
    `,
    right: `
      new Service(phase, 'bus', { image: 'nats:2.11.6', command: ['--name', 'bus'] });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/services/#entrypoint',
      'https://github.com/GoogleContainerTools/distroless#docker',
    ],
  },
};

function lacking(service: ServiceModel): readonly Complaint[] {
  const { path, id, known, build, job } = service;
  // A Dockerfile of the author's may install it.
  if (known?.lacks === undefined || build?.own !== undefined) return [];
  const config = configOf(service);
  const { entrypoint, command, volumes = [] } = config;
  const said = entrypoint ?? command;
  const [first] = said !== undefined && isWords(said) ? said : [];
  const program = literal(first);
  const [, name] = /^(?:\/(?:usr\/)?s?bin\/)?([\w.-]+)$/.exec(program ?? '') ?? [];
  // It may be mounted.
  const isMounted = volumes.some(({ target = [] }) => program?.startsWith(literal(target) ?? '/') === true);
  if (name === undefined || !known.lacks.includes(name) || isMounted) return [];
  // Behind the entrypoint of an image it may be an argument, surely so where there is no shell at all.
  if (entrypoint === undefined && (!isShell(name) || known.lacks.includes('sh'))) return [];
  const image = imageOf(service);
  if (job?.runs === 'once' && startsOnce(id, config))
    return [
      {
        path,
        message: `the job "${id}" runs once, and a script of a shell looks for its mark, but the image "${image}" holds no shell: it never starts`,
        fix: `let it run each time: runs: 'always', or take an image with a shell`,
      },
    ];
  return [
    {
      path,
      message: `the ${entrypoint === undefined ? 'command' : 'entrypoint'} of "${id}" ${entrypoint === undefined ? 'begins with' : 'is'} "${program}", which the image "${image}" does not hold: it never starts`,
      fix: `start "${id}" with a program of the image`,
    },
  ];
}
