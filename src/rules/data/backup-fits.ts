import { imageOf } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';

/** A store is saved by a method that it understands. */
export const backupFits: Rule = {
  id: 'backup-fits',
  severity: 'error',
  summary: 'Each store is saved by the method of the engine that its image holds.',
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const spokenTo = new Set(stack.stores.flatMap(({ method }) => method.product ?? []));
    return stack.stores.flatMap(({ path, service: id, method, meanwhile }) => {
      const service = byId.get(id);
      const product = service === undefined ? undefined : storeIn(service, spokenTo);
      const always = service?.known?.traits?.writes === 'always';
      if (service === undefined || product === undefined) return [];
      // A copy of these is of no moment, unless they stand still.
      if (method.through === 'volume' && meanwhile === undefined && always)
        return [
          {
            path,
            message: `the files of "${id}" are archived while ${product} writes them: what comes back is neither old nor new`,
            fix: 'let it stand still meanwhile, backup: { stop: true }, or save what it writes itself, backup: { dump: […], load: […] }',
          },
        ];
      if (method.product === undefined || method.product === product) return [];
      return [
        {
          path,
          message: `"${id}" is saved as ${method.product} is, and its image "${imageOf(service)}" holds ${product}: every backup fails`,
          fix: `give "${id}" an image of ${method.product}, or save what it holds otherwise: backup: { stop: true }`,
        },
      ];
    });
  },
  about: {
    why: 'The program pg_dump speaks to PostgreSQL alone, BACKUP is a statement of ClickHouse, and mc talks to an object storage. A copy of the files of a running database mixes pages of different moments: it may start, and miss rows.',
    wrong: `
      new Postgres(phase, 'db', { image: 'mysql:8.4.6', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Postgres(phase, 'db', { image: 'postgres:16.4-alpine3.20', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    sources: ['https://www.postgresql.org/docs/current/backup-file.html'],
  },
};

/** What its image is known to hold, when that is a store; of any other nobody knows whether it is one, too. */
function storeIn({ known }: ServiceModel, spokenTo: ReadonlySet<string>): string | undefined {
  if (known === undefined) return undefined;
  const { product, dataPaths, traits } = known;
  return traits?.writes === 'always' || spokenTo.has(product) || dataPaths.length > 0 ? product : undefined;
}
