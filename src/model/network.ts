import type { ElementModel, ExternalModel } from './element.ts';
import type { Sentence } from './words.ts';

/** A network that an author made: who meets on it. */
export interface NetworkModel extends ElementModel {
  /** Others made it. @default - the project's own */
  readonly external?: ExternalModel;
  /** Who meets on it, for the runbook. */
  readonly purpose: Sentence;
  /** No way out to other networks, the internet or the host. */
  readonly internal: boolean;
}

/**
 * The option with which the host gets no address on a bridge, and so nothing on it reaches a port of the host. Every engine since 20.10
 * knows it; `gateway_mode_ipv4=isolated` means the same for an internal network, but engines before 27 read past that, and 27 refuses it.
 * @see https://docs.docker.com/engine/network/drivers/bridge/#options
 * @see https://github.com/moby/moby/pull/49262
 */
export const withoutHost = 'com.docker.network.bridge.inhibit_ipv4';
