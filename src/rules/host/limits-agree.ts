import { spellBytes } from '../../compose/quantity.ts';
import { memoryOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';

/** Limits can be kept as they are written. */
export const limitsAgree: Rule = {
  id: 'limits-agree',
  severity: 'error',
  summary: 'A raw limit says the same as the one that is there, and no more memory is reserved than allowed.',
  check: eachService(() => (service) => [...twice(service), ...reserved(service)]),
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

/** Seen with Compose 2.26.1 and 2.40.3: the older key, the one in deploy, and the prop. */
const older = [
  ['memLimit', 'mem_limit', 'memory', 'memory'],
  ['cpus', 'cpus', 'cpus', 'cpus'],
  ['pidsLimit', 'pids_limit', 'pids', 'processes'],
] as const;

function* twice(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
  const config = configOf(service);
  const limits = config.deploy?.resources?.limits;
  if (limits === undefined || older.every(([key]) => config[key] === undefined)) return;
  for (const [key, written, limit, prop] of older) {
    const [said, ours] = [config[key], limits[limit]];
    // 0 is as if nothing were said.
    if (typeof said !== 'number' || said === 0 || typeof ours !== 'number' || said === ours) continue;
    const spelled = (amount: number, unit: 'm' | 'M') =>
      limit === 'memory' ? spellBytes(amount, unit) : String(amount);
    yield {
      path,
      message: `"${id}" says ${written}: ${spelled(said, 'm')}, and deploy.resources.limits.${limit} is ${spelled(ours, 'M')}: Compose refuses the whole file`,
      fix: `say it with the prop ${prop} of "${id}", and remove ${written} from its raw keys`,
    };
  }
}

function* reserved(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
  const { deploy, memReservation } = configOf(service);
  const limit = memoryOf(service);
  const size = deploy?.resources?.reservations?.memory ?? memReservation;
  if (limit === undefined || typeof size !== 'number' || size <= limit * 2 ** 20) return;
  yield {
    path,
    message: `"${id}" reserves ${spellBytes(size, 'm')} of memory and may use ${limit}m: the engine refuses to start it`,
    fix: `reserve at most ${limit}m, or raise memory of "${id}"`,
  };
}
