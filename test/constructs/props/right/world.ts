import {
  App,
  ComposeService,
  ConfigFile,
  Environment,
  Job,
  Kafka,
  Network,
  Secret,
  Service,
  Stack,
  Variable,
  Volume,
  Zookeeper,
} from '../../../../constructs/index.ts';

export const image = 'example:1';
export const host = { cpus: 4, memory: '64gb', disk: '10gb' } as const;

/** A stack in which each call can be made once. */
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
  const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
  const kafka = new Kafka(core, 'kafka', { image: 'kafka:3.9.0' });
  const web = new Service(core, 'web', { image, port: 80, health: { exec: ['true'] } });
  const job = new Job(core, 'tool', { image, command: 'true', profile: 'tools' });
  const data = new Volume(core, 'data', { holds: 'Files.' });
  const network = new Network(stack, 'backend', { purpose: 'Everybody.' });
  const file = new ConfigFile(core, 'conf', { file: 'conf', content: 'a' });
  const key = new Secret('KEY', { description: 'Signs.' });
  const name = new Variable('NAME', { description: 'A name.' });
  const plain = new ComposeService(core, 'plain', { image });
  return { app, environment, stack, core, zookeeper, kafka, web, job, data, network, file, key, name, plain };
}

export type World = ReturnType<typeof world>;

/** What each call is made with when nothing is wrong; the key is that of `shapes.gen.ts`. */
export type Right = Readonly<Record<string, (world: World) => readonly unknown[]>>;
