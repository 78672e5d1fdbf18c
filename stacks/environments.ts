import { Environment } from '../constructs/index.ts';

/** Where PostHog runs, and what each host offers. */
export const environments = Environment.all({
  local: { host: { cpus: 2, memory: '12gb', disk: '20gb' } },
  staging: { host: { cpus: 4, memory: '16gb', disk: '60gb' } },
  production: { host: { cpus: 8, memory: '32gb', disk: '200gb' }, guarded: true },
});

export type Where = (typeof environments)[number];
