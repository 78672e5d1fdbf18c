import type { Fault, Written } from './compose/form.ts';
import { isWritten } from './compose/form.ts';
import { merge } from './compose/merge.ts';
import { projectOver, serviceOver } from './compose/over.ts';
import { own } from './compose/own.ts';
import type { NetworkConfig, Project, Resource } from './compose/project.ts';
import type { ServiceConfig } from './compose/service.ts';
import type { Part, Text } from './compose/text.ts';
import { withAddresses } from './lower/addresses.ts';
import { checkHomeForMark, withHomeForMark } from './lower/job-mark.ts';
import type { Around } from './lower/service.ts';
import { lowerProps, lowerSaid } from './lower/service.ts';
import type { ExternalModel } from './model/element.ts';
import { withoutHost } from './model/network.ts';
import { remembered } from './model/remembered.ts';
import type { ServiceModel } from './model/service.ts';
import type { StackModel } from './model/stack.ts';
import type { VariableModel } from './model/variable.ts';
import { otherwiseOf } from './model/variable.ts';

/** What depends on the content of generated files. */
export interface Contents {
  /** The name of the image that is built for a service. @default - as it says itself */
  imageOf(service: ServiceModel): string | undefined;
  /** Labels that change with the files that a service reads. */
  labelsOf(service: ServiceModel): ReadonlyMap<string, Text>;
}

/** As long as no file is made: a built image is known by what its Dockerfile starts from. */
const unmade: Contents = { imageOf: () => undefined, labelsOf: () => new Map() };

/**
 * What the constructs say, as what will run: props, guards, and the author's raw keys over them. Raw keys are merged here and
 * nowhere else, as Compose merges files.
 */
export function lower(stack: StackModel, contents: Contents): Project {
  const text = spoken(new Map(stack.variables.map((variable) => [variable.name, variable])));
  const services = new Map(
    stack.services.map((service) => {
      const config = lowered(service, contents, text);
      checkHomeForMark(service, config);
      return [service.id, config];
    }),
  );
  const project = { ...resourcesOf(stack), services };
  const { services: over } = stack.compose;
  return over === undefined ? project : projectOver(project, { services: over });
}

/** Nearly all services have no raw keys: those are as they are alone, but for what is said of their image, their files and variables. */
function lowered(service: ServiceModel, contents: Contents, text: (text: Text) => Text): ServiceConfig {
  const { bare, compose, over } = service;
  if (bare === true || over !== undefined || Object.keys(compose).length > 0)
    return lowerService(service, contents, text);
  const said = lowerSaid(service, aroundOf(service, contents, text));
  return withHomeForMark(service, { ...configOf(service), ...said });
}

function aroundOf(service: ServiceModel, contents: Contents, text: (text: Text) => Text): Around {
  const image = contents.imageOf(service) ?? service.image;
  return { text, image, labels: contents.labelsOf(service) };
}

/** All of it but the services: networks, volumes, configs, secrets and what else the stack says. */
export function resourcesOf(stack: StackModel): Project {
  return resources(stack).project;
}

const resources = remembered((stack: StackModel) => {
  const faults: Fault[] = [];
  const { networks, volumes, configs = [], secrets = [] } = stack;
  const { services: _, ...others } = stack.compose;
  const over = merge(rawKeys(stack), others);
  const props: Project = {
    name: [stack.project],
    ...(networks.length > 0 && {
      networks: new Map(
        networks.map(({ id, internal, external }) => [id, internal ? sealed(id, over) : beside(external)]),
      ),
    }),
    ...(volumes.length > 0 && {
      volumes: new Map(volumes.map(({ id, external }) => [id, beside(external)])),
    }),
    ...(configs.length > 0 && { configs: new Map(configs.map(({ id }) => [id, {}])) }),
    ...(secrets.length > 0 && { secrets: new Map(secrets.map(({ id }) => [id, {}])) }),
  };
  return { project: projectOver(props, over, faults), faults };
});

/** What others made is known by its name. */
function beside(external: ExternalModel | undefined): Resource {
  return external === undefined ? {} : { name: [external.name], external: true };
}

/**
 * A network without a way out, not even to the host. Other drivers than the bridge know no such option, and a network that its raw keys
 * open again has the host for its gateway.
 */
function sealed(id: string, { networks }: Written): NetworkConfig {
  const written = isWritten(networks) ? own(networks, id) : undefined;
  const { internal = true, driver = 'bridge' } = isWritten(written) ? written : {};
  const isSealed = String(internal) === 'true' && driver === 'bridge';
  return { internal: true, ...(isSealed && { driverOpts: new Map([[withoutHost, ['true']]]) }) };
}

/**
 * What of the raw keys cannot be read, where it stands in the document that comes of it: in the merged one, since nothing at all takes
 * nothing away, and is no fault over a value.
 */
export function faultsOf(stack: StackModel): readonly Fault[] {
  const faults: Fault[] = [];
  const { services } = stack.compose;
  if (services !== undefined) projectOver({}, { services }, faults);
  return [...resources(stack).faults, ...faults, ...stack.services.flatMap((one) => alone(one).faults)];
}

/** One service of it, with the volume that the mark of a job needs. */
function lowerService(
  service: ServiceModel,
  contents: Contents,
  text: (text: Text) => Text,
  faults: Fault[] = [],
): ServiceConfig {
  const props = service.bare === true ? {} : lowerProps(service, aroundOf(service, contents, text));
  const merged = serviceOver(
    serviceOver(props, service.compose, service.id, faults),
    service.over ?? {},
    service.id,
    faults,
  );
  const config = merged === props ? merged : withAddresses(merged, props, service.said ?? [], text);
  return withHomeForMark(service, config);
}

/** One service on its own, before any file is made. */
export function configOf(service: ServiceModel): ServiceConfig {
  return alone(service).config;
}

const alone = remembered((service: ServiceModel) => {
  const faults: Fault[] = [];
  return { config: lowerService(service, unmade, (text) => text, faults), faults };
});

/** The raw keys of networks, volumes, configs and secrets, as a document. */
function rawKeys({ networks, volumes, configs = [], secrets = [] }: StackModel): Written {
  return Object.fromEntries(
    Object.entries({ networks, volumes, configs, secrets }).flatMap(([kind, elements]) => {
      const said = elements.filter(({ compose }) => Object.keys(compose).length > 0);
      return said.length === 0
        ? []
        : [[kind, Object.fromEntries(said.map(({ id, compose }) => [id, compose]))]];
    }),
  );
}

/** A text in which each variable says what Compose does where it has no value. */
function spoken(variables: ReadonlyMap<string, VariableModel>): (text: Text) => Text {
  const say = (part: Part): Part => {
    if (typeof part === 'string' || part.kind !== 'variable' || part.otherwise !== undefined) return part;
    const otherwise = otherwiseOf(variables.get(part.name) ?? { name: part.name, required: true });
    return { ...part, otherwise };
  };
  return (text) => {
    const said = text.map(say);
    // Most texts say no variable: what is the same is kept once.
    return said.every((part, i) => part === text[i]) ? text : said;
  };
}
