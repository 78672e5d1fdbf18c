/** Something that is sent in through the edge and must come out at the other end of the system. */
export interface RoundTripModel {
  /** As the script calls it: `an event`. */
  readonly what: string;
  /** The job that makes what the test needs, and its target of the Makefile. */
  readonly prepare?: { readonly service: string; readonly target: string };
  /** Values that are looked up before anything is sent, in this order. */
  readonly needs: readonly NeedModel[];
  readonly send: { readonly path: string; readonly status: number; readonly body: string };
  /** The way, in order; the last one is the destination. */
  readonly stages: readonly StageModel[];
  /** Takes away what this and earlier runs left. */
  readonly clean?: InServiceModel;
}

/** A POSIX shell script that is run in the container of a service. */
export interface InServiceModel {
  readonly service: string;
  readonly script: string;
}

/** What the script prints becomes the variable; nothing means that it is missing. */
export interface NeedModel extends InServiceModel {
  readonly name: string;
  readonly missing: string;
}

/** The script exits 0 once the stage is passed. */
export interface StageModel extends InServiceModel {
  readonly broken: string;
  /** The service that takes it through this stage, where it is another one than the one that is asked. */
  readonly by?: string;
}

/** A variable in a body that is sent: `$RUN`. */
export const placeholder = /\$([A-Z][A-Z0-9_]*)/;
