import {
  App,
  ComposeService,
  ConfigFile,
  Environment,
  Job,
  Kafka,
  MariaDb,
  Minio,
  MySql,
  Network,
  Postgres,
  Redis,
  Secret,
  Service,
  Stack,
  Valkey,
  Variable,
  Volume,
  Zookeeper,
} from '../../../../constructs/index.ts';

export const image = 'example:1';
export const host = { cpus: 4, memory: '64gb', disk: '10gb' } as const;

/** A stack in which each call can be made once. What not every call needs is there once it is asked for: worlds are made by the thousand. */
export function world() {
  const app = new App();
  const [environment] = Environment.all({ test: { host } });
  if (environment === undefined) throw new Error('no environment');
  const stack = new Stack(app, 'shop', environment, {
    title: 'Shop',
    version: '1',
    site: 'https://a.example',
  });
  const [core] = stack.phases('core');
  const web = new Service(core, 'web', { image, port: 80, health: { exec: ['true'] } });
  const key = new Secret('KEY', { description: 'Signs.' });
  const name = new Variable('NAME', { description: 'A name.' });
  const zookeeper = once(() => new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' }));
  const kafka = once(() => new Kafka(core, 'kafka', { image: 'kafka:3.9.0' }));
  const redis = once(() => new Redis(core, 'redis', { image: 'redis:6.2.20' }));
  const valkey = once(() => new Valkey(core, 'valkey', { image: 'valkey/valkey:9.0.1' }));
  const postgres = once(() => new Postgres(core, 'postgres', { image: 'postgres:16.4', database: 'shop' }));
  const mariadb = once(() => new MariaDb(core, 'mariadb', { image: 'mariadb:11.4.8', database: 'shop' }));
  const mysql = once(() => new MySql(core, 'mysql', { image: 'mysql:8.4.6', database: 'shop' }));
  const minio = once(() => new Minio(core, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'shop' }));
  const job = once(() => new Job(core, 'tool', { image, command: 'true', profile: 'tools' }));
  const data = once(() => new Volume(core, 'data', { holds: 'Files.' }));
  const network = once(() => new Network(stack, 'backend', { purpose: 'Everybody.' }));
  const file = once(() => new ConfigFile(core, 'conf', { file: 'conf', content: 'a' }));
  const plain = once(() => new ComposeService(core, 'plain', { image }));
  return {
    ...{ app, environment, stack, core, web, key, name },
    get zookeeper() {
      return zookeeper();
    },
    get kafka() {
      return kafka();
    },
    get redis() {
      return redis();
    },
    get valkey() {
      return valkey();
    },
    get postgres() {
      return postgres();
    },
    get mariadb() {
      return mariadb();
    },
    get mysql() {
      return mysql();
    },
    get minio() {
      return minio();
    },
    get job() {
      return job();
    },
    get data() {
      return data();
    },
    get network() {
      return network();
    },
    get file() {
      return file();
    },
    get plain() {
      return plain();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: readonly [T] | undefined;
  return () => {
    made ??= [make()];
    return made[0];
  };
}

export type World = ReturnType<typeof world>;

/** What each call is made with when nothing is wrong; the key is that of `shapes.gen.ts`. */
export type Right = Readonly<Record<string, (world: World) => readonly unknown[]>>;
