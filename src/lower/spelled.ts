import { isMisspelled, readText } from '../compose/interpolation.ts';
import { bytesIn, nanosecondsIn } from '../compose/quantity.ts';
import type { Text } from '../compose/text.ts';
import { joined } from '../compose/text.ts';
import type { Duration, Size } from '../model/quantity.ts';

/** What Compose makes of a prop: its variables are replaced there, too. */
export function written(prop: string): Text {
  const read = readText(prop);
  return isMisspelled(read) ? joined([prop]) : read;
}

/** The names of a map are not replaced. */
export function dollars(name: string): string {
  return name.includes('$') ? name.replaceAll('$', '$$$$') : name;
}

export function span(duration: Duration): number | Text {
  return nanosecondsIn(duration) ?? [duration];
}

export function bytes(size: Size): number | Text {
  return bytesIn(size) ?? [size];
}
