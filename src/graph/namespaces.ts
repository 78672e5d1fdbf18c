import { spellText } from '../compose/interpolation.ts';
import { networkModeOf, plainSource } from '../lower/runs.ts';
import { configOf } from '../lower.ts';
import type { ConfigFileModel } from '../model/config-file.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { byFile, filesOf, textsOf } from './texts.ts';
import { listensOf, networksOf, shares } from './wiring.ts';

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
    if (!own.has(service)) own.set(service, portsOf(service, filesOf(service, files)));
    return own.get(service);
  };
  return {
    members: (service) => members.get(holderOf(service, byId)) ?? [service],
    networks: (service) => networksOf(holderOf(service, byId)),
    ports(service) {
      const together = members.get(holderOf(service, byId)) ?? [service];
      const [first] = together;
      if (together.length === 1 && first !== undefined) return portsOnce(first);
      const ports = together.map(portsOnce);
      return ports.every((some) => some !== undefined) ? ports.flat() : undefined;
    },
  };
}

/** The service whose network stack it uses; a chain that leads back to itself ends somewhere on it. */
function holderOf(service: ServiceModel, byId: ReadonlyMap<string, ServiceModel>): ServiceModel {
  if (configOf(service).networkMode === undefined) return service;
  const seen = new Set([service]);
  for (let holder = service; ; ) {
    const next = shares(networkModeOf(holder));
    const other = next === undefined ? undefined : byId.get(next);
    if (other === undefined || seen.has(other)) return holder;
    seen.add(other);
    holder = other;
  }
}

/** What the author says; else what its image is known to listen on, unless a text of it may have moved that. */
function portsOf(service: ServiceModel, files: readonly ConfigFileModel[]): readonly number[] | undefined {
  const said = listensOf(service);
  if (said.length > 0) return said;
  const ports = service.known?.reach?.ports;
  if (ports === undefined) return undefined;
  const texts = [...textsOf(service).flatMap(({ text }) => text), ...files.map(textOf)];
  const moved = /port|listen|addr|bind|\b\d{4,5}\b/i;
  return texts.some((text) => typeof text === 'string' && moved.test(text)) || hasForeignFiles(service, files)
    ? undefined
    : ports;
}

/** Whether it is given files that nobody here can read: they may say another port. */
function hasForeignFiles(service: ServiceModel, files: readonly ConfigFileModel[]): boolean {
  const { volumes = [], volumesFrom = [], configs = [], rest } = configOf(service);
  const ours = new Set(files.map(({ file }) => file));
  const foreign = volumes.some(
    ({ type, source = [] }) => type === 'bind' && !ours.has(plainSource(spellText(source))),
  );
  return foreign || volumesFrom.length + configs.length > 0 || rest?.has('volumes') === true;
}

function textOf({ content }: ConfigFileModel): string {
  if (content.kind === 'text') return content.text;
  return content.kind === 'placed'
    ? content.pieces.filter((piece) => typeof piece === 'string').join('')
    : '';
}
