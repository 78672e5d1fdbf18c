import type { ServiceModel } from '../model/service.ts';

/** The Linux capabilities that a service gives up, and those of them that it gets back. */
export interface Capabilities {
  readonly drop: readonly string[];
  readonly add: readonly string[];
}

/**
 * As its construct or its author says it. Where nobody does, and it is known what the entrypoint of its image needs, all others go. One
 * that something else starts may need any.
 */
export function capabilitiesOf(service: ServiceModel): Capabilities {
  const { dropCapabilities: said, addCapabilities: added, known } = service;
  const needs = said === undefined && startsItself(service) ? known?.capabilities : undefined;
  const drop = needs === undefined ? (said ?? []) : ['ALL'];
  const add = needs === undefined && added.length === 0 ? added : [...new Set([...(needs ?? []), ...added])];
  // The init stays root, and what it hands the signal to stop is another user's then.
  const signals = drop.includes('ALL') && add.includes('SETUID') && !add.includes('KILL') && hasInit(service);
  return { drop, add: signals ? [...add, 'KILL'] : add };
}

/** Whether the image's own entrypoint starts it; a Dockerfile of the author's may bring another. */
function startsItself({ bare, build, entrypoint, job, compose, over }: ServiceModel): boolean {
  const replaced =
    build?.own !== undefined || entrypoint !== undefined || job?.runs === 'once' || 'entrypoint' in compose;
  return bare !== true && !replaced && !('entrypoint' in (over ?? {}));
}

function hasInit({ init, compose, over }: ServiceModel): boolean {
  return init || compose.init === true || over?.init === true;
}
