import type { Command } from '../compose/attributes/command.ts';
import { isWords } from '../compose/attributes/command.ts';
import { isMisspelled, readText, resolveText, spellText } from '../compose/interpolation.ts';
import type { Text } from '../compose/text.ts';
import { literal } from '../compose/text.ts';
import { configOf } from '../lower.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import { capabilitiesOf } from './capabilities.ts';
import { startsOnce } from './job-mark.ts';

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

/** What starts it, without what looks for the mark of a job that runs once. */
export interface Start {
  readonly entrypoint: readonly Text[];
  readonly command: readonly Text[];
}

/** The words that start it; one text, where variables decide what its words are. None where the image says them. */
export const startOf = remembered((service: ServiceModel): Start => {
  const config = configOf(service);
  const [program, words] = [config.entrypoint, config.command].map(wordsOf);
  if (service.job?.runs !== 'once' || !startsOnce(service.id, config))
    return { entrypoint: program ?? [], command: words ?? [] };
  // Its own entrypoint is the first part of the command then.
  const { entrypoint = [], command = [] } = service;
  const own = words?.length === entrypoint.length + command.length ? entrypoint.length : 0;
  return { entrypoint: words?.slice(0, own) ?? [], command: words?.slice(own) ?? [] };
});

function wordsOf(command: Command | undefined): readonly Text[] {
  if (command === undefined) return [];
  return isWords(command) ? command : [command.line];
}

/** The image that a service runs, or is built from: a raw `image` names what is built beside it. */
export function imageOf(service: ServiceModel): string {
  const said = configOf(service).image;
  return service.build !== undefined || said === undefined ? service.image : spellText(said);
}

/** Whether a Dockerfile of the author's starts it from nothing: `scratch` is in no registry. */
export function isFromScratch(service: ServiceModel): boolean {
  return service.build?.own !== undefined && imageOf(service) === 'scratch';
}

/** The same, when `.env` says nothing of it: what is known is known of a name. */
export function likelyImageOf(service: ServiceModel): string {
  const { build, compose, over, bare, image } = service;
  // Nearly all services say it in a prop alone.
  const raw = build === undefined && ('image' in compose || over !== undefined || bare === true);
  const said = raw ? configOf(service).image : readText(image);
  const name = said && !isMisspelled(said) ? resolveText(said, () => undefined) : undefined;
  // Without a value a tag is none.
  return (name ?? image).replace(/:$/, '');
}

/** The profiles that start it; none means that it always starts. */
export function profilesOf(service: ServiceModel): readonly string[] {
  return (configOf(service).profiles ?? []).map(spellText);
}

/** Whether it starts with the others, and not only when a profile is asked for. */
export function startsAlways(service: ServiceModel): boolean {
  return (configOf(service).profiles ?? []).length === 0;
}

/** Whether it keeps running, once somebody has asked for it. */
export function isAskedFor(service: ServiceModel): boolean {
  return service.kind === 'service' && !startsAlways(service);
}

/** Whether it starts with the others and then keeps running. */
export function keepsRunning(service: ServiceModel): boolean {
  return service.kind === 'service' && startsAlways(service);
}

/** What it publishes on the host. */
export const publishedBy = remembered((service: ServiceModel): readonly Published[] => {
  const spelled = (text: Text | undefined) => text && spellText(text);
  return (configOf(service).ports ?? []).map(({ hostIp, published, protocol, target }) => ({
    address: spelled(hostIp),
    port: spelled(published),
    protocol: spelled(protocol) ?? 'tcp',
    target: typeof target === 'number' ? target : undefined,
  }));
});

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

/** Whether its network stack is its own (undefined), that of the host, none, or `service:…` and the like. */
export function networkModeOf(service: ServiceModel): string | undefined {
  const { networkMode } = configOf(service);
  return literal(networkMode);
}

/** What it mounts from beside the compose file, as it is written; what lies elsewhere on the host is the host's. */
export const sourcesOf = remembered(
  (service: ServiceModel): readonly { readonly source: string; readonly target: string }[] =>
    (configOf(service).volumes ?? []).flatMap(({ type, source = [], target = [] }) => {
      const path = type === 'bind' ? literal(source) : undefined;
      if (path === undefined || !/^(?:\.\.?(?:\/|$)|\w(?!:[\\/]))/.test(path)) return [];
      return [{ source: path, target: spellText(target) }];
    }),
);

/** The generated files that constructs mount into it, be they files of its stack or not. */
export function filesMeantFor({ mounts }: ServiceModel): readonly string[] {
  return mounts.flatMap((mount) => (mount.kind === 'file' ? [mount.file] : []));
}

/** Whether it stands among the raw keys of the stack, and no construct made it. */
export function isOfStack({ bare, over }: ServiceModel): boolean {
  return bare === true && over !== undefined;
}

/** The capabilities that it gives up, whatever raw keys make of that. */
export function droppedBy(service: ServiceModel): readonly string[] {
  return capabilitiesOf(service).drop;
}

/** A path beside the compose file in one form: `./caddy/` is `caddy`. */
export function plainSource(source: string): string {
  return source.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

/** The networks that it says; none means Compose's own one, unless it shares those of another. */
export function networkNamesOf(service: ServiceModel): readonly string[] {
  return [...(configOf(service).networks?.keys() ?? [])];
}
