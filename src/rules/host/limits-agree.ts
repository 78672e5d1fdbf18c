import { deploy } from '../../compose/attributes/deploy.ts';
import { record, word } from '../../graph/raw.ts';
import { memoryOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { mebibytesOf } from '../facts/sizes.ts';

/** Limits can be kept as they are written. */
export const limitsAgree: Rule = {
  id: 'limits-agree',
  severity: 'error',
  summary: 'A raw limit says the same as the one that is there, and no more memory is reserved than allowed.',
  check: ({ services }) => services.flatMap((service) => [...twice(service), ...reserved(service)]),
  about: {
    why: 'Each service has its limits in deploy.resources.limits. Compose refuses the whole file when an older key gives another value for one of them. It accepts a reservation above the limit, and then the engine refuses to make the container.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', memory: '1gb', compose: { mem_limit: '2g' } });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', memory: '2gb' });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/services/#mem_limit',
      'https://docs.docker.com/engine/containers/resource_constraints/',
    ],
  },
};

/** Seen with Compose 2.26.1 and 2.40.3: the older key, the one in deploy, the prop, and how to read both. */
const older: readonly (readonly [
  key: string,
  limit: string,
  prop: string,
  read: (value: unknown) => number | undefined,
])[] = [
  ['mem_limit', 'memory', 'memory', mebibytesOf],
  ['cpus', 'cpus', 'cpus', numberOf],
  ['pids_limit', 'pids', 'processes', numberOf],
];

function* twice(service: ServiceModel): Iterable<Complaint> {
  const { path, id, compose } = service;
  if (!older.some(([key]) => key in compose)) return;
  const said = configOf(service).deploy?.resources?.limits;
  if (said === undefined) return;
  const limits = record(record(record(deploy.print({ resources: { limits: said } })).resources).limits);
  for (const [key, limit, prop, read] of older) {
    const raw = read(compose[key]);
    const ours = read(limits[limit]);
    // 0 is as if nothing were said.
    if (raw === undefined || raw === 0 || ours === undefined || raw === ours) continue;
    yield {
      path,
      message: `"${id}" says ${key}: ${word(compose[key])}, and deploy.resources.limits.${limit} is ${word(limits[limit])}: Compose refuses the whole file`,
      fix: `say it with the prop ${prop} of "${id}", and remove ${key} from its raw keys`,
    };
  }
}

function* reserved(service: ServiceModel): Iterable<Complaint> {
  const { path, id, compose } = service;
  if (!('deploy' in compose || 'mem_reservation' in compose)) return;
  const limit = memoryOf(service);
  const inDeploy = record(record(record(compose.deploy).resources).reservations).memory;
  const written = inDeploy ?? compose.mem_reservation;
  const size = mebibytesOf(written);
  if (limit === undefined || size === undefined || size <= limit) return;
  yield {
    path,
    message: `"${id}" reserves ${word(written)} of memory and may use ${limit}m: the engine refuses to start it`,
    fix: `reserve at most ${limit}m, or raise memory of "${id}"`,
  };
}

function numberOf(value: unknown): number | undefined {
  const number = Number(word(value) ?? Number.NaN);
  return Number.isNaN(number) ? undefined : number;
}
