import { spellText } from '../compose/interpolation.ts';
import { configOf } from '../lower.ts';
import type { ServiceModel } from '../model/service.ts';

/** Where a service mounts volumes, folders, files and configs; empty for a config that says no place. */
export function targetsOf(service: ServiceModel): readonly string[] {
  const { volumes = [], configs = [] } = configOf(service);
  return [...volumes, ...configs].map(({ target = [] }) => spellText(target));
}

/** Whether one of two paths is in the other. */
export function meet(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other]
    .map((path) => `${path.replace(/\/+$/, '')}/`)
    .sort((a, b) => a.length - b.length);
  return long.startsWith(short);
}
