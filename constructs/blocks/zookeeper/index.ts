import type { Construct } from 'constructs';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Sentence } from '../../../src/model/words.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Id, InContainer } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { Volume } from '../../core/volume.ts';
import { jvmOptions } from '../../images/jvm.ts';
import { checkNew } from '../../props/check.ts';
import { confined, oldJava } from './facts.ts';
import { nodes } from './takeover.ts';

/** What is said of a ZooKeeper, beside what is said of any service. */
export interface ZookeeperProps extends ServiceOptions {
  /** The official image. */
  readonly image: Image;
  /**
   * How an operator makes room in its volumes, for the runbook.
   * @default - it does so itself, and nobody deletes its files by hand
   */
  readonly room?: Sentence;
  /**
   * How it is saved with every backup: `{ stop: true }`, as whoever keeps metadata in it is saved.
   * @default - its volumes say so themselves, or nothing is saved
   */
  readonly backup?: AnyBackup;
}

/**
 * One ZooKeeper server, by the official image. Losing it makes every replicated table of ClickHouse read-only and
 * takes Kafka's cluster id: its volumes, Kafka's and ClickHouse's belong together.
 *
 * It asks nobody who he is: what it could demand of everybody, SASL, ClickHouse's client does not speak, and `digest`, which that one speaks, lets in any
 * name with any password. So keep others off its network (`networks: 'derived'` does). Nodes can be their maker's alone: `ownNodes` of
 * `ClickHouse`.
 *
 * Where its Java is too old for today's kernels, `SERVER_JVMFLAGS` begins with the option that helps.
 * @see https://hub.docker.com/_/zookeeper for the variables and the data paths
 * @see https://zookeeper.apache.org/doc/r3.7.0/zookeeperAdmin.html#sc_authOptions for `enforce.auth.schemes`
 */
export class Zookeeper extends Service {
  /** Its nodes: snapshots and the log of transactions, which are nothing without each other. */
  readonly data: readonly Volume[];

  constructor(scope: Construct, id: Id, props: ZookeeperProps) {
    checkNew(Zookeeper, new.target, [scope, id, props]);
    const memory = props.memory ?? '768mb';
    super(scope, id, {
      description: {
        en: 'ZooKeeper: metadata of clusters',
        id: 'ZooKeeper: metadata klaster',
      },
      ...props,
      ...confined,
      memory,
      port: 2181,
      env: {
        // Without these two, snapshots are never removed and fill the disk.
        ZOO_AUTOPURGE_PURGEINTERVAL: 1,
        ZOO_AUTOPURGE_SNAPRETAINCOUNT: 3,
        ZOO_ADMINSERVER_ENABLED: false,
        ZOO_4LW_COMMANDS_WHITELIST: 'ruok,srvr,mntr',
        // Two thirds of the container: a JVM needs room beside its heap.
        JVMFLAGS: `-Xmx${Math.floor((mebibytes(memory) * 2) / 3)}m`,
        ...props.env,
        ...jvmOptions(props.image, oldJava, 'SERVER_JVMFLAGS', props.env),
      },
      // Not ruok: that is answered before the server serves. The mode is told by one that does.
      health: { shell: "echo srvr | nc -w 2 127.0.0.1 2181 | grep -q '^Mode: '", startPeriod: '60s' },
    });
    const room = props.room ?? {
      en: 'It keeps three snapshots and what follows them, and removes the rest every hour. Never delete its files by hand: whoever keeps metadata in it needs them.',
      id: 'ZooKeeper menyimpan tiga snapshot beserta lanjutannya, dan menghapus sisanya setiap jam. Jangan pernah menghapus berkasnya secara manual: layanan yang menyimpan metadata di dalamnya memerlukannya.',
    };
    const volume = (
      name: string,
      target: InContainer,
      en: string,
      idn: string,
      kind: 'state' | 'cache' = 'state',
    ) => {
      const made = new Volume(this, `${id}_${name}`, {
        holds: { en, id: idn },
        kind,
        ...(kind === 'state' && { room }),
      });
      this.mount(made, target);
      return made;
    };
    const snapshots = volume('data', '/data', 'ZooKeeper: snapshots', 'Data ZooKeeper');
    const log = volume('datalog', '/datalog', 'ZooKeeper: transaction log', 'Datalog ZooKeeper');
    this.data = [snapshots.emptyWith(log), log.emptyWith(snapshots)];
    this.takeOver({ method: nodes, volumes: this.data });
    volume('logs', '/logs', "ZooKeeper: the server's own logs", 'Log ZooKeeper', 'cache');
  }
}
