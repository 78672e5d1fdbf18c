import type { ServiceConfig } from '../../compose/service.ts';
import { literal } from '../../compose/text.ts';
import type { Wrong } from './engine-values.ts';
import { refuses, startsNot } from './engine-values.ts';

/**
 * What no container has of its own that shares the network, the name or the memory of another one or of the host. Each was tried on an engine 28 with
 * Compose 2.40.
 * @see https://docs.docker.com/reference/cli/docker/container/run/#network
 */
export function sharedIn(config: ServiceConfig): readonly Wrong[] {
  const mode = literal(config.networkMode) ?? '';
  const found: Wrong[] = [];
  const [, other] = /^(?:service|container):(.+)$/.exec(mode) ?? [];
  const own = [
    ['hostname', config.hostname],
    ['dns', config.dns],
    ['extra_hosts', config.extraHosts],
    ['links', config.links],
    ['ports', config.ports],
    ['expose', config.expose],
  ] as const;
  for (const [key, said] of own)
    if (other !== undefined && !isEmpty(said))
      found.push([
        `${key} beside network_mode: ${mode}`,
        `all that is of the network it has from the other container: ${refuses}`,
        `say ${key} of "${other}", and leave it out here`,
      ]);
  if (is(config.uts, 'host') && !isEmpty(config.hostname))
    found.push([
      'hostname beside uts: host',
      `its name is that of the host: ${refuses}`,
      'leave one of them out',
    ]);
  for (const name of config.sysctls?.keys() ?? []) {
    const shared =
      mode === 'host' && name.startsWith('net.') ? `network_mode: ${mode}` : ofMemory(name, config);
    if (shared !== undefined)
      found.push([
        `sysctls.${name} beside ${shared}`,
        `that setting is then the host's: ${startsNot}`,
        `write hostSettings: { '${name}': … }: make doctor asks the host for it`,
      ]);
  }
  return found;
}

function ofMemory(name: string, { ipc }: ServiceConfig): string | undefined {
  return is(ipc, 'host') && /^(?:fs\.mqueue\.|kernel\.(?:msg|sem|shm))/.test(name) ? 'ipc: host' : undefined;
}

function is(text: ServiceConfig['ipc'], word: string): boolean {
  return text !== undefined && literal(text) === word;
}

function isEmpty(said: { readonly length: number } | { readonly size: number } | undefined): boolean {
  return said === undefined || ('size' in said ? said.size : said.length) === 0;
}
