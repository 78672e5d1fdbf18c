import type { ServiceConfig } from '../../compose/service.ts';
import { projectName, said } from './started.ts';
import type { State } from './state.ts';

/** The images that a service needs: its own one first, then those that it mounts. */
export function imagesOf(
  state: State,
  name: string,
  { image, volumes = [] }: ServiceConfig,
): readonly string[] {
  const mounted = volumes.flatMap(({ type, source }) =>
    type === 'image' && source ? [said(state, source)] : [],
  );
  return [image ? said(state, image) : `${projectName(state)}-${name}`, ...mounted];
}
