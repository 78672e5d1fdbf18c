import { baseOf } from '../../compose/dockerfile.ts';
import { imageOf } from '../../lower/runs.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { OwnDockerfile, ServiceModel } from '../../model/service.ts';
import { stagesIn } from '../facts/dockerfiles.ts';
import { quoted } from '../facts/wording.ts';

/** What is known of the base of an image holds of what is built. */
export const dockerfileBase: Rule = {
  id: 'dockerfile-base',
  severity: 'error',
  summary: 'A Dockerfile can be built, and starts from the image that its service names.',
  check: ({ services }) =>
    services.flatMap((service) => {
      const { own } = service.build ?? {};
      return own === undefined ? [] : faults(service, own);
    }),
  about: {
    why: 'The image of a service that is built says what its Dockerfile starts from: whose data directory it has, which user runs in it, since when it gets no corrections, which capabilities it needs. When the Dockerfile starts from another one, all of that is said of an image that does not run.',
    wrong: `
      const context = [{ path: 'Dockerfile', text: 'FROM nginx:1.29.0-alpine' }];
      new Service(phase, 'web', { image: 'nginx:1.28.0-alpine', build: { folder: 'web', context } });
    `,
    right: `
      const context = [{ path: 'Dockerfile', text: 'FROM nginx:1.28.0-alpine' }];
      new Service(phase, 'web', { image: 'nginx:1.28.0-alpine', build: { folder: 'web', context } });
    `,
    sources: ['https://docs.docker.com/reference/dockerfile/#from'],
  },
};

function faults(service: ServiceModel, own: OwnDockerfile): readonly Complaint[] {
  const { path, id } = service;
  const image = imageOf(service);
  const { stages } = stagesIn(own);
  const complain = (message: string, fix: string) => [
    { path, message: `the Dockerfile of "${id}" ${message}`, fix },
  ];
  if (stages.length === 0)
    return complain('has no FROM: nothing can be built', `begin it with FROM ${image}`);
  const base = baseOf(stages, own.target);
  if (base === undefined) {
    const names = stages.flatMap(({ name }) => name ?? []);
    return complain(
      `has no stage "${own.target}": nothing can be built`,
      names.length === 0 ? 'leave the target out' : `build one of its own: ${quoted(names)}`,
    );
  }
  if (base.unknown.length > 0)
    return complain(
      `starts from an image that ${quoted(base.unknown)} decides about, and nothing says what that is`,
      `say it: build: { args: { ${base.unknown[0]}: '…' } }`,
    );
  if (base.from === image) return [];
  return complain(
    `starts from "${base.from}", and its service says "${image}": what is known of that one is said of another`,
    `say the same in both: image: '${base.from}'`,
  );
}
