import type { Construct } from 'constructs';
import { mebibytes } from '../src/model/quantity.ts';
import { Service } from './service.ts';
import type { Image, ServiceOptions } from './service-props.ts';
import { Volume } from './volume.ts';

export interface ZookeeperProps extends ServiceOptions {
  /** The official image. */
  readonly image: Image;
}

/**
 * One ZooKeeper server, by the official image. Losing it makes every replicated table of ClickHouse read-only and
 * takes Kafka's cluster id: its volumes, Kafka's and ClickHouse's belong together.
 * @see https://hub.docker.com/_/zookeeper for the variables and the data paths
 */
export class Zookeeper extends Service {
  constructor(scope: Construct, id: string, props: ZookeeperProps) {
    const memory = props.memory ?? '768mb';
    super(scope, id, {
      description: {
        en: 'ZooKeeper: metadata of Kafka and ClickHouse',
        id: 'ZooKeeper: metadata Kafka dan ClickHouse',
      },
      ...props,
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
      },
      health: { shell: 'echo ruok | nc -w 2 127.0.0.1 2181 | grep -q imok', startPeriod: '60s' },
    });
    const volume = (
      name: string,
      target: string,
      en: string,
      idn: string,
      kind: 'state' | 'cache' = 'state',
    ) => {
      this.mount(new Volume(this, `${id}_${name}`, { holds: { en, id: idn }, kind }), target);
      return `${id}_${name}`;
    };
    const data = volume('data', '/data', 'ZooKeeper: snapshots', 'Data ZooKeeper');
    const log = volume('datalog', '/datalog', 'ZooKeeper: transaction log', 'Datalog ZooKeeper');
    this.takeOver({ kind: 'zookeeper', path: this.node.path, service: id, volumes: [data, log] });
    volume('logs', '/logs', "ZooKeeper: the server's own logs", 'Log ZooKeeper', 'cache');
  }
}
