/**
 * One construct for each element of the Compose Specification. It has the keys that its author writes, in the words of Compose, and adds
 * none: what is not said stays unsaid. `Compose` stands before each name because the names alone are taken: a `Service` has guards, a
 * `Volume` says what it holds, a `Secret` is a value of `.env`.
 */

export { ComposeConfig, type ComposeConfigProps } from './config.ts';
export { ComposeNetwork, type ComposeNetworkProps } from './network.ts';
export { ComposeSecret, type ComposeSecretProps } from './secret.ts';
export { ComposeService, type ComposeServiceProps } from './service.ts';
export { ComposeVolume, type ComposeVolumeProps } from './volume.ts';
