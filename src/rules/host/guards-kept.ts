import { spellText } from '../../compose/interpolation.ts';
import { spellBytes } from '../../compose/quantity.ts';
import { droppedBy, isOfStack, memoryOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { staysAway } from '../facts/restarts.ts';
import { asConst } from '../facts/wording.ts';

/** Raw keys leave in place what keeps one service from taking the host. */
export const guardsKept: Rule = {
  id: 'guards-kept',
  severity: 'error',
  summary:
    'No raw key takes away a limit, the rotation of the logs, the restart, no-new-privileges or a dropped capability of a service, or keeps the kernel from ending it.',
  check: lookInEach((stack) => ({
    in: (service) => [
      ...memory(service),
      ...killed(service),
      // What no construct made was never given the others.
      ...(service.bare === true ? [] : others.flatMap((guard) => [...guard(service)])),
    ],
    told: (found) => [...found, ...staysAway(stack)],
  })),
  about: {
    why: 'Each service is made with a memory limit, rotated logs and a restart policy. Without the limit one leak takes the memory of all the others; a program that the kernel may not end stands still instead, and never restarts; without rotation a chatty container fills the disk, and the databases stop; without a restart policy a service that ends once stays away until somebody notices. With on-failure it stays away when it ended without an error, as most servers do when the engine is stopped for a reboot.',
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
      'https://docs.docker.com/engine/containers/start-containers-automatically/',
      'https://github.com/docker/compose/blob/main/pkg/compose/create.go',
    ],
  },
};

function* memory(service: ServiceModel): Iterable<Complaint> {
  const { path, id, bare, unlimited = [] } = service;
  const limit = memoryOf(service);
  if (limit === undefined && unlimited.includes('memory')) {
    yield {
      path,
      severity: 'warn',
      message: `"${id}" has no memory limit, by choice: when it leaks, the kernel kills whatever is largest on the host`,
      fix: `leave 'memory' out of unlimited of "${id}", or sign for it: stack.acknowledge('guards-kept', [${asConst(id)}], '<why>')`,
    };
    return;
  }
  // Who makes an element of Compose wants no guard; among the raw keys of a stack nobody may have thought of one.
  if (limit === undefined && (bare !== true || isOfStack(service)))
    yield {
      path,
      ...(bare === true && { severity: 'warn' as const }),
      message: `${bare === true ? `"${id}" has no memory limit` : `a raw key takes the memory limit of "${id}" away`}: when it leaks, the kernel kills whatever is largest on the host`,
      fix:
        bare === true
          ? `say deploy.resources.limits.memory of "${id}", or make it with new Service(…)`
          : `say memory: '…' of "${id}", and leave it out of the raw keys`,
    };
  const { memswapLimit: swap } = configOf(service);
  // -1 is without a limit, 0 is as if nothing had been said; both are legal.
  if (limit !== undefined && typeof swap === 'number' && swap > 0 && swap < limit * 2 ** 20)
    yield {
      path,
      message: `"${id}" may use ${limit}m of memory, and ${spellBytes(swap, 'm')} of memory and swap together: the engine refuses to start it`,
      fix: `raise memswap_limit of "${id}" to at least ${limit}m, or leave it out`,
    };
}

/** Of -1000 the kernel takes none, whatever it uses. */
function* killed(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
  const { oomKillDisable, oomScoreAdj } = configOf(service);
  const keys = [
    ...(oomKillDisable === true ? ['oom_kill_disable'] : []),
    ...(oomScoreAdj === -1000 ? ['oom_score_adj: -1000'] : []),
  ];
  for (const key of keys)
    yield {
      path,
      message: `${key} keeps the kernel from ending "${id}" when its memory is full: it stands still then, or others on the host are killed in its place`,
      fix: `remove ${key} from the raw keys of "${id}", and raise its memory`,
    };
}

function* logs(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
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
  const { path, id } = service;
  // Of several the engine takes the last.
  const last = (configOf(service).securityOpt ?? [])
    .map(spellText)
    .findLast((option) => /^no-new-privileges([:=]|$)/.test(option));
  if (last !== undefined && /^no-new-privileges([:=](1|t|true))?$/i.test(last)) return;
  yield {
    path,
    message: `a raw key lets programs of "${id}" gain privileges that it was not started with`,
    fix:
      last === undefined
        ? `leave replace() and reset out of security_opt of "${id}": what it says is added then`
        : `remove ${last} from security_opt of "${id}"`,
  };
}

function* processes(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
  const { deploy, pidsLimit } = configOf(service);
  const limits = deploy?.resources?.limits;
  const most = limits === undefined ? pidsLimit : limits.pids;
  const { unlimited = [] } = service;
  if (unlimited.includes('processes')) return;
  // With the memory limit all of them are gone, and that is said.
  if (!unlimited.includes('memory') && memoryOf(service) === undefined) return;
  if (most === undefined || (typeof most === 'number' && most <= 0))
    yield {
      path,
      message: `a raw key takes the limit of processes of "${id}" away: one that forks without end leaves none to the host`,
      fix: `say processes: 512 of "${id}", and leave pids out of the raw keys`,
    };
}

function* capabilities(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
  const named = (capability: string) => capability.toUpperCase().replace(/^CAP_/, '');
  const dropped = new Set((configOf(service).capDrop ?? []).map((one) => named(spellText(one))));
  const left = dropped.has('ALL') ? [] : droppedBy(service).filter((one) => !dropped.has(named(one)));
  if (left.length > 0)
    yield {
      path,
      message: `a raw key leaves "${id}" the capabilities that it drops: ${left.join(', ')}`,
      fix: `leave replace() out of cap_drop of "${id}": what it says is added then`,
    };
}

const others = [logs, privileges, processes, capabilities];
