import type { StackModel } from '../../../../src/model/stack.ts';
import { makefile } from '../../../../src/targets/operations/makefile/makefile.ts';
import { said, service } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';

export const small = shop({
  site: ['http://localhost'],
  smoke: [{ path: '/', status: 200, jsonTrue: [] }],
  services: [
    ...shop().services.map((model) => ({
      ...model,
      ...(model.id === 'edge' && { edge: true }),
      ...(model.id === 'db' && {
        console: {
          target: 'psql',
          help: said('Open psql'),
          command: ['psql', '-c', `\\set who 'O"Brien' $1`],
        },
      }),
    })),
    service({
      id: 'check',
      phase: 'migrate',
      kind: 'job',
      profile: 'tools',
      job: { runs: 'always', target: 'check-migrations', help: said('Fails while one is due') },
    }),
  ],
});

export const rendered = (stack: StackModel) => makefile(stack)[0]?.content ?? '';
