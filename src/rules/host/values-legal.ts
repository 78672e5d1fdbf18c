import { isUlimitPair } from '../../compose/attributes/ulimits.ts';
import { spellBytes } from '../../compose/quantity.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { textsOf } from '../../graph/texts.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { Wrong } from '../facts/engine-values.ts';
import { processorsIn, refuses, startsNot, wordsIn } from '../facts/engine-values.ts';
import { exclusiveIn } from '../facts/exclusive-values.ts';
import { logsIn } from '../facts/log-values.ts';
import { sharedIn } from '../facts/shared-values.ts';

/** What the engine reads it takes. */
export const valuesLegal: Rule = {
  id: 'values-legal',
  severity: 'error',
  summary:
    'Limits, policies, signals, capabilities and settings of the kernel are such that the engine takes them.',
  check: eachService(
    () => (service) =>
      [...wrongIn(configOf(service)), ...nulIn(service)].map(([what, why, fix]) => ({
        path: service.path,
        message: `"${service.id}" says ${what}, and ${why}`,
        fix,
      })),
  ),
  about: {
    why: 'Compose checks the form of a file, and not what the engine can do with it. A memory limit below 6 MiB, a restart policy or a capability that nobody knows, a setting of the kernel that a container has not of its own: the file is accepted, and the engine refuses to make or to start the container.',
    wrong: `
      new Service(phase, 'search', { image: 'example.org/search:1.0.0', compose: { sysctls: { 'vm.max_map_count': '262144' } } });
    `,
    right: `
      new Service(phase, 'search', { image: 'example.org/search:1.0.0', hostSettings: { 'vm.max_map_count': 262144 } });
    `,
    sources: [
      'https://docs.docker.com/engine/containers/resource_constraints/',
      'https://docs.docker.com/reference/cli/docker/container/run/',
      'https://man7.org/linux/man-pages/man7/capabilities.7.html',
    ],
  },
};

/** Each was tried on an engine 28 with Compose 2.40. */
function wrongIn(config: ServiceConfig): readonly Wrong[] {
  const { deploy, cpus, memLimit, memReservation, memSwappiness, restart, stopSignal } = config;
  const { limits, reservations } = deploy?.resources ?? {};
  const found: Wrong[] = [];
  small(found, 'deploy.resources.limits.memory', limits?.memory);
  small(found, 'mem_limit', memLimit);
  small(found, 'deploy.resources.reservations.memory', reservations?.memory);
  small(found, 'mem_reservation', memReservation);
  slow(found, 'deploy.resources.limits.cpus', limits?.cpus);
  // 0 is as if nothing were said.
  if (cpus !== 0) slow(found, 'cpus', cpus);
  outside(found, 'mem_swappiness', memSwappiness, 0, 100);
  outside(found, 'oom_score_adj', config.oomScoreAdj, -1000, 1000);
  refuse(found, 'restart', restart, /^(?:|no|always|unless-stopped|on-failure(?::\d+)?)$/, 'unless-stopped', [
    'always',
    'unless-stopped',
    'on-failure',
  ]);
  refuse(found, 'stop_signal', stopSignal, signal, 'SIGTERM');
  refuse(found, 'ipc', config.ipc, /^(?:|none|private|host|shareable|service:.+|container:.+)$/, 'private');
  refuse(found, 'pid', config.pid, /^(?:|host|service:.+|container:.+)$/, 'host');
  refuse(found, 'uts', config.uts, /^(?:|host)$/, 'host');
  refuse(found, 'user', config.user, /^(?:[^\s:]+(?::[^\s:]+)?)?$/, '1000:1000');
  for (const one of (literal(config.user ?? []) ?? '').split(':'))
    if (/^-?\d+$/.test(one) && (Number(one) < 0 || Number(one) > 2 ** 31 - 1))
      found.push([
        `user: ${one}`,
        `numbers of users go from 0 to 2147483647: ${startsNot}`,
        "write user: '1000:1000'",
      ]);
  const { condition, maxAttempts } = deploy?.restartPolicy ?? {};
  const again = literal(condition);
  const conditions = ['none', 'any', 'on-failure'];
  const policy = 'deploy.restart_policy.condition';
  refuse(found, policy, condition, /^(?:|no|none|any|always|unless-stopped|on-failure)$/, 'any', conditions);
  if (maxAttempts !== undefined && maxAttempts !== 0 && again !== undefined && again !== 'on-failure')
    found.push([
      `deploy.restart_policy.max_attempts with condition: ${again || "''"}`,
      `only what starts again after an error can be counted: ${refuses}`,
      'leave max_attempts out',
    ]);
  if (typeof config.shmSize === 'number' && config.shmSize < 0)
    found.push([
      `shm_size: ${config.shmSize}`,
      `there is no less than nothing: ${refuses}`,
      "write shm_size: '64m'",
    ]);
  for (const one of config.capAdd ?? [])
    refuse(found, 'cap_add', one, capability, 'NET_BIND_SERVICE', capabilities);
  for (const one of config.capDrop ?? [])
    refuse(found, 'cap_drop', one, capability, 'NET_BIND_SERVICE', capabilities);
  for (const [name, limit] of config.ulimits ?? []) {
    if (!ulimit.test(name))
      found.push([
        `ulimits.${name}`,
        `the kernel has no such limit: ${startsNot}`,
        'write nofile, nproc or memlock',
      ]);
    else if (
      (isUlimitPair(limit) ? [limit.soft, limit.hard] : [limit]).some(
        (one) => typeof one === 'number' && one < -1,
      )
    )
      found.push([
        `ulimits.${name} below -1`,
        `-1 is without end, and there is nothing below: ${startsNot}`,
        `write ${name}: -1`,
      ]);
    else if (isUlimitPair(limit) && typeof limit.soft === 'number' && typeof limit.hard === 'number') {
      const { soft, hard } = limit;
      if (hard !== -1 && (soft > hard || soft === -1))
        found.push([
          `ulimits.${name} from ${soft} to ${hard}`,
          `the soft one goes beyond the hard one: ${startsNot}`,
          `write hard: ${soft}`,
        ]);
    }
  }
  const files = config.ulimits?.get('nofile');
  const hard = files !== undefined && isUlimitPair(files) ? files.hard : files;
  if (typeof hard === 'number' && (hard < 0 || hard > mostFiles))
    found.push([
      `ulimits.nofile: ${hard}`,
      `the kernel gives no process ${hard < 0 ? 'files without end' : 'so many files'}: ${startsNot}`,
      'write nofile: 1048576',
    ]);
  const memory = limits === undefined ? memLimit : limits.memory;
  if (typeof config.memswapLimit === 'number' && config.memswapLimit > 0 && !memory)
    found.push([
      'memswap_limit without a memory limit',
      `it is the sum of both: ${refuses}`,
      'say the memory limit, too, or leave memswap_limit out',
    ]);
  for (const name of config.sysctls?.keys() ?? [])
    if (!name.includes('$') && !ownSetting.test(name))
      found.push([
        `sysctls.${name}`,
        `that setting is the host's, and no container has one of its own: ${startsNot}`,
        `write hostSettings: { '${name}': … }: make doctor asks the host for it`,
      ]);
  const { healthcheck } = config;
  for (const [key, name] of spans) {
    const span = healthcheck?.[key];
    if (typeof span === 'number' && span !== 0 && span < 1e6)
      found.push([
        `healthcheck.${name}: ${span / 1e6}ms`,
        `1ms is the least that there is: ${refuses}`,
        'write 10s',
      ]);
  }
  const others = [processorsIn, wordsIn, sharedIn, exclusiveIn].flatMap((look) => look(config));
  return [...found, ...others, ...logsIn(config.logging ?? {})];
}

