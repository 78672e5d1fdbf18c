import type { Construct } from 'constructs';
import type { StackModel } from '../../src/model/stack.ts';
import { ComposeConfig } from '../l1/config.ts';
import { ComposeNetwork } from '../l1/network.ts';
import { ComposeSecret } from '../l1/secret.ts';
import { ComposeVolume } from '../l1/volume.ts';
import { isA } from '../props/brand.ts';
import { HostPath } from './host-path.ts';
import { Network } from './network.ts';
import type { VariableBook } from './value.ts';
import { Volume } from './volume.ts';

/** The elements of the compose file beside its services, and the paths of the host, in the order in which they were written. */
export function elementModels(
  stack: Construct,
  book: VariableBook,
): Pick<StackModel, 'volumes' | 'networks' | 'configs' | 'secrets' | 'hostPaths'> {
  const all = stack.node.findAll();
  const configs = all.flatMap((one) => (isA(one, ComposeConfig) ? [one.toModel(book)] : []));
  const secrets = all.flatMap((one) => (isA(one, ComposeSecret) ? [one.toModel(book)] : []));
  const hostPaths = all.flatMap((one) => (isA(one, HostPath) ? [one.toModel(book)] : []));
  return {
    volumes: all.flatMap((one) => (isA(one, Volume) || isA(one, ComposeVolume) ? [one.toModel(book)] : [])),
    networks: all.flatMap((one) =>
      isA(one, Network) || isA(one, ComposeNetwork) ? [one.toModel(book)] : [],
    ),
    ...(hostPaths.length > 0 && { hostPaths }),
    ...(configs.length > 0 && { configs }),
    ...(secrets.length > 0 && { secrets }),
  };
}
