import type { Text } from '../compose/text.ts';

/** What a service uses of its host beyond memory and processors. */
export interface HostNeedsModel {
  /** Devices, with what the container may do with each. */
  readonly devices: readonly {
    readonly source: Text;
    /** @default - as on the host */
    readonly target?: string;
    readonly access: string;
  }[];
  /** Graphics cards that the engine hands over. @default - none */
  readonly gpus?: 'all' | number;
  /** Settings of the kernel that its container has of its own. */
  readonly sysctls: readonly { readonly name: string; readonly value: string }[];
  /** Files beside `.env` with variables for its container. @default - none */
  readonly envFiles?: readonly string[];
  /** Settings of the host's kernel that nothing here can make, and the least that each must be. */
  readonly settings: readonly { readonly name: string; readonly least: number }[];
}
