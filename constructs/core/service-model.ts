import type { Text } from '../../src/compose/text.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import { isA } from '../props/brand.ts';
import type { ServiceProps } from './service-props.ts';
import type { Value } from './value.ts';
import { SecretFile } from './variable.ts';

type Part<Key extends keyof ServiceModel> = Pick<ServiceModel, Key>;

/** What runs in the container, as whom, and what it sees. */
export function processOf(
  props: ServiceProps,
  texts: (values: readonly Value[]) => readonly Text[],
): Part<'entrypoint' | 'command' | 'user' | 'hostname' | 'init' | 'env'> {
  const { command, entrypoint, user, hostname, init = false, env = {} } = props;
  return {
    ...(entrypoint && { entrypoint: texts(entrypoint) }),
    ...(command !== undefined && { command: texts(typeof command === 'string' ? [command] : command) }),
    ...(user !== undefined && { user }),
    ...(hostname !== undefined && { hostname }),
    init,
    env: Object.entries(env).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const [text = []] = texts([isA(value, SecretFile) ? value.path : value]);
      return [{ name, value: text }];
    }),
  };
}

/** What it may take of the host, and what it may do there. */
export function guardsOf({
  memory = '512mb',
  cpus = 1,
  processes = 512,
  openFiles,
  sharedMemory,
  dropCapabilities,
  addCapabilities = [],
  readOnly = false,
  logSize = '10mb',
}: ServiceProps): Part<
  | 'limits'
  | 'openFiles'
  | 'sharedMemory'
  | 'dropCapabilities'
  | 'addCapabilities'
  | 'readOnly'
  | 'noNewPrivileges'
  | 'logging'
> {
  return {
    limits: { memory, cpus, processes },
    ...(openFiles !== undefined && { openFiles }),
    ...(sharedMemory !== undefined && { sharedMemory }),
    ...(dropCapabilities && { dropCapabilities }),
    addCapabilities,
    ...(readOnly && { readOnly }),
    noNewPrivileges: true,
    logging: { maxSize: logSize, maxFiles: 3 },
  };
}
