import { ownFile } from '../../core/own-file.ts';

const handOver = ownFile(import.meta.url, './owner.sql');

/** What owner.sql calls the superuser, unless a role has that name. */
export const superuserBeside = (user: string) => (user === 'postgres' ? 'superuser' : 'postgres');

/** owner.sql for a role and the extensions that the superuser makes before it. */
export function ownerSql(user: string, extensions: readonly string[]): string {
  const make = extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS "${name}" SCHEMA public;\n`);
  return handOver
    .replace('-- Extensions stand here.\n', make.join(''))
    .replace("'application'", () => `'${user.replaceAll("'", "''")}'`);
}
