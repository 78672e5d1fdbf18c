import type { ServiceModel } from '../model/service.ts';

/** The Linux capabilities that a service gives up, and those of them that it gets back. */
export interface Capabilities {
  readonly drop: readonly string[];
  readonly add: readonly string[];
}

/**
 * As its author says it. Where nobody does, and it is known what the entrypoint of its image needs, all others go. One that
 * something else starts may need any.
 */
export function capabilitiesOf(service: ServiceModel): Capabilities {
  const { dropCapabilities: drop, addCapabilities: add, known } = service;
  const needs = known?.capabilities;
  if (drop !== undefined || needs === undefined || !startsItself(service)) return { drop: drop ?? [], add };
  const signals = service.init && needs.length > 0 ? ['KILL'] : [];
  return { drop: ['ALL'], add: [...new Set([...needs, ...signals, ...add])] };
}

/** Whether the image's own entrypoint starts it. */
function startsItself({ bare, entrypoint, job, compose, over }: ServiceModel): boolean {
  const replaced = entrypoint !== undefined || job?.runs === 'once' || 'entrypoint' in compose;
  return bare !== true && !replaced && !('entrypoint' in (over ?? {}));
}
