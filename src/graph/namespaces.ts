import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { leaves } from './raw.ts';
import { byFile, filesOf, textsOf } from './texts.ts';
import { listensOf, networksOf } from './wiring.ts';

/** Who shares a network stack with whom (`network_mode: service:vpn`), what it is on and what listens in it. */
export interface Namespaces {
  /** All that share its network stack, itself among them: to them it is localhost. */
  members(service: ServiceModel): readonly ServiceModel[];
  /** The networks that a service is on, its own or those of the service that it shares them with; undefined when it is not known. */
  networks(service: ServiceModel): readonly string[] | undefined;
  /** The ports of a service and of all that share its network stack; undefined when they are not known. */
  ports(service: ServiceModel): readonly number[] | undefined;
}

/** Made once for each stack. */
export const namespaces = remembered(read);

function read(stack: StackModel): Namespaces {
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const members = new Map<ServiceModel, ServiceModel[]>();
  for (const service of stack.services) {
    const holder = holderOf(service, byId);
    const others = members.get(holder);
    if (others === undefined) members.set(holder, [service]);
    else others.push(service);
  }
  const files = byFile(stack);
  const own = new Map<ServiceModel, readonly number[] | undefined>();
  const portsOnce = (service: ServiceModel) => {
    if (!own.has(service)) own.set(service, portsOf(service, filesOf(service, files).map(textOf)));
    return own.get(service);
  };
  return {
    members: (service) => members.get(holderOf(service, byId)) ?? [service],
    networks: (service) => networksOf(holderOf(service, byId)),
    ports(service) {
      const together = members.get(holderOf(service, byId)) ?? [service];
      const ports = together.map(portsOnce);
      return ports.every((some) => some !== undefined) ? ports.flat() : undefined;
    },
  };
}

/** The service whose network stack it uses; a chain that leads back to itself ends somewhere on it. */
function holderOf(service: ServiceModel, byId: ReadonlyMap<string, ServiceModel>): ServiceModel {
  const seen = new Set([service]);
  for (let holder = service; ; ) {
    const next = sharedWith(holder);
    const other = next === undefined ? undefined : byId.get(next);
    if (other === undefined || seen.has(other)) return holder;
    seen.add(other);
    holder = other;
  }
}

function sharedWith({ compose }: ServiceModel): string | undefined {
  const mode = compose.network_mode;
  return typeof mode === 'string' && mode.startsWith('service:') ? mode.slice('service:'.length) : undefined;
}

/** What the author says; else what its image is known to listen on, unless a text of it may have moved that. */
function portsOf(service: ServiceModel, files: readonly string[]): readonly number[] | undefined {
  const said = listensOf(service);
  if (said.length > 0) return said;
  const ports = service.known?.reach?.ports;
  if (ports === undefined) return undefined;
  const texts = [...textsOf(service).flatMap(({ text }) => text), ...files];
  const moved = /port|listen|addr|bind|\b\d{4,5}\b/i;
  return texts.some((text) => typeof text === 'string' && moved.test(text)) ||
    leaves(service.compose.volumes).length > 0
    ? undefined
    : ports;
}

function textOf({
  content,
}: {
  readonly content: { readonly kind: string; readonly text?: string };
}): string {
  return content.text ?? '';
}
