import type { IDependable } from 'constructs';

/**
 * What can be waited for: a service, a construct that holds some, a phase, or a `DependencyGroup` of the package `constructs`. The interface
 * there is empty, so a text would be one, too.
 */
export type Dependency = IDependable & object;
