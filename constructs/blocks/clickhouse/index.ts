import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import type { OwnLogs } from '../../../src/model/service.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id, InContainer } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Service } from '../../core/service.ts';
import { kept } from '../../core/store.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { checkAlone } from './alone.ts';
import { nameOnDisk, nativeBackup, tables } from './backup.ts';
import { confined } from './facts.ts';
import type { KeptTables } from './logs.ts';
import { keptLogs, logTables, quietSettings } from './logs.ts';
import { nodesPassword } from './nodes.ts';
import { backupDisk, broker, logs, profile, replication, resources } from './overlays.ts';
import type { ClickHouseProps } from './props.ts';
import { readOnlyTables, roomForTables } from './runbook.ts';

/** The container's variable that holds the password of the user `default`. */
const passwordVariable = 'CLICKHOUSE_PASSWORD';
/** The one with that of Kafka's clients. */
const kafkaVariable = 'KAFKA_PASSWORD';
/** The one with what its nodes in ZooKeeper are bound to. */
const identityVariable = 'ZOOKEEPER_IDENTITY';

/**
 * One ClickHouse server: with a ZooKeeper or a Keeper one shard with one replica, without one alone.
 *
 * 22.8 with its backups is what was run, as the engine of 23.10 behind its ports; what holds of later versions is known from their documentation.
 *
 * The port that replicas fetch from, 9009, stays: a replicated table becomes active only with an address of its own, and
 * without the port it never is (code 139 in the log; then 254 at `OPTIMIZE`, 341 at `ALTER`, and 242 at `INSERT` in newer
 * versions). It is bound to loopback, which a server that is older than the setting does not know: that one listens where
 * its clients are, too.
 * @see https://github.com/ClickHouse/ClickHouse/pull/34372 for interserver_listen_host, of 2022
 * @see https://clickhouse.com/docs/operations/backup
 * @see https://github.com/ClickHouse/ClickHouse/pull/34947 for the client's CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, of March 2022:
 * 22.8 takes them, over what a command line says
 * @see https://github.com/ClickHouse/ClickHouse/issues/38909 for that order, which 23.4 turned round
 * @see https://github.com/ClickHouse/ClickHouse/pull/35141 for why removing an absent log section is harmless
 */
export class ClickHouse extends Service {
  /** The password of its user. */
  readonly password: Secret;
  /** The database that its first start makes. */
  readonly database: string;
  /** All tables. ZooKeeper's nodes know them by their parts, so they start empty when these are replaced. */
  readonly data: Volume;
  /** The name of its cluster, where it has one. */
  readonly cluster: string | undefined;
  readonly #keep: KeptTables;

