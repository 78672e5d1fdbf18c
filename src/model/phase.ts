/** A step of the start order: nothing in it starts before all of the one before it is ready. */
export interface PhaseModel {
  readonly path: string;
  readonly id: string;
}
