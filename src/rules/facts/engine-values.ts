import type { LoggingConfig } from '../../compose/attributes/logging.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { nearest } from '../../model/nearest.ts';

/** What of a service the engine does not take, why not, and what it takes. */
export type Wrong = readonly [what: string, why: string, fix: string];

export const refuses = 'the engine refuses to make it';
export const startsNot = 'it does not start';

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
  const set = cpuset && literal(cpuset);
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

const everyDriver = [
  'mode',
  'max-buffer-size',
  'cache-disabled',
  'cache-max-size',
  'cache-max-file',
  'cache-compress',
];
const rotated = ['max-size', 'max-file', 'compress'];
const told = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];

/** The options of the drivers that an engine has itself, and that need no other program. */
const logOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['json-file', [...rotated, ...told, ...everyDriver]],
  ['local', [...rotated, ...everyDriver]],
]);

/** @see https://docs.docker.com/engine/logging/drivers/json-file/ */
export function logsIn({ driver = [], options }: LoggingConfig): readonly Wrong[] {
  const name = literal(driver) ?? '';
  const known = logOptions.get(name);
  if (known === undefined || options === undefined) return [];
  const found: Wrong[] = [];
  const said = new Map([...options].map(([key, text]) => [key, literal(text)] as const));
  const wrong = (key: string, why: string, fix: string) =>
    found.push([`logging.options.${key}: ${said.get(key)}`, why, fix]);
  for (const key of said.keys())
    if (!known.includes(key) && !key.includes('$'))
      found.push([
        `logging.options.${key}`,
        `the driver ${name} has no such option: ${refuses}`,
        `write one of its own, as in ${nearest(key, known)[0] ?? 'max-size'}`,
      ]);
  for (const key of ['max-size', 'max-buffer-size']) {
    const size = said.get(key);
    // That it may grow without end is another matter.
    if (size === undefined || size === '' || size === '-1') continue;
    if (!/^\d+(?:\.\d+)? ?(?:b|[kmgtp](?:i?b)?)?$/i.test(size) || Number.parseFloat(size) === 0)
      wrong(key, `that is no size: ${startsNot}`, `write ${key}: '10m'`);
  }
  const files = said.get('max-file');
  if (files !== undefined && !/^0*[1-9]\d*$/.test(files))
    wrong('max-file', `it keeps 1 file or more: ${startsNot}`, "write max-file: '3'");
  const compress = said.get('compress');
  if (compress !== undefined && !flags.test(compress))
    wrong('compress', `that is neither true nor false: ${startsNot}`, "write compress: 'true'");
  // Only what is no longer written to is compressed; `local` has several files by itself.
  const several =
    options.has('max-size') && (!options.has('max-file') || files === undefined || Number(files) > 1);
  if (name === 'json-file' && /^(?:1|t|true)$/i.test(compress ?? '') && !(several && options.has('max-file')))
    wrong(
      'compress',
      `it takes a max-size, and a max-file of 2 or more: ${startsNot}`,
      'say both, or leave compress out',
    );
  const mode = said.get('mode');
  if (mode !== undefined && !/^(?:blocking|non-blocking)?$/.test(mode))
    wrong('mode', `it is blocking or non-blocking: ${refuses}`, 'write mode: non-blocking, or leave it out');
  if (options.has('max-buffer-size') && (!options.has('mode') || /^(?:blocking)?$/.test(mode ?? '-')))
    wrong(
      'max-buffer-size',
      `only what is written later has a buffer: ${refuses}`,
      'say mode: non-blocking, too',
    );
  return found;
}

const flags = /^(?:1|0|t|f|true|false)$/i;

/** What else is said in words of their own. */
export function wordsIn(config: ServiceConfig): readonly Wrong[] {
  const { platform, isolation, securityOpt = [], tmpfs = [], volumes = [], deviceCgroupRules = [] } = config;
  return [
    ...unlike('hostname', config.hostname, /^.{0,64}$/s, 'the kernel takes 64 characters', 'app'),
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
  const said = text && literal(text);
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
