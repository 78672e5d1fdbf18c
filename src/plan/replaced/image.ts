import type { Dialect } from '../../compose/hash.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import { projectName, said } from './started.ts';
import type { State } from './state.ts';

/** The images that `up` looks at: a service's own one first, and in 5.6 those that it mounts. */
export function imagesOf(
  state: State,
  name: string,
  { image, volumes = [] }: ServiceConfig,
  dialect: Dialect,
): readonly string[] {
  const mounted = volumes.flatMap(({ type, source }) =>
    type === 'image' && source && dialect === '5.6' ? [said(state, source)] : [],
  );
  return [image ? said(state, image) : `${projectName(state)}-${name}`, ...mounted];
}
