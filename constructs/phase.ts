import { Construct } from 'constructs';
import { rememberPlace } from './place.ts';

/**
 * A step of the start order: nothing in it starts before all of the one before it is ready. Made by
 * {@link Stack.phases}.
 */
export class Phase extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    rememberPlace(this);
  }
}
