import type {
  DeployConfig,
  ResourceLimits,
  ResourceReservations,
  Resources,
} from '../../compose/attributes/deploy.ts';
import { literal } from '../../compose/text.ts';
import { mebibytes } from './amounts.ts';
import type { Body, Teller } from './body.ts';
import { gpus } from './devices.ts';
import type { Parts } from './parts.ts';
import { forSwarm, tellLost, without } from './parts.ts';
import { cpus } from './saying.ts';

const keys: Parts<DeployConfig> = {
  ...{ mode: 'said', replicas: 'said', resources: 'said' },
  restartPolicy: without("say restart: 'unless-stopped'"),
  ...{ endpointMode: forSwarm, labels: forSwarm, updateConfig: forSwarm, rollbackConfig: forSwarm },
  placement: forSwarm,
};
const ofResources: Parts<Resources> = { limits: 'said', reservations: 'said' };
/** Of processes there is one complaint for all services. */
const ofLimits: Parts<ResourceLimits> = { cpus: 'said', memory: 'said', pids: 'said' };
const ofReservations: Parts<ResourceReservations> = {
  ...{ memory: 'said', devices: 'said' },
  ...{ cpus: forSwarm, genericResources: forSwarm },
};

/** Limits and reservations. Of the rest Compose itself reads the number of replicas, and when one is started again. */
export function deployed(deploy: DeployConfig, around: Teller): Body {
  const { mode, replicas, resources = {} } = deploy;
  const { limits = {}, reservations = {} } = resources;
  const within = around.under('resources');
  tellLost(deploy, keys, around);
  tellLost(resources, ofResources, within);
  tellLost(limits, ofLimits, within.under('limits'));
  tellLost(reservations, ofReservations, within.under('reservations'));
  if (replicas !== undefined && replicas !== 1)
    around
      .under('replicas')
      .lose('asks for another number than one, which Terraform makes', 'describe each as a service');
  if (mode !== undefined && literal(mode) !== 'replicated')
    around.under('mode').lose('has no counterpart in the provider', 'take it away');
  const [memory, reserved] = [
    limits.memory && mebibytes(limits.memory, within.under('limits.memory')),
    reservations.memory && mebibytes(reservations.memory, within.under('reservations.memory')),
  ];
  return {
    ...(limits.cpus !== undefined && cpus(limits.cpus)),
    ...(memory && { memory }),
    ...(reserved && { memory_reservation: reserved }),
    ...(reservations.devices && gpus(reservations.devices, within.under('reservations.devices'))),
  };
}
