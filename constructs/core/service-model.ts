import type { IConstruct } from 'constructs';
import type { Text } from '../../src/compose/text.ts';
import { StowageError } from '../../src/model/error.ts';
import type { LimitsModel, ServiceModel } from '../../src/model/service.ts';
import { isA } from '../props/brand.ts';
import { buildModel, checkBuild } from './build.ts';
import { checkExec } from './exec-words.ts';
import { checkHealth, healthModel } from './health.ts';
import type { Limit } from './host-needs.ts';
import { checkLimits, hostNeedsOf } from './host-needs.ts';
import { checkRawKeys, rawModel } from './raw-keys.ts';
import type { ServiceProps } from './service-props.ts';
import type { Value, VariableBook } from './value.ts';
import { SecretFile } from './variable.ts';

type Part<Key extends keyof ServiceModel> = Pick<ServiceModel, Key>;

/** @throws StowageError where what is said of it cannot be, beyond the type of each prop */
export function checkSaid(id: string, props: ServiceProps): void {
  checkRawKeys(id, props.compose);
  checkBuild(id, props.build);
  if (props.build !== undefined && typeof props.image !== 'string')
    throw new StowageError(
      'bad-prop',
      `"${id}" is built of an image that .env decides about`,
      'write the image in the stack: a Dockerfile names it, and .env is not read where it is built',
    );
  checkHealth(id, props.health);
  checkLimits(id, props);
}

/** What it is called and does, from which image, whom it meets, and what is said of it as it is. */
export function saidOf(
  { node: { id, path } }: IConstruct,
  { description = id, image: from, build, networks = [], health, console, compose: keys }: ServiceProps,
  book: VariableBook,
): Part<
  'path' | 'id' | 'description' | 'image' | 'build' | 'networks' | 'health' | 'console' | 'compose' | 'said'
> {
  // What is known of an image is known of a name; one that a variable says is looked up where Compose has replaced it.
  const [image, raw] = typeof from === 'string' ? [from, keys] : ['', { image: from, ...keys }];
  const { compose, said } = rawModel(raw, book);
  checkExec({ path, id }, 'console.command', console?.command);
  return {
    ...{ path, id, description, image, compose },
    ...(build && { build: buildModel(build, book) }),
    networks: networks.map(({ node }) => node.id),
    ...(health && { health: healthModel(health, (values) => values.map((value) => book.text(value))) }),
    ...(console && { console }),
    ...(said.length > 0 && { said }),
  };
}

/** The versions of others that it works with. */
export function worksWithOf(
  ranges: readonly { readonly service: IConstruct; readonly range: string }[],
): Part<'worksWith'> {
  if (ranges.length === 0) return {};
  return { worksWith: ranges.map(({ service, range }) => ({ service: service.node.id, range })) };
}

/** What runs in the container, as whom, and what it sees. */
export function processOf(
  props: ServiceProps,
  texts: (values: readonly Value[]) => readonly Text[],
): Part<'entrypoint' | 'command' | 'user' | 'hostname' | 'init' | 'env' | 'rotations'> {
  const { command, entrypoint, user, hostname, init = false, env = {}, rotates = [] } = props;
  return {
    ...(entrypoint && { entrypoint: texts(entrypoint) }),
    ...(command !== undefined && { command: texts(typeof command === 'string' ? [command] : command) }),
    ...(user !== undefined && { user }),
    ...(hostname !== undefined && { hostname }),
    init,
    ...(rotates.length > 0 && {
      rotations: rotates.map(({ secret, method, words = [] }) => ({
        ...{ secret: secret.name, words },
        ...(method && { method }),
      })),
    }),
    env: Object.entries(env).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const [text = []] = texts([isA(value, SecretFile) ? value.path : value]);
      return [{ name, value: text }];
    }),
  };
}

/** What it may take of the host, and what it may do there. */
export function guardsOf(
  props: ServiceProps,
  book: VariableBook,
): Part<
  | 'limits'
  | 'unlimited'
  | 'needs'
  | 'openFiles'
  | 'sharedMemory'
  | 'dropCapabilities'
  | 'addCapabilities'
  | 'readOnly'
  | 'noNewPrivileges'
  | 'logging'
> {
  const { memory = '512mb', cpus = 1, processes = 512, unlimited = [] } = props;
  const { openFiles, sharedMemory, dropCapabilities, addCapabilities = [] } = props;
  const { readOnly = false, logSize = '10mb' } = props;
  return {
    limits: without(unlimited, { memory, cpus, processes }),
    ...(unlimited.length > 0 && { unlimited }),
    ...hostNeedsOf(props, book),
    ...(openFiles !== undefined && { openFiles }),
    ...(sharedMemory !== undefined && { sharedMemory }),
    ...(dropCapabilities && { dropCapabilities }),
    addCapabilities,
    ...(readOnly && { readOnly }),
    noNewPrivileges: true,
    logging: { maxSize: logSize, maxFiles: 3 },
  };
}

/** The limits that it has. */
function without(
  unlimited: readonly Limit[],
  { memory, cpus, processes }: Required<LimitsModel>,
): LimitsModel {
  return {
    ...(!unlimited.includes('memory') && { memory }),
    ...(!unlimited.includes('cpus') && { cpus }),
    ...(!unlimited.includes('processes') && { processes }),
  };
}