const spans = [
  ['interval', 'interval'],
  ['timeout', 'timeout'],
  ['startPeriod', 'start_period'],
  ['startInterval', 'start_interval'],
] as const;

function outside(found: Wrong[], key: string, said: unknown, least: number, most: number): void {
  if (typeof said === 'number' && (said < least || said > most))
    found.push([
      `${key}: ${said}`,
      `it goes from ${least} to ${most}: ${refuses}`,
      `write a number from ${least} to ${most}`,
    ]);
}

function small(found: Wrong[], key: string, size: unknown): void {
  if (typeof size === 'number' && size > 0 && size < 6 * 2 ** 20)
    found.push([
      `${key}: ${spellBytes(size, 'm')}`,
      `6m is the least that there is: ${refuses}`,
      'write 6m or more',
    ]);
}

function slow(found: Wrong[], key: string, count: unknown): void {
  if (typeof count === 'number' && count < 0.01)
    found.push([
      `${key}: ${count}`,
      count === 0
        ? 'the engine takes that for no limit at all'
        : `0.01 is the least that there is: ${startsNot}`,
      'write the processors that it may use: 0.5',
    ]);
}

/** A text ends at it for the kernel, so that a container with one in what it is given is not started. */
function nulIn(service: ServiceModel): readonly Wrong[] {
  let found = none;
  for (const { where, text } of textsOf(service))
    for (const part of text)
      if (typeof part === 'string' && part.includes('\0'))
        found = [
          [`a NUL byte in ${where}`, startsNot, 'write it without: no variable and no argument can hold one'],
        ];
  return found;
}

const none: readonly Wrong[] = [];

/** @param all words of which one may be meant */
function refuse(
  found: Wrong[],
  key: string,
  text: Text | undefined,
  legal: RegExp,
  example: string,
  all: readonly string[] = [],
): void {
  const said = literal(text);
  if (said !== undefined && !legal.test(said))
    found.push([
      `${key}: ${said || "''"}`,
      `the engine knows no such one: ${refuses}`,
      `write what it knows, as in ${key}: ${nearest(said, all)[0] ?? example}`,
    ]);
}

const signal =
  /^(?:0?[1-9]|[1-9]\d|(?:SIG)?(?:HUP|INT|QUIT|ILL|TRAP|ABRT|IOT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS|RTMIN(?:\+\d+)?|RTMAX(?:-\d+)?))$/i;

const capabilities =
  'ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'.split(
    ' ',
  );
const capability = new RegExp(`^(?:CAP_)?(?:${capabilities.join('|')})$`, 'i');

/** What `fs.nr_open` can be at most. @see https://docs.kernel.org/admin-guide/sysctl/fs.html */
const mostFiles = 2_147_483_584;

/** @see https://man7.org/linux/man-pages/man2/getrlimit.2.html */
const ulimit =
  /^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$/;

/** @see https://docs.docker.com/reference/cli/docker/container/run/#sysctl */
const ownSetting =
  /^(?:net\.|fs\.mqueue\.|kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced|domainname)$)/;
