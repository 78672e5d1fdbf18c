import { spellText } from '../../compose/interpolation.ts';
import { word } from '../../graph/raw.ts';
import { memoryOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { mebibytesOf } from '../facts/sizes.ts';

/** Raw keys leave in place what keeps one service from taking the host. */
export const guardsKept: Rule = {
  id: 'guards-kept',
  severity: 'error',
  summary:
    'No raw key takes away the memory limit, the rotation of the logs, the restart or no-new-privileges of a service.',
  check: ({ services }) =>
    services.flatMap((service) => [
      ...memory(service),
      ...logs(service),
      ...privileges(service),
      ...restart(service),
    ]),
  about: {
    why: 'Each service is made with a memory limit, rotated logs and a restart policy. Without the limit one leak takes the memory of all the others; without rotation a chatty container fills the disk, and the databases stop; without a restart policy a service that ends once stays away until somebody notices.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { logging: { driver: 'json-file', options: { 'max-size': '-1' } } },
      });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', logSize: '50mb' });
    `,
    sources: [
      'https://docs.docker.com/engine/logging/drivers/json-file/',
      'https://docs.docker.com/engine/containers/resource_constraints/',
      'https://github.com/docker/compose/blob/main/pkg/compose/create.go',
    ],
  },
};

function* memory(service: ServiceModel): Iterable<Complaint> {
  const { path, id, compose } = service;
  const limit = memoryOf(service);
  if (limit === undefined)
    yield {
      path,
      message: `a raw key takes the memory limit of "${id}" away: when it leaks, the kernel kills whatever is largest on the host`,
      fix: `say memory: '…' of "${id}", and leave it out of the raw keys`,
    };
  const swap = mebibytesOf(compose.memswap_limit);
  // -1 is without a limit, 0 is as if nothing had been said; both are legal.
  if (limit !== undefined && swap !== undefined && swap > 0 && swap < limit)
    yield {
      path,
      message: `"${id}" may use ${limit}m of memory, and ${word(compose.memswap_limit)} of memory and swap together: the engine refuses to start it`,
      fix: `raise memswap_limit of "${id}" to at least ${limit}m, or leave it out`,
    };
}

function* logs(service: ServiceModel): Iterable<Complaint> {
  const { path, id, compose } = service;
  if (!('logging' in compose)) return;
  const { driver, options } = configOf(service).logging ?? {};
  const name = driver && spellText(driver);
  if (name === 'none')
    yield {
      path,
      severity: 'info',
      message: `"${id}" logs nowhere: nobody can see why it failed`,
      fix: `remove logging from the raw keys of "${id}"`,
    };
  if (name !== undefined && name !== 'json-file') return;
  const size = spellText(options?.get('max-size') ?? []);
  if (size === '' || size === '-1')
    yield {
      path,
      message: `a raw key lets the log of "${id}" grow without end: it fills the disk of the host`,
      fix: `say logSize: '…' of "${id}", and remove logging from the raw keys`,
    };
}

function* privileges(service: ServiceModel): Iterable<Complaint> {
  const { path, id, compose } = service;
  if (!('security_opt' in compose)) return;
  const kept = (configOf(service).securityOpt ?? []).map(spellText);
  if (kept.some((option) => /^no-new-privileges([:=]true)?$/.test(option))) return;
  yield {
    path,
    message: `a raw key lets programs of "${id}" gain privileges that it was not started with`,
    fix: `leave replace() and reset out of security_opt of "${id}": what it says is added then`,
  };
}

function* restart(service: ServiceModel): Iterable<Complaint> {
  const { path, id, kind, compose } = service;
  if (kind === 'job' || !('restart' in compose || 'deploy' in compose)) return;
  const { restart, deploy } = configOf(service);
  // Compose takes the one of deploy, when there is one.
  const condition = deploy?.restartPolicy?.condition;
  const policy = spellText(condition ?? restart ?? []);
  if (policy === 'no' || policy === 'none' || policy === '')
    yield {
      path,
      message: `a raw key takes the restart policy of "${id}" away: when it ends, and after a reboot, it stays away`,
      fix: `remove ${condition === undefined ? 'restart' : 'deploy.restart_policy'} from the raw keys of "${id}", or make it a Job if it is meant to end`,
    };
}
