export type RawService = Record<string, unknown>;
export type RawVolume = Record<string, unknown>;
export type RawNetwork = Record<string, unknown>;
export type RawCompose = Record<string, unknown>;
