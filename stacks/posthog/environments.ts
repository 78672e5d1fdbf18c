import type { BackupProps } from '../../constructs/index.ts';
import { Environment } from '../../constructs/index.ts';
import { images } from './images.ts';

/** Where PostHog runs, and what each host offers. */
export const environments = Environment.all({
  local: { host: { cpus: 2, memory: '12gb', disk: '20gb' } },
  staging: { host: { cpus: 4, memory: '16gb', disk: '60gb' } },
  production: { host: { cpus: 8, memory: '32gb', disk: '200gb' }, guarded: true },
});

export type Where = (typeof environments)[number];

/** Every night, and a copy of each backup elsewhere once the operator has said where to. */
export function backups(environment: Where): BackupProps {
  return {
    at: '03:00',
    keepDays: environment.pick({ local: 3, staging: 7, production: 14 }),
    offsite: { image: images.restic },
  };
}
