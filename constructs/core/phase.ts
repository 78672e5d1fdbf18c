import { Construct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import { checkNew } from '../props/check.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';

/**
 * A step of the start order: nothing in it starts before all of the one before it is ready. Made by
 * {@link Stack.phases}.
 */
export class Phase extends Construct {
  constructor(scope: Construct, id: Id) {
    checkNew(Phase, new.target, [scope, id]);
    super(scope, id);
    rememberPlace(this);
  }
}

/** @throws StowageError `no-phase` outside a phase: nothing would say when it starts. */
export function checkInPhase({ node }: Construct): void {
  if (node.scopes.some((above) => isA(above, Phase))) return;
  throw new StowageError(
    'no-phase',
    `"${node.id}" stands in no phase, so nothing says when it starts`,
    `make it in a phase: const [core] = this.phases('core'), then new …(core, '${node.id}', {…})`,
  );
}
