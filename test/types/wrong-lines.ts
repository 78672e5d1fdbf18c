/**
 * Lines that must not compile. `npm run types` fails when one of them does: its `@ts-expect-error` is then unused.
 */
import type { App, Environment, Phase } from '../../constructs/index.ts';
import {
  Caddy,
  ClickHouse,
  ComposeConfig,
  ComposeNetwork,
  ComposeSecret,
  ComposeService,
  ComposeVolume,
  ConfigFile,
  Job,
  Kafka,
  Minio,
  Network,
  Postgres,
  Redis,
  Secret,
  Service,
  Stack,
  Variable,
  Volume,
  Zookeeper,
} from '../../constructs/index.ts';

export function wrong(
  app: App,
  phase: Phase,
  environment: Environment<'staging' | 'production'>,
  zookeeper: Zookeeper,
): void {
  // @ts-expect-error: an environment is forgotten
  environment.pick({ staging: 1 });
  // @ts-expect-error: there is no such environment
  environment.pick({ staging: 1, production: 2, local: 3 });

  // @ts-expect-error: an image without its tag
  new Service(phase, 'web', { image: 'example' });
  // @ts-expect-error: no size
  new Service(phase, 'web', { image: 'example:1', memory: '200 MB' });
  // @ts-expect-error: no duration
  new Service(phase, 'web', { image: 'example:1', stopGrace: '1 minute' });
  // @ts-expect-error: no such raw key
  new Service(phase, 'web', { image: 'example:1', compose: { cap_drp: ['ALL'] } });
  // @ts-expect-error: a raw key of another type
  new Service(phase, 'web', { image: 'example:1', compose: { cap_drop: 'ALL' } });
  // @ts-expect-error: a health check without a test
  new Service(phase, 'web', { image: 'example:1', health: { interval: '5s' } });
  // @ts-expect-error: a health check as Compose writes it
  new Service(phase, 'web', { image: 'example:1', health: { test: ['CMD', 'true'] } });
  // @ts-expect-error: two tests, of which one would be dropped
  new Service(phase, 'web', { image: 'example:1', health: { exec: ['true'], shell: 'true' } });
  // @ts-expect-error: a network by its name
  new Service(phase, 'web', { image: 'example:1', networks: ['proxy'] });
  // @ts-expect-error: variables as a list
  new Service(phase, 'web', { image: 'example:1', env: ['A=b'] });
  // @ts-expect-error: a variable without a value
  new Service(phase, 'web', { image: 'example:1', env: { A: null } });
  // @ts-expect-error: volumes are mounted
  new Service(phase, 'web', { image: 'example:1', volumes: ['data:/data'] });
  // @ts-expect-error: ports are published
  new Service(phase, 'web', { image: 'example:1', ports: ['80:80'] });
  // @ts-expect-error: a service restarts
  new Service(phase, 'web', { image: 'example:1', restart: 'always' });
  // @ts-expect-error: a path that does not begin at the root of the container
  new Service(phase, 'web', { image: 'example:1', scratch: { tmp: '16mb' } });
  // @ts-expect-error: a folder of the host
  zookeeper.mount('./conf', '/conf');
  // @ts-expect-error: a path that does not begin at the root of the container
  zookeeper.mount(new Volume(phase, 'data', { holds: 'Files' }), 'data');

  const domain = new Variable('DOMAIN', { description: 'Host name that users type.' });
  // @ts-expect-error: a value in the place of a list
  new Service(phase, 'web', { image: 'example:1', compose: { cap_drop: domain } });
  // @ts-expect-error: a value where Compose takes one of a few words
  new Service(phase, 'web', { image: 'example:1', compose: { cgroup: domain } });
  // @ts-expect-error: a value where Compose takes no text
  new Service(phase, 'web', { image: 'example:1', compose: { use_api_socket: domain } });
  // @ts-expect-error: a construct is no value
  new Service(phase, 'web', { image: 'example:1', compose: { labels: { upstream: zookeeper } } });
  // @ts-expect-error: a value makes no name of a key
  new Service(phase, 'web', { image: 'example:1', compose: { labels: { [domain]: 'x' } } });

  // @ts-expect-error: a key that Compose does not know
  new ComposeService(phase, 'web', { image: 'example:1', memory: '1gb' });
  // @ts-expect-error: a key of another type
  new ComposeService(phase, 'web', { image: 'example:1', ports: '80:80' });
  // @ts-expect-error: not as Compose spells it
  new ComposeService(phase, 'web', { image: 'example:1', stopGracePeriod: '1m' });
  // @ts-expect-error: it says nothing at all
  new ComposeService(phase, 'web');
  // @ts-expect-error: it waits by its own depends_on
  new ComposeService(phase, 'web', { image: 'example:1' }).waitFor(zookeeper);
  // @ts-expect-error: a network of Compose has no purpose
  new ComposeNetwork(phase, 'backend', { purpose: 'All.' });
  // @ts-expect-error: a volume of Compose says not what it holds
  new ComposeVolume(phase, 'data', { holds: 'Files.' });
  // @ts-expect-error: a config of Compose takes no construct
  new ComposeConfig(phase, 'motd', { file: new ConfigFile(phase, 'motd', { file: 'motd', content: 'a' }) });
  // @ts-expect-error: a secret of Compose is not drawn
  new ComposeSecret(phase, 'key', { bytes: 16 });

  // @ts-expect-error: no image
  new Service(phase, 'web', {});
  // @ts-expect-error: no image
  new Job(phase, 'job', {});
  // @ts-expect-error: a job is never healthy
  new Job(phase, 'job', { image: 'example:1', health: { exec: ['true'] } });
  // @ts-expect-error: no database
  new Postgres(phase, 'postgres', { image: 'postgres:16.4' });
  // @ts-expect-error: no image
  new Postgres(phase, 'postgres', { database: 'shop' });
  // @ts-expect-error: no image
  new Redis(phase, 'redis', {});
  // @ts-expect-error: no image
  new Zookeeper(phase, 'zookeeper', {});
  // @ts-expect-error: no image
  new Kafka(phase, 'kafka', { zookeeper });
  // @ts-expect-error: it has a login only where it was asked for one
  new Kafka(phase, 'kafka', { image: 'apache/kafka:3.9.1' }).login.password;
  // @ts-expect-error: no database
  new ClickHouse(phase, 'clickhouse', { image: 'clickhouse:22.8', zookeeper });
  // @ts-expect-error: half of its macros
  new ClickHouse(phase, 'c', { image: 'clickhouse:22.8', database: 'shop', macros: { shard: '01' } });
  // @ts-expect-error: no bucket
  new Minio(phase, 'minio', { image: 'minio:1', client: 'mc:1' });
  // @ts-expect-error: no client
  new Minio(phase, 'minio', { image: 'minio:1', bucket: 'shop' });
  // @ts-expect-error: no routes
  new Caddy(phase, 'caddy', { image: 'caddy:2.6', domain: 'example.com', tls: 'public' });
  // @ts-expect-error: no domain
  new Caddy(phase, 'caddy', { image: 'caddy:2.6', tls: 'public', routes: {} });
  // @ts-expect-error: a route that starts nowhere
  new Caddy(phase, 'caddy', { image: 'caddy:2.6', domain: 'a.b', tls: 'public', routes: { api: zookeeper } });

  // @ts-expect-error: it does not say what it holds
  new Volume(phase, 'data', {});
  // @ts-expect-error: it does not say who meets there
  new Network(phase, 'backend', {});
  // @ts-expect-error: no content
  new ConfigFile(phase, 'site.conf', { file: 'nginx/site.conf' });
  // @ts-expect-error: it does not say what it protects
  new Secret('PASSWORD', {});
  // @ts-expect-error: it does not say what it is for
  new Variable('DOMAIN', {});
  // @ts-expect-error: no version
  new Stack(app, 'shop', environment, { title: 'Shop' });
  // @ts-expect-error: no time of day
  new Stack(app, 'shop', environment, { title: 'Shop', version: '1', backups: { at: '27:99', keepDays: 3 } });
  // @ts-expect-error: a time of day has two digits for the hours
  new Stack(app, 'shop', environment, { title: 'Shop', version: '1', backups: { at: '3:00', keepDays: 3 } });
  // @ts-expect-error: a path of the site without its slash
  new Stack(app, 'shop', environment, { title: 'Shop', version: '1', smoke: [{ path: 'health' }] });
}
