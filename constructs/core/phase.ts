import { Construct } from 'constructs';
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
