import { isAbsolute, relative } from 'node:path';
import type { Place } from '../../model/place.ts';

/** `stacks/posthog.ts:41:5`, relative to where the command was typed; absolute when it is elsewhere. */
export function spellPlace(place: Place | undefined): string {
  if (place === undefined) return '';
  const near = relative(process.cwd(), place.file);
  const file = near.startsWith('..') || isAbsolute(near) ? place.file : near;
  return [file, place.line, place.column].filter((part) => part !== undefined).join(':');
}
