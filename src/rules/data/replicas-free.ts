import { resolveText, spellText } from '../../compose/interpolation.ts';
import type { DataPlace } from '../../graph/data-places.ts';
import { dataPlaces } from '../../graph/data-places.ts';
import { publishedBy } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';

/** What can be there only once is not asked for several times. */
export const replicasFree: Rule = {
  id: 'replicas-free',
  severity: 'error',
  summary:
    'A service with several replicas has no name, no port of the host and no data that only one container can have.',
  check: eachService((stack) => (service) => {
    const replicas = replicasOf(service);
    if (!(replicas > 1)) return [];
    return [...single(service), ...stored(service, dataPlaces(stack).get(service) ?? [])].map(
      ([what, outcome, fix]) => ({
        path: service.path,
        message: `"${service.id}" runs ${replicas} times, and has ${what}: ${outcome}`,
        fix,
      }),
    );
  }),
  about: {
    why: 'Two containers cannot have one name, nor listen on one port of the host: the engine starts the first and refuses the others. Two servers of a database on the same files damage them. Compose finds the name out when the file is read, the port only when the second container starts.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        port: 80,
        publish: [{ address: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }],
        compose: { deploy: { replicas: 2 } },
      });
    `,
    right: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        port: 80,
        compose: { deploy: { replicas: 2 } },
      });
    `,
    sources: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  },
};

function replicasOf(service: ServiceModel): number {
  const { scale, deploy } = configOf(service);
  const said = scale ?? deploy?.replicas ?? 1;
  return typeof said === 'number' ? said : Number(resolveText(said, () => undefined) ?? Number.NaN);
}

/** Of a store each container takes the files for its own. */
function* stored(
  { id, known }: ServiceModel,
  places: readonly DataPlace[],
): Iterable<readonly [string, string, string]> {
  const place = places.find(({ held }) => (held.by === 'volume' || held.by === 'host') && !held.readOnly);
  if (place === undefined || known?.traits?.oneWriter !== true) return;
  const { by, source } = place.held;
  yield [
    `the data of ${known.product} in ${by === 'volume' ? `the volume "${source}"` : `${source} of the host`}`,
    'all its containers take the files for their own, and damage them, or only the first one starts',
    `run "${id}" once; a copy that follows it is a service with a volume of its own`,
  ];
}

function* single(service: ServiceModel): Iterable<readonly [string, string, string]> {
  const { id } = service;
  const { containerName } = configOf(service);
  if (containerName !== undefined)
    yield [
      `the container name "${spellText(containerName)}"`,
      'Compose refuses the project',
      `remove container_name from "${id}": its replicas are called ${id}-1, ${id}-2`,
    ];
  // A range may have room for all, and a port that is not written is drawn by the engine.
  const port = publishedBy(service).find((one) => /^\d+$/.test(one.port ?? ''))?.port;
  if (port !== undefined)
    yield [
      `the fixed port ${port} of the host`,
      'the second container cannot have it and does not start',
      `let the edge route to "${id}" instead of publishing a port of it, or run it once`,
    ];
}
