import type { Line } from './line.ts';
import { variable } from './line.ts';

const dependency = { condition: 'service_started', restart: false, required: true };

/** When it is well, what it waits for, and how much it may take. */
export const health: readonly Line[] = [
  [
    'healthcheck',
    { test: 'x | y' },
    { healthcheck: { test: [['CMD-SHELL'], ['x | y']] } },
    { test: ['CMD-SHELL', 'x | y'] },
  ],
  [
    'healthcheck',
    { interval: '1m30s', retries: '3', disable: 'on' },
    { healthcheck: { interval: 90e9, retries: 3, disable: true } },
    { interval: '90s', retries: 3, disable: true },
  ],
  ['depends_on', ['a'], { dependsOn: new Map([['a', dependency]]) }],
  [
    'depends_on',
    { a: { condition: 'service_healthy' }, b: { condition: 'service_started', required: false } },
    {
      dependsOn: new Map([
        ['a', { ...dependency, condition: 'service_healthy' }],
        ['b', { ...dependency, required: false }],
      ]),
    },
  ],
  [
    'deploy',
    { resources: { limits: { cpus: 0.5, memory: '1.5gb', pids: '100' } } },
    { deploy: { resources: { limits: { cpus: 0.5, memory: 1.5 * 2 ** 30, pids: 100 } } } },
    { resources: { limits: { cpus: '0.5', memory: '1536M', pids: 100 } } },
  ],
  [
    'ulimits',
    { nofile: '9', nproc: { soft: 1, hard: '${N}' } },
    {
      ulimits: new Map<string, number | { soft: number; hard: [ReturnType<typeof variable>] }>([
        ['nofile', 9],
        ['nproc', { soft: 1, hard: [variable('N')] }],
      ]),
    },
    { nofile: 9, nproc: { soft: 1, hard: '${N}' } },
  ],
  ['cpu_rt_period', '400ms', { cpuRtPeriod: ['400ms'] }],
  ['cpu_rt_period', '400', { cpuRtPeriod: 400 }, 400],
  ['memswap_limit', -1, { memswapLimit: -1 }, '-1'],
];