  constructor(scope: Construct, id: Id, props: ClickHouseProps) {
    checkNew(ClickHouse, new.target, [scope, id, props]);
    const password = new Secret(`${inCapitals(id)}_PASSWORD`, {
      description: {
        en: "Password of ClickHouse's user default.",
        id: 'Kata sandi pengguna ClickHouse default.',
      },
    });
    const folder = props.folder ?? id;
    const console = id === 'clickhouse' ? 'clickhouse-client' : `${id}-clickhouse-client`;
    const memory = props.memory ?? '4gb';
    checkAlone(id, props);
    const login = props.kafka?.login;
    const ownNodes = props.ownNodes === true;
    const { zookeeper, cluster = props.database, macros = { shard: '01', replica: '01' } } = props;
    const copy: Record<InContainer, ConfigFile> = {};
    const { backup = true, ...others } = props;
    super(scope, id, {
      description: { en: 'ClickHouse: the analytical database', id: 'ClickHouse: basis data analitik' },
      ...others,
      ...confined,
      memory,
      build: { folder, copy },
      port: 8123,
      otherPorts: { 9000: 'native protocol' },
      hostname: id,
      openFiles: 262_144,
      processes: 8192,
      rotates: [
        ...[password, ...(login ? [login.password] : [])].map((secret) => ({ secret })),
        ...(props.rotates ?? []),
      ],
      env: {
        CLICKHOUSE_USER: 'default',
        [passwordVariable]: password,
        ...(login && { [kafkaVariable]: login.password }),
        ...(ownNodes && { [identityVariable]: text`clickhouse:${nodesPassword(id)}` }),
        ...props.env,
      },
      health: {
        // 127.0.0.1, not localhost: the latter may be ::1 first.
        exec: ['wget', '-q', '--spider', 'http://127.0.0.1:8123/ping'],
        retries: 12,
        startPeriod: '120s',
      },
      console: {
        target: console,
        help: {
          en: `Open clickhouse-client on the database ${props.database}`,
          id: `Membuka clickhouse-client pada basis data ${props.database}`,
        },
        // User and password come from the container's environment: on a command line, whoever can list processes reads them.
        command: ['clickhouse-client', '--database', props.database],
      },
    });
    if (zookeeper) this.waitFor(zookeeper);
    if (props.kafka) this.reaches(props.kafka);
    this.password = password;
    this.database = props.database;
    this.cluster = zookeeper && cluster;
    this.#keep = props.keepLogs ?? {};

    const overlay = (name: string, directory: 'config.d' | 'users.d', content: FileTemplate) => {
      copy[`/etc/clickhouse-server/${directory}/${name}`] = new ConfigFile(this, name, {
        file: `${folder}/${name}`,
        content,
      });
    };
    overlay('log-server-config.xml', 'config.d', logs(this.#keep, logTables(id, props.image, this.#keep)));
    overlay('log-users-config.xml', 'users.d', profile(quietSettings(this.#keep)));
    if (zookeeper)
      overlay(
        'cluster-config.xml',
        'config.d',
        replication({
          ...{ cluster, zookeeper: zookeeper.address, ...macros, passwordVariable },
          ...(ownNodes && { identityVariable }),
        }),
      );
    if (login) overlay('kafka-config.xml', 'config.d', broker(login, kafkaVariable));
    overlay('resources-config.xml', 'config.d', resources(memory, zookeeper !== undefined));
    if (props.settings) overlay('settings-users-config.xml', 'users.d', profile(props.settings));

    const data = new Volume(this, `${id}_data`, {
      holds: { en: 'ClickHouse: all tables', id: 'Data ClickHouse' },
      room: roomForTables,
    });
    this.mount(data, '/var/lib/clickhouse');
    if (zookeeper) this.foresee(readOnlyTables(console));
    this.data = data;
    for (const nodes of zookeeper?.data ?? []) nodes.emptyWith(data);
    this.takeOver({
      method: tables,
      volumes: [data],
      needs: zookeeper ? [zookeeper] : [],
      words: [props.database, nameOnDisk(props.database), cluster, macros.shard, macros.replica],
    });
    if (typeof backup === 'object' && !isOwn(backup)) this.store(kept(backup, data));
    else if (backup !== false) {
      const [disk, path] = ['backups', '/backups/'] as const;
      overlay('backup-config.xml', 'config.d', backupDisk(disk, path));
      this.mount(
        new Volume(this, `${id}_backups`, {
          holds: {
            en: 'ClickHouse: a backup until it is copied to the host',
            id: 'ClickHouse: backup sebelum disalin ke host',
          },
          room: {
            en: 'Holds something only while a backup or a restore runs. What a killed one left goes with the next `make backup`.',
            id: 'Hanya terisi selama backup atau restore berjalan. Sisa proses yang dihentikan paksa terhapus oleh `make backup` berikutnya.',
          },
          kind: 'staging',
        }),
        path,
      );
      const every = backup === true ? {} : { fullEvery: backup.fullEvery };
      this.store({
        method: nativeBackup,
        volumes: [data],
        words: [props.database, disk, path, String(every.fullEvery ?? 0)],
        ...every,
      });
    }
  }

  /** What buffer tables hold in memory is written first. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }

  protected override get ownLogs(): readonly OwnLogs[] {
    return [keptLogs(this.#keep)];
  }
}

/** Whether it is saved by its own BACKUP DATABASE. */
function isOwn(backup: object): backup is { readonly fullEvery: number } {
  return 'fullEvery' in backup && !('method' in backup);
}
