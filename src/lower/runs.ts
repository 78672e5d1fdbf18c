import { spellText } from '../compose/interpolation.ts';
import type { Text } from '../compose/text.ts';
import { configOf } from '../lower.ts';
import type { ServiceModel } from '../model/service.ts';

/** A port of the host that leads to a container. */
export interface Published {
  /** Address of the host; undefined means every address. */
  readonly address: string | undefined;
  /** A number, a range, or a text with variables; undefined means that the engine picks one. */
  readonly port: string | undefined;
  readonly protocol: string;
  /** The port of the container, when it is known. */
  readonly target: number | undefined;
}

/** The image that a service runs, or is built from: a raw `image` names what is built beside it. */
export function imageOf(service: ServiceModel): string {
  const said = configOf(service).image;
  return service.build !== undefined || said === undefined ? service.image : spellText(said);
}

/** The profiles that start it; none means that it always starts. */
export function profilesOf(service: ServiceModel): readonly string[] {
  return (configOf(service).profiles ?? []).map(spellText);
}

/** Whether it starts with the others, and not only when a profile is asked for. */
export function startsAlways(service: ServiceModel): boolean {
  return (configOf(service).profiles ?? []).length === 0;
}

/** Whether it starts with the others and then keeps running. */
export function keepsRunning(service: ServiceModel): boolean {
  return service.kind === 'service' && startsAlways(service);
}

/** What it publishes on the host. */
export function publishedBy(service: ServiceModel): readonly Published[] {
  const spelled = (text: Text | undefined) => text && spellText(text);
  return (configOf(service).ports ?? []).map(({ hostIp, published, protocol, target }) => ({
    address: spelled(hostIp),
    port: spelled(published),
    protocol: spelled(protocol) ?? 'tcp',
    target: typeof target === 'number' ? target : undefined,
  }));
}

/** Mebibytes that it may use at most; undefined without a limit, or with one that depends on a variable. */
export function memoryOf(service: ServiceModel): number | undefined {
  const { deploy, memLimit } = configOf(service);
  const limits = deploy?.resources?.limits;
  // Beside deploy's limits Compose takes no other one: 0 is as if nothing were said, the rest it refuses.
  const bytes = limits === undefined ? memLimit : limits.memory;
  return typeof bytes === 'number' && bytes > 0 ? bytes / 2 ** 20 : undefined;
}

/** Processors that it may use at most; undefined without a limit, or with one that depends on a variable. */
export function cpusOf(service: ServiceModel): number | undefined {
  const { deploy, cpus } = configOf(service);
  const limit = deploy?.resources?.limits === undefined ? cpus : deploy.resources.limits.cpus;
  return typeof limit === 'number' && limit > 0 ? limit : undefined;
}

/** The networks that it says; none means Compose's own one, unless it shares those of another. */
export function networkNamesOf(service: ServiceModel): readonly string[] {
  return [...(configOf(service).networks?.keys() ?? [])];
}
