import { StowageError } from '../../../src/model/error.ts';
import type { Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { SqlServerProps } from './props.ts';

/** What must be said of a server before it is one. */
interface Server {
  readonly id: string;
  readonly props: SqlServerProps;
}

/** Memory that a server of this id has. */
export const memoryOf = (props: SqlServerProps): Size => props.memory ?? '1gb';

/** Half of the container's is left to connections, sorts and the server itself. */
export function serverCommand({ id, props }: Server, more: readonly string[]): readonly string[] {
  const memory = mebibytes(memoryOf(props));
  const pool = props.bufferPool ? mebibytes(props.bufferPool) : Math.floor(memory / 2);
  if (pool >= memory)
    throw new StowageError(
      'buffer-pool',
      `bufferPool of "${id}" is ${pool} MiB, and its container is killed beyond ${memory} MiB`,
      'leave bufferPool out, or give the container about twice as much memory',
    );
  const { maxConnections, maxPacket, sqlMode, collation, options = {} } = props;
  return [
    '--character-set-server=utf8mb4',
    ...(collation === undefined ? [] : [`--collation-server=${collation}`]),
    `--innodb-buffer-pool-size=${Math.floor(pool)}M`,
    ...(maxConnections === undefined ? [] : [`--max-connections=${maxConnections}`]),
    ...(maxPacket === undefined ? [] : [`--max-allowed-packet=${Math.floor(mebibytes(maxPacket))}M`]),
    ...(sqlMode === undefined ? [] : [`--sql-mode=${sqlMode.join(',')}`]),
    ...more,
    ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
  ];
}

/** A thread for each connection, and as many as the server has for itself. */
export const processesOf = ({ maxConnections = 0, processes }: SqlServerProps) =>
  processes ?? Math.max(512, maxConnections + 128);

/**
 * Whether the real server lets the application's user in, by TCP: the temporary one of the first start does not listen there, and
 * `ping` is content with a server that refuses everybody.
 * @see https://mariadb.com/kb/en/mariadb-admin/, "ping"
 */
export const health = (client: string, user: string, database: string, variable: string) =>
  ({
    shell: `MYSQL_PWD="$${variable}" exec ${client} --host=127.0.0.1 --user=${user} --database=${database} --execute='SELECT 1' >/dev/null`,
    // A first start fills tables of its own, a later one may read a long log of InnoDB.
    startPeriod: '120s',
  }) as const;

/** The client that opens the application's database, as its user. */
export const prompt = (client: string, user: string, database: string, variable: string) => [
  'sh',
  '-c',
  `MYSQL_PWD="$${variable}" exec ${client} --user=${user} --database=${database}`,
];
