import type { DeployConfig } from '../../compose/attributes/deploy.ts';
import { literal } from '../../compose/text.ts';
import { mebibytes } from './amounts.ts';
import type { Around, Body } from './body.ts';
import { gpus } from './devices.ts';
import { cpus } from './saying.ts';

/** Limits and reservations. Of the rest Compose itself reads the number of replicas. */
export function deployed({ mode, replicas, resources, restartPolicy }: DeployConfig, around: Around): Body {
  const { limits, reservations } = resources ?? {};
  const { lose } = around;
  if (replicas !== undefined && replicas !== 1)
    lose('.replicas makes several containers, and Terraform one', 'describe each as a service');
  if (mode !== undefined && literal(mode) !== 'replicated')
    lose('.mode has no counterpart in the provider', 'take it away');
  if (restartPolicy !== undefined)
    lose('.restart_policy has no counterpart in the provider', "say restart: 'unless-stopped'");
  const [memory, reserved] = [limits?.memory, reservations?.memory].map((size) =>
    size === undefined ? undefined : mebibytes(size, around),
  );
  return {
    ...(limits?.cpus !== undefined && cpus(limits.cpus)),
    ...(memory !== undefined && { memory }),
    ...(reserved !== undefined && { memory_reservation: reserved }),
    ...(reservations?.devices && gpus(reservations.devices, around)),
  };
}
