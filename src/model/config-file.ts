import type { CaddyfileModel } from './caddyfile.ts';
import type { ClickHouseOverlay } from './clickhouse.ts';

/** A generated file that a service reads: mounted, or copied into its image. */
export interface ConfigFileModel {
  readonly path: string;
  /** Where it lies in the environment's folder: `caddy/Caddyfile`. */
  readonly file: string;
  readonly content: ConfigContent;
}

export type ConfigContent = PlainText | CaddyfileModel | ClickHouseOverlay;

export interface PlainText {
  readonly kind: 'text';
  /** The whole file, as it is to be written. */
  readonly text: string;
  /** How a comment line starts, for the line that says where the file comes from; none when the format has no comments. */
  readonly comment?: string;
}
