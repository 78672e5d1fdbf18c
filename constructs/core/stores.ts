import type { IConstruct } from 'constructs';
import type { StoreModel } from '../../src/model/backup.ts';
import { isA } from '../props/brand.ts';
import { HostPath } from './host-path.ts';
import { Job } from './job.ts';
import type { Holding } from './mounts.ts';
import { savedThrough } from './saving.ts';
import { Service } from './service.ts';
import { checkMethods, checkNames } from './store.ts';
import { Volume } from './volume.ts';

/**
 * All that is saved, as the methods say it; of one method in the order in which it was written.
 * @throws StowageError `store-name`, `store-twice`, `method-twice`
 */
export function storesOf(all: readonly IConstruct[]): readonly StoreModel[] {
  const services = all.filter((one) => isA(one, Service));
  const stores = all.flatMap((one) => {
    if (isA(one, Service)) return one.stores;
    return isA(one, Volume) || isA(one, HostPath) ? ofVolume(one, services) : [];
  });
  checkNames(stores);
  checkMethods('method', stores);
  return [...stores].sort((a, b) => a.method.order - b.method.order);
}

/** By way of a service that mounts it; where none does, a rule says so. */
function ofVolume(volume: Holding, services: readonly Service[]): readonly StoreModel[] {
  if (!volume.backup) return [];
  const users = services.filter((service) => service.mounts.some(({ source }) => source === volume));
  const through = users.find((service) => !isA(service, Job)) ?? users[0];
  return through === undefined ? [] : savedThrough(through, volume, through.mounts);
}
