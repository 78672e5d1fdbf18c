/** Products that write their files at any time, as images are known to hold them. */
export const databases: ReadonlySet<string> = new Set([
  'PostgreSQL',
  'MySQL',
  'MariaDB',
  'MongoDB',
  'ClickHouse',
  'Redis',
  'Valkey',
]);
