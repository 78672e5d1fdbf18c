import type { Construct } from 'constructs';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id } from '../../core/forms.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { confined } from './facts.ts';

/** What is said of a ClickHouse Keeper, beside what is said of any service. */
export interface ClickHouseKeeperProps extends ServiceOptions {
  /** The official image, of 23.3 or later: best that of the version of the server beside it. */
  readonly image: Image;
  /**
   * How it is saved with every backup: `{ stop: true }`, as whoever keeps metadata in it is saved.
   * @default - its volume says so itself, or nothing is saved
   */
  readonly backup?: AnyBackup;
}

/** Where it keeps everything. */
const path = '/var/lib/clickhouse-keeper';

/**
 * One ClickHouse Keeper, by the official image: it speaks as a ZooKeeper does, and `ClickHouse` takes it in its place. Losing it makes every
 * replicated table read-only: its volume and that of ClickHouse belong together.
 *
 * It asks nobody who he is, so keep others off its network (`networks: 'derived'` does). Nodes can be their maker's alone: `ownNodes` of
 * `ClickHouse`. The ZooKeeper of a system that runs is not taken over: its nodes have another form on the disk.
 *
 * What is said here is known from its documentation and its source; it was not run.
 * @see https://clickhouse.com/docs/guides/sre/keeper/clickhouse-keeper
 * @see https://github.com/ClickHouse/ClickHouse/blob/master/docker/keeper/entrypoint.sh for the folder that it makes
 */
export class ClickHouseKeeper extends Service {
  /** Its nodes: snapshots, and the log of what followed them. */
  readonly data: readonly Volume[];

  constructor(scope: Construct, id: Id, props: ClickHouseKeeperProps) {
    checkNew(ClickHouseKeeper, new.target, [scope, id, props]);
    const memory = props.memory ?? '512mb';
    super(scope, id, {
      description: {
        en: 'ClickHouse Keeper: metadata of clusters',
        id: 'ClickHouse Keeper: metadata klaster',
      },
      ...props,
      ...confined,
      memory,
      port: 9181,
      // The image says that this is a volume, too, and nothing is written there.
      scratch: { '/var/lib/clickhouse': '1mb' },
      env: { CLICKHOUSE_DATA_DIR: path, ...props.env },
      // The mode is told by one that serves.
      health: { shell: "echo srvr | nc -w 2 127.0.0.1 9181 | grep -q '^Mode: '", startPeriod: '60s' },
    });
    const config = new ConfigFile(this, 'keeper_config.xml', {
      file: `${id}/keeper_config.xml`,
      content: {
        format: 'xml',
        template: ownFile(import.meta.url, './keeper.xml.hbs'),
        facts: {
          path,
          log: `${path}/coordination/log`,
          snapshots: `${path}/coordination/snapshots`,
          memory: String(Math.floor((mebibytes(memory) * 2) / 3) * 1024 * 1024),
        },
      },
    });
    this.mount(config, '/etc/clickhouse-keeper/keeper_config.xml');
    const data = new Volume(this, `${id}_data`, {
      holds: { en: 'ClickHouse Keeper: snapshots and log', id: 'ClickHouse Keeper: snapshot dan log' },
      room: {
        en: 'It keeps three snapshots and what follows them, and removes the rest itself. Never delete its files by hand: the tables of ClickHouse need them.',
        id: 'Keeper menyimpan tiga snapshot beserta lanjutannya, dan menghapus sisanya sendiri. Jangan pernah menghapus berkasnya secara manual: tabel ClickHouse memerlukannya.',
      },
    });
    this.mount(data, path);
    this.data = [data];
  }
}
