import type { NetworkModel } from '../../src/model/network.ts';
import { said } from './model.ts';

/** The smallest valid network. */
export function network(over: Partial<NetworkModel> = {}): NetworkModel {
  const id = over.id ?? 'backend';
  return { path: `shop-test/${id}`, id, purpose: said(id), internal: false, compose: {}, ...over };
}
