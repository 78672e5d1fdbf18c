import { canonical } from '../../../src/compose/canonical.ts';
import { print } from '../../../src/compose/print.ts';

/** A service as it is read, and as that is printed. */
export const read = (service: object) => {
  const { project, faults } = canonical({ services: { web: service } });
  const web = project.services?.get('web') ?? {};
  return { web, faults, printed: Object(print({ services: new Map([['web', web]]) })).services.web };
};
