import type { BuildModel } from '../../src/model/service.ts';
import type { ServiceProps } from './service-props.ts';

/** An image of our own as data. */
export function buildModel({ folder, copy }: NonNullable<ServiceProps['build']>): BuildModel {
  return { folder, copies: Object.entries(copy).map(([target, { file }]) => ({ file, target })) };
}
