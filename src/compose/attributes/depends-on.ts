import type { Rest } from '../form.ts';
import { fields } from '../forms/collections.ts';
import { namesOf } from '../forms/named.ts';
import type { Flag } from '../forms/scalars.ts';
import { flag, word } from '../forms/scalars.ts';

/** What must be true of another service before this one starts. */
export interface Dependency {
  /** `service_started`, `service_healthy` or `service_completed_successfully`. */
  readonly condition: string;
  /** Whether this one is started again when Compose has changed the other. */
  readonly restart: Flag;
  /** Whether this one may start where the other is not there. */
  readonly required: Flag;
  readonly rest?: Rest;
}

const started: Dependency = { condition: 'service_started', restart: false, required: true };

const { read, print } = fields<Dependency>(
  { condition: word, restart: flag, required: flag },
  { otherwise: started },
);

/** A map, or a list of services that must have been started. */
export const dependsOn = namesOf<Dependency>(
  {
    read,
    // Compose wants the condition of a map said.
    print: (value) => ({ condition: word.print(value.condition), ...Object(print(value)) }),
  },
  started,
  ({ condition, restart, required, rest }) =>
    condition === started.condition && restart === false && required === true && rest === undefined,
);
