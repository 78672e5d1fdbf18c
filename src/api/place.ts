import { isAbsolute, relative, sep } from 'node:path';
import type { Origin } from '../model/origin.ts';
import type { Place } from '../model/place.ts';

/** `stacks/posthog.ts:41:5`, relative to where the command was typed; absolute when it is elsewhere. */
export function spellPlace(place: Place | undefined): string {
  if (place === undefined) return '';
  return [spellFile(place), place.line, place.column].filter((part) => part !== undefined).join(':');
}

/** `by way of constructs/worker.ts:12:5`; nothing when the line is not passed through another one. */
export function spellWay(place: Origin | undefined): string {
  return place?.by === undefined ? '' : `by way of ${spellPlace(place.by)}`;
}

/** Both, to tell lines apart. */
export function spellOrigin(place: Origin | undefined): string {
  return `${spellPlace(place)} ${spellWay(place)}`.trim();
}

/** Its file alone, with forward slashes. */
export function spellFile({ file }: Place): string {
  const near = relative(process.cwd(), file);
  return near === '..' || near.startsWith(`..${sep}`) || isAbsolute(near) ? file : near.replaceAll(sep, '/');
}
