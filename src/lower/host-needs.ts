import type { DeviceMapping } from '../compose/attributes/devices.ts';
import { bytesIn } from '../compose/quantity.ts';
import type { ServiceConfig } from '../compose/service.ts';
import type { Text } from '../compose/text.ts';
import type { ServiceModel } from '../model/service.ts';

/** What it may take of the host, and the graphics cards that are handed to it. */
export function resources({ limits, needs }: ServiceModel): Pick<ServiceConfig, 'deploy'> {
  const { memory, cpus, processes } = limits ?? {};
  const gpus = needs?.gpus;
  const isLimited = memory !== undefined || cpus !== undefined || processes !== undefined;
  if (!isLimited && gpus === undefined) return {};
  const limited: { cpus?: number; memory?: number | Text; pids?: number } = {};
  if (cpus !== undefined) limited.cpus = cpus;
  if (memory !== undefined) limited.memory = bytesIn(memory) ?? [memory];
  if (processes !== undefined) limited.pids = processes;
  const parts = {
    ...(isLimited && { limits: limited }),
    ...(gpus !== undefined && {
      reservations: {
        devices: [{ driver: ['nvidia'], count: gpus === 'all' ? -1 : gpus, capabilities: [['gpu']] }],
      },
    }),
  };
  return { deploy: { resources: parts } };
}

/** Settings of the kernel that it has of its own. */
export function sysctls({ needs }: ServiceModel): Pick<ServiceConfig, 'sysctls'> {
  const own = needs?.sysctls ?? [];
  return own.length > 0 ? { sysctls: new Map(own.map(({ name, value }) => [name, [value]])) } : {};
}

/** The files with variables that Compose reads for it. */
export function envFiles({ needs }: ServiceModel): Pick<ServiceConfig, 'envFile'> {
  const { envFiles: names = [] } = needs ?? {};
  return names.length === 0 ? {} : { envFile: names.map((name) => ({ path: [name], required: true })) };
}

/** The devices that it uses. */
export function devices({ needs }: ServiceModel, text: (text: Text) => Text): readonly DeviceMapping[] {
  return (needs?.devices ?? []).map(({ source, target, access }) => {
    const said = text(source);
    return { source: said, target: target === undefined ? said : [target], permissions: [access] };
  });
}
