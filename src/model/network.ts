import type { ElementModel } from './element.ts';
import type { Words } from './words.ts';

export interface NetworkModel extends ElementModel {
  /** Who meets on it, for the runbook. */
  readonly purpose: Words;
  /** No way out to other networks or the internet. */
  readonly internal: boolean;
}
