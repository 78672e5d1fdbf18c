import type { Words } from './words.ts';

export interface NetworkModel {
  readonly path: string;
  readonly id: string;
  /** Who meets on it, for the runbook. */
  readonly purpose: Words;
  /** No way out to other networks or the internet. */
  readonly internal: boolean;
  /** Raw keys of the Compose Specification, merged last. */
  readonly compose: Readonly<Record<string, unknown>>;
}
