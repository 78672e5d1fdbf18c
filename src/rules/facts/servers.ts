import { spellText } from '../../compose/interpolation.ts';
import { startOf } from '../../lower/runs.ts';
import type { ServiceModel } from '../../model/service.ts';

/**
 * Whether it starts another program than the server of its image: a client, or a line for a shell that names neither the server nor a script which may
 * start it. Nobody knows of an image of which the server is not known.
 */
export function startsOther(service: ServiceModel): boolean {
  const { servers = [] } = service.known?.traits ?? {};
  if (servers.length === 0) return false;
  const { entrypoint, command } = startOf(service);
  const words = [...entrypoint, ...command]
    .flatMap((word) => spellText(word).split(/[\s"'`;&|()]+/))
    .filter(Boolean);
  const [first] = words;
  // An option is for the server that the image starts.
  if (first === undefined || first.startsWith('-')) return false;
  return !words.some((word) => {
    const name = word.replace(/^.*\//, '');
    return servers.includes(name) || /entrypoint|\.sh$|^\$/.test(name);
  });
}
