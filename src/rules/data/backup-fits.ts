import { spellText } from '../../compose/interpolation.ts';
import { isIn } from '../../graph/data-paths.ts';
import { dataPlaces } from '../../graph/data-places.ts';
import { imageOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { StoreModel } from '../../model/backup.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { sqliteFiles } from '../facts/sqlite-files.ts';

/** A store is saved by a method that it understands. */
export const backupFits: Rule = {
  id: 'backup-fits',
  severity: 'error',
  summary: 'Each store is saved by the method of the engine that its image holds.',
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const spokenTo = new Set(stack.stores.flatMap(({ method }) => method.product ?? []));
    return stack.stores.flatMap((store) => {
      const { path, service: id, method } = store;
      const torn = tornIn(stack, store);
      if (torn !== undefined) return [{ path, ...torn }];
      const service = byId.get(id);
      const product = service === undefined ? undefined : storeIn(service, spokenTo);
      if (service === undefined || product === undefined) return [];
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

/** What its image is known to hold, when that is a store; of any other nobody knows whether it is one, too. A job is none: its image has the client. */
function storeIn({ kind, known }: ServiceModel, spokenTo: ReadonlySet<string>): string | undefined {
  if (known === undefined || kind === 'job') return undefined;
  const { product, dataPaths, traits } = known;
  return traits?.writes === 'always' || spokenTo.has(product) || dataPaths.length > 0 ? product : undefined;
}

/** Whose files are copied while somebody writes them. */
function tornIn(
  stack: StackModel,
  { volumes, method, meanwhile, words }: StoreModel,
): Pick<Complaint, 'message' | 'fix'> | undefined {
  if (method.through !== 'volume' || meanwhile !== undefined) return undefined;
  const copied = new Set(volumes.flatMap((id) => keysOf(stack, id)));
  for (const service of stack.services) {
    if (service.kind === 'job') continue;
    const mounts = (configOf(service).volumes ?? []).filter(
      ({ source = [], readOnly }) => readOnly !== true && copied.has(spellText(source)),
    );
    if (mounts.length === 0) continue;
    const always = alwaysWritten(stack, service, copied);
    const meanwhileOf = (product: string) =>
      `the files of "${service.id}" are archived while ${product} writes them: what comes back is neither old nor new`;
    if (always)
      return {
        message: meanwhileOf(service.known?.product ?? ''),
        fix: 'let it stand still meanwhile, backup: { stop: true }, or save what it writes itself, backup: { dump: […], load: […] }',
      };
    const targets = mounts.map(({ target = [] }) => spellText(target));
    const file = sqliteFiles(service).find((one) => {
      const target = targets.find((folder) => isIn(one, folder));
      // A method that is told of it copies it by SQLite.
      return target !== undefined && !words.includes(one.slice(target.length).replace(/^\/+/, ''));
    });
    if (file !== undefined)
      return {
        message: meanwhileOf(`SQLite (${file})`),
        fix: `let SQLite copy it, backup: sqlite('${file}'), or let it stand still meanwhile, backup: { stop: true }`,
      };
  }
  return undefined;
}

/** A volume by its name, a path of the host by where it lies. */
function keysOf({ hostPaths = [] }: StackModel, id: string): readonly string[] {
  return [id, ...hostPaths.flatMap((one) => (one.id === id ? [spellText(one.host)] : []))];
}

/** Whether what it always writes lies there; where nobody knows its place, it may. */
function alwaysWritten(stack: StackModel, service: ServiceModel, copied: ReadonlySet<string>): boolean {
  if (service.known?.traits?.writes !== 'always') return false;
  const places = dataPlaces(stack).get(service);
  return places === undefined || places.some(({ held }) => copied.has(held.source ?? ''));
}
