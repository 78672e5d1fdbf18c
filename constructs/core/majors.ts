import type { IConstruct } from 'constructs';
import type { MajorModel } from '../../src/model/major.ts';
import { isA } from '../props/brand.ts';
import { Service } from './service.ts';
import { checkMethods } from './store.ts';

/**
 * Whose data belong to one major version, in the order in which they were written.
 * @throws StowageError `method-twice`
 */
export function majorsOf(all: readonly IConstruct[]): readonly MajorModel[] {
  const majors = all.flatMap((one) => (isA(one, Service) ? one.majors : []));
  checkMethods('major', majors);
  return majors;
}
