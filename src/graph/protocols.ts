/** Programs that take a host by `-h`, in a text of any image. */
export const hostClients =
  'psql|pg_isready|pg_dump|createdb|mysql|mysqladmin|mysqldump|mariadb|mariadb-admin|redis-cli';

/** Options whose value is a host, in a text of any image. */
export const hostOptions = 'hosts?|servers?|upstream|brokers?|endpoint|zookeeper|connect';

/** Programs that take a password without its name, each with the flag: `redis-cli -a …`, `mysql -p…`. */
export const passwordClients: readonly (readonly [RegExp, string])[] = [
  [/\bcurl\s(?:[^|;&\n]{0,200}?\s)?(?:-u|--user)[ =]?["']?[^\s:"']+:([^\s"']+)/g, 'curl -u'],
  [/\bredis-cli\s(?:[^|;&\n]{0,200}?\s)?-a[ ]["']?([^\s"']+)/g, 'redis-cli -a'],
  [
    /\b(?:mysql|mysqladmin|mysqldump|mariadb|mariadb-admin)\s(?:[^|;&\n]{0,200}?\s)?-p["']?([^\s"';|&]+)/g,
    '-p',
  ],
  [/\bsshpass\s+-p\s*["']?([^\s"']+)/g, 'sshpass -p'],
];

/** What a text has in which one of these may stand. */
export const mayHavePassword = /curl|redis-cli|mysql|mariadb|sshpass/i;

/** The port that a client takes when a URL has none, by its scheme. */
export const usualPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['redis', 6379],
  ['amqp', 5672],
  ['mongodb', 27_017],
]);

/** Schemes of URLs whose host is one that somebody connects to. */
export const networkSchemes =
  /^(https?|wss?|tcp|udp|grpcs?|postgres(ql)?|mysql2?|mariadb|rediss?|amqps?|mongodb|kafka|nats|clickhouse|ldaps?|smtps?|ftps?|mqtts?)$/;
