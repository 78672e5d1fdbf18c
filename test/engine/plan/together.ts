import type { As, Change, Part } from './change.ts';
import { idle } from './idle.ts';

/** Changes of many services in one project: the part that all are together in, after so many steps. */
export function together(changes: readonly Change[], step: number): Part {
  const all = changes.map((change, i) => {
    const as: As = (name) => `c${i}${name === '' ? '' : `-${name}`}`;
    const part = (change.states[step] ?? change.states.at(-1))?.(as) ?? { services: {} };
    const named = <Value>(values: Readonly<Record<string, Value>> = {}) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [as(name), value]));
    return {
      ...part,
      services: named(
        Object.fromEntries(
          Object.entries(part.services).map(([name, said]) => {
            // What every service says that does not say otherwise.
            const apart = 'networks' in said || 'network_mode' in said ? {} : { network_mode: 'none' };
            return [name, { ...idle, ...apart, ...said }];
          }),
        ),
      ),
      networks: named(part.networks),
      volumes: named(part.volumes),
      configs: named(part.configs),
      secrets: named(part.secrets),
    };
  });
  const merged = <Key extends Exclude<keyof Part, 'services'>>(what: Key) =>
    Object.assign({}, ...all.map((part) => part[what] ?? {}));
  return {
    services: Object.assign({}, ...all.map(({ services }) => services)),
    networks: merged('networks'),
    volumes: merged('volumes'),
    configs: merged('configs'),
    secrets: merged('secrets'),
    files: merged('files'),
    env: merged('env'),
    images: merged('images'),
  };
}
