import type { Fault, Written } from './compose/form.ts';
import { merge } from './compose/merge.ts';
import { projectOver, serviceOver } from './compose/over.ts';
import type { Project } from './compose/project.ts';
import type { ServiceConfig } from './compose/service.ts';
import type { Part, Text } from './compose/text.ts';
import { lowerProps } from './lower/service.ts';
import { remembered } from './model/remembered.ts';
import type { ServiceModel } from './model/service.ts';
import type { StackModel } from './model/stack.ts';
import type { VariableModel } from './model/variable.ts';

/** What depends on the content of generated files. */
export interface Contents {
  /** The name of the image that a service runs. */
  imageOf(service: ServiceModel): string;
  /** Labels that change with the files that a service reads. */
  labelsOf(service: ServiceModel): ReadonlyMap<string, Text>;
}

/** As long as no file is made: a built image is known by what its Dockerfile starts from. */
const unmade: Contents = { imageOf: ({ image }) => image, labelsOf: () => new Map() };

/**
 * What the constructs say, as what will run: props, guards, and the author's raw keys over them. Raw keys are merged here and
 * nowhere else, as Compose merges files.
 * @param faults takes what of them cannot be read
 */
export function lower(stack: StackModel, contents: Contents, faults: Fault[] = []): Project {
  const text = spoken(new Map(stack.variables.map((variable) => [variable.name, variable])));
  const { networks, volumes, services } = stack;
  const props: Project = {
    name: [stack.project],
    services: new Map(services.map((service) => [service.id, lowerService(service, contents, text, faults)])),
    ...(networks.length > 0 && {
      networks: new Map(networks.map(({ id, internal }) => [id, internal ? { internal } : {}])),
    }),
    ...(volumes.length > 0 && { volumes: new Map(volumes.map(({ id }) => [id, {}])) }),
  };
  return projectOver(props, merge(rawKeys(stack), stack.compose), faults);
}

/** What of it cannot be read, where it stands in the document that comes of it. */
export function faultsOf(stack: StackModel): readonly Fault[] {
  const faults: Fault[] = [];
  lower(stack, unmade, faults);
  return faults;
}

/** One service of it. */
export function lowerService(
  service: ServiceModel,
  contents: Contents = unmade,
  text: (text: Text) => Text = (one) => one,
  faults: Fault[] = [],
): ServiceConfig {
  const around = { text, image: contents.imageOf(service), labels: contents.labelsOf(service) };
  return serviceOver(lowerProps(service, around), service.compose, service.id, faults);
}

/** One service on its own, before any file is made. */
export const configOf = remembered((service: ServiceModel) => lowerService(service));

/** The raw keys of networks and volumes, as a document. */
function rawKeys({ networks, volumes }: StackModel): Written {
  const said = (resources: readonly { readonly id: string; readonly compose: Written }[]) =>
    resources
      .filter(({ compose }) => Object.keys(compose).length > 0)
      .map(({ id, compose }) => [id, compose]);
  const [ofNetworks, ofVolumes] = [said(networks), said(volumes)];
  return {
    ...(ofNetworks.length > 0 && { networks: Object.fromEntries(ofNetworks) }),
    ...(ofVolumes.length > 0 && { volumes: Object.fromEntries(ofVolumes) }),
  };
}

/** A text in which each variable says what Compose does where it has no value. */
function spoken(variables: ReadonlyMap<string, VariableModel>): (text: Text) => Text {
  const say = (part: Part): Part => {
    if (typeof part === 'string' || part.kind !== 'variable' || part.otherwise !== undefined) return part;
    const variable = variables.get(part.name);
    if (variable !== undefined && !variable.required)
      return { ...part, otherwise: { sign: ':-', text: variable.default ? [variable.default] : [] } };
    const message = variable?.kind === 'secret' ? 'run make init' : `set ${part.name} in .env`;
    return { ...part, otherwise: { sign: ':?', text: [message] } };
  };
  return (text) => text.map(say);
}
