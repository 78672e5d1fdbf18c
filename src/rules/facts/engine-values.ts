import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { nearest } from '../../model/nearest.ts';

/** What of a service the engine does not take, why not, and what it takes. */
export type Wrong = readonly [what: string, why: string, fix: string];

export const refuses = 'the engine refuses to make it';
export const startsNot = 'it does not start';
export const notRead = 'Compose refuses the whole file';

/** The driver that is meant by a name which the engine has not: one that is less like any may be that of a plugin. */
export function driverMeant(name: string | undefined, own: readonly string[]): string | undefined {
  return name === undefined || name === '' || own.includes(name) ? undefined : nearest(name, own)[0];
}

/** What it may have of the processors. Each was tried on an engine 28 with Compose 2.40, like the others. */
export function processorsIn({
  cpus,
  deploy,
  cpuset,
  cpuShares,
  cpuPeriod,
  cpuQuota,
}: ServiceConfig): readonly Wrong[] {
  const found: Wrong[] = [];
  const set = literal(cpuset);
  if (set && !isProcessors(set))
    found.push([
      `cpuset: ${set}`,
      `that is no list of processors: ${refuses}`,
      "write cpuset: '0-3', or '0,2'",
    ]);
  if (typeof cpuShares === 'number' && cpuShares !== 0 && cpuShares < 2)
    found.push([
      `cpu_shares: ${cpuShares}`,
      `2 is the least that there is: ${startsNot}`,
      'write cpu_shares: 1024',
    ]);
  if (typeof cpuPeriod === 'number' && cpuPeriod !== 0 && (cpuPeriod < 1000 || cpuPeriod > 1e6))
    found.push([
      `cpu_period: ${cpuPeriod}`,
      `it goes from 1000 to 1000000 microseconds: ${refuses}`,
      'write cpu_period: 100000',
    ]);
  if (typeof cpuQuota === 'number' && cpuQuota > 0 && cpuQuota < 1000)
    found.push([
      `cpu_quota: ${cpuQuota}`,
      `1000 microseconds are the least that there is: ${refuses}`,
      'write cpus: the processors that it may use',
    ]);
  const limit = deploy?.resources?.limits === undefined ? cpus : deploy.resources.limits.cpus;
  const older = (
    [
      ['cpu_quota', cpuQuota],
      ['cpu_period', cpuPeriod],
    ] as const
  ).find(([, said]) => typeof said === 'number' && said !== 0);
  if (older !== undefined && typeof limit === 'number' && limit > 0)
    found.push([
      `${older[0]} beside cpus: ${limit}`,
      `both say how much of the processors it may use: ${refuses}`,
      `leave ${older[0]} out`,
    ]);
  return found;
}

function isProcessors(list: string): boolean {
  return list.split(',').every((one) => {
    const [, from, to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(one) ?? [];
    return from !== undefined && Number(from) <= Number(to);
  });
}

/** What else is said in words of their own. */
export function wordsIn(config: ServiceConfig): readonly Wrong[] {
  const { platform, isolation, securityOpt = [], tmpfs = [], volumes = [], deviceCgroupRules = [] } = config;
  return [
    ...unlike('hostname', config.hostname, /^.{0,64}$/s, 'the kernel takes 64 characters', 'app'),
    ...unlike(
      'network_mode',
      config.networkMode,
      /^(?!(?:container|service):$)/,
      'it names nobody',
      'service:web',
    ),
    ...unlike('platform', platform, /^(?:[\w.-]+(?:\/[\w-]+){0,2})?$/, 'that is no platform', 'linux/amd64'),
    ...unlike(
      'isolation',
      isolation,
      /^(?:default)?$/i,
      'containers of Linux know only the default',
      'default',
    ),
    ...securityOpt.flatMap((one) =>
      unlike('security_opt', one, security, 'the engine knows no such one', 'no-new-privileges:true'),
    ),
    ...tmpfs.flatMap((one) => memoryOptions(literal(one) ?? '')),
    ...tmpfs.flatMap((one): readonly Wrong[] => {
      const [at = ''] = (literal(one) ?? '').split(':');
      return volumes.some(({ target }) => at !== '' && literal(target ?? []) === at)
        ? [
            [
              `tmpfs: ${at} beside a mount at ${at}`,
              `one place holds one thing: ${refuses}`,
              'leave one of them out',
            ],
          ]
        : [];
    }),
    ...volumes.flatMap(({ volume }) =>
      unlike(
        'volume.subpath',
        volume?.subpath,
        /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))/s,
        'it leads out of the volume',
        'shop/files',
      ),
    ),
    ...volumes.flatMap(({ bind }) =>
      unlike(
        'bind.propagation',
        bind?.propagation,
        /^(?:r?(?:private|shared|slave))?$/,
        'the kernel has no such one',
        'rslave',
      ),
    ),
    ...deviceCgroupRules.flatMap((one) =>
      unlike(
        'device_cgroup_rules',
        one,
        /^[abc] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/,
        'that is no rule',
        'c 189:* rmw',
      ),
    ),
  ];
}

/** @see https://docs.docker.com/reference/cli/docker/container/run/#security-opt */
const security =
  /^(?:(?:label|apparmor|seccomp|writable-cgroups|credentialspec)[:=].+|no-new-privileges(?:[:=](?:[10tfTF]|true|false|True|False|TRUE|FALSE))?|systempaths[:=]unconfined)$/s;

function unlike(
  key: string,
  text: Text | undefined,
  legal: RegExp,
  why: string,
  example: string,
): readonly Wrong[] {
  const said = literal(text);
  if (said === undefined || legal.test(said)) return [];
  return [[`${key}: ${said}`, `${why}: ${refuses}`, `write what it takes, as in ${key}: ${example}`]];
}

const memoryFlag =
  /^(?:defaults|r[ow]|(?:no)?(?:exec|dev|suid|atime|diratime|relatime|strictatime|mand)|a?sync|dirsync|remount|r?(?:private|shared|slave|bind|unbindable))$/;
const memoryOption =
  /^(?:size=\d+[kmg%]?|nr_(?:blocks|inodes)=\d+[kmg]?|mode=0?[0-7]{1,4}|[ug]id=\d+|mpol=.+)$/i;

/** What stands behind the path of a mount in memory. */
function memoryOptions(line: string): readonly Wrong[] {
  const [, options = ''] = /^[^:]*:(.*)$/s.exec(line) ?? [];
  return options
    .split(',')
    .flatMap((one): readonly Wrong[] =>
      one === '' || memoryFlag.test(one) || memoryOption.test(one)
        ? []
        : [
            [
              `tmpfs: ${line}`,
              `the kernel takes no "${one}" there: ${startsNot}`,
              "write as in tmpfs: ['/tmp:size=64m,mode=1777']",
            ],
          ],
    );
}
