import type { ServiceProps } from '../../constructs/index.ts';
import { Caddy, ComposeSecret, ConfigFile, Secret, Service, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';
const caddy = 'caddy:2.11.4';
const domain = 'shop.example.com';

/** An address to which anybody may post; no whole one stands in this file. */
const webhook = ['https://discord.com/api', 'webhooks', '123456789012345678', 'aB3dE6gH'.repeat(8)].join('/');

/** A named volume that is a folder of the host. */
function bound({ stack, phase }: World, device: string): void {
  const compose = { driver: 'local', driver_opts: { type: 'none', o: 'bind', device } };
  const shared = new Volume(stack, 'shared', { holds: 'Files to read', kind: 'cache', compose });
  new Service(phase, 'files', { image }).mount(shared, '/srv');
}

const sql = { published: 5432, target: 5432, protocol: 'tcp', purpose: 'SQL for the office.' } as const;
const drawn = () => new Secret('DB_PASSWORD', { description: 'Password of the database.' });

function database(
  { stack, phase }: World,
  env: NonNullable<ServiceProps['env']>,
  over: Partial<ServiceProps> = {},
): void {
  const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
  new Service(phase, 'db', { image: 'postgres:16.4', env, port: 5432, ...over }).mount(
    rows,
    '/var/lib/postgresql/data',
  );
}

function dashboard({ stack, phase, later }: World, env: NonNullable<ServiceProps['env']>): void {
  const kept = new Volume(stack, 'kept', { holds: 'Dashboards', kind: 'cache' });
  const health = { exec: ['check'] } as const;
  const image = 'grafana/grafana:11.1.0';
  const grafana = new Service(phase, 'grafana', { image, env, port: 3000, health });
  grafana.mount(kept, '/var/lib/grafana');
  new Caddy(later, 'caddy', { image: caddy, domain, tls: 'public', routes: { '/*': grafana } });
}

function site({ phase, later }: World, tls: 'staging' | 'public'): void {
  const web = new Service(phase, 'web', { image, port: 8000, health: { exec: ['check'] } });
  new Caddy(later, 'caddy', { image: caddy, domain, tls, routes: { '/*': web } });
}

function forge({ stack, phase }: World, said: { readonly purpose?: string }): void {
  const repositories = new Volume(stack, 'repositories', { holds: 'Test repositories', kind: 'cache' });
  const publish = [{ published: 2222, target: 22, protocol: 'tcp', ...said }] as const;
  new Service(phase, 'forge', { image, port: 3000, publish }).mount(repositories, '/data');
}

function pushed({ stack, phase }: World, env: NonNullable<ServiceProps['env']>): void {
  const layers = new Volume(stack, 'layers', { holds: 'Images of ours', kind: 'cache' });
  const purpose = 'Images for the other hosts.';
  const publish = [{ published: 5000, target: 5000, protocol: 'tcp', purpose }] as const;
  const images = new Service(phase, 'images', { image: 'registry:3.0.0', env, port: 5000, publish });
  images.mount(layers, '/var/lib/registry');
}

/** A way into the host, into a store, or to somebody's account. */
export const doors: readonly Defect[] = [
  {
    name: 'the whole host in a file browser',
    story: 'It was mounted read-only, so nobody worried. Its log-in page was found; so was /etc/shadow.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'files', { image, compose: { volumes: ['/:/srv:ro'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'files', { image, compose: { volumes: ['/srv/shared:/srv:ro'] } });
    },
  },
  {
    name: 'a volume that is the root of the host',
    story: 'It looked like any named volume in the list of mounts. The device was "/".',
    rules: ['container-confined'],
    guilty: (world) => bound(world, '/'),
    innocent: (world) => bound(world, '/srv/shared'),
  },
  {
    name: 'a disk for a health check of disks',
    story:
      'The dashboard wanted the temperature of the disk. A hole in its upload wrote to the disk instead.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'smart', { image, compose: { devices: ['/dev/nvme0n1:/dev/nvme0n1:r'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'smart', { image, compose: { devices: ['/dev/dri:/dev/dri'] } });
    },
  },
  {
    name: 'an engine on port 2375',
    story: 'The runner needed an engine on another host. Somebody else needed one to mine on.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'runner', { image, env: { DOCKER_HOST: 'tcp://10.0.0.12:2375' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'runner', { image, env: { DOCKER_HOST: 'ssh://runner@10.0.0.12' } });
    },
  },
  {
    name: 'a service that the kernel may not end',
    story: 'It was never killed again. It stood still for a night instead, and its health check with it.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'search', { image, compose: { oom_kill_disable: true } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'search', { image, compose: { oom_score_adj: -500 } });
    },
  },
  {
    name: 'the address of a webhook in a configuration file',
    story: 'It is no password, said the review. A week later the channel was full of offers in its name.',
    rules: ['secret-not-literal'],
    guilty: ({ stack, phase }) => {
      const file = new ConfigFile(stack, 'alerts', {
        file: 'alerts/alerts.yml',
        content: `url: ${webhook}\n`,
      });
      new Service(phase, 'alerts', { image }).mount(file, '/etc/alerts.yml');
    },
    innocent: ({ stack, phase }) => {
      const content = 'url_file: /run/alerts/url\n';
      const file = new ConfigFile(stack, 'alerts', { file: 'alerts/alerts.yml', content });
      new Service(phase, 'alerts', { image }).mount(file, '/etc/alerts.yml');
    },
  },
  {
    name: 'a secret under two names',
    story: 'The stack declared db_password, the service read db-password. Nothing of the project started.',
    rules: ['configs-used'],
    guilty: ({ stack, phase }) => {
      new ComposeSecret(stack, 'db_password', { file: '/srv/shop/db-password' });
      new Service(phase, 'web', { image, compose: { secrets: ['db-password'] } });
    },
    innocent: ({ stack, phase }) => {
      new ComposeSecret(stack, 'db_password', { file: '/srv/shop/db-password' });
      new Service(phase, 'web', { image, compose: { secrets: ['db_password'] } });
    },
  },
  {
    name: 'a database that trusts everybody',
    story:
      'trust was for the tests. A hole in the thumbnailer, three containers away, was enough for all rows.',
    rules: ['password-asked'],
    guilty: (world) => database(world, { POSTGRES_HOST_AUTH_METHOD: 'trust' }),
    innocent: (world) => {
      const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
      database(world, { POSTGRES_PASSWORD: password });
    },
  },
  {
    name: 'a dashboard with the log-in of its manual',
    story: 'It was behind TLS and had a log-in page. Whoever found it had the password, too.',
    rules: ['password-asked'],
    guilty: (world) => dashboard(world, {}),
    innocent: (world) => {
      const password = new Secret('GF_SECURITY_ADMIN_PASSWORD', { description: 'Log-in of the dashboard.' });
      dashboard(world, { GF_SECURITY_ADMIN_PASSWORD: password });
    },
  },
  {
    name: 'certificates for trying out in production',
    story: 'staging was to be changed on the day of the launch. Customers learnt to click the warning away.',
    rules: ['tls-guarded'],
    guilty: (world) => site(world, 'staging'),
    innocent: (world) => site(world, 'public'),
  },
  {
    name: 'a database that is called an edge',
    story: 'Nothing else kept lint quiet about port 5432. It took the scanners eleven minutes.',
    rules: ['only-edge-publishes'],
    guilty: (world) => database(world, { POSTGRES_PASSWORD: drawn() }, { edge: true, publish: [sql] }),
    innocent: (world) => database(world, { POSTGRES_PASSWORD: drawn() }),
  },
  {
    name: 'Git over SSH beside an application with files',
    story: 'The same rule that kept databases inside kept developers from pushing.',
    rules: ['only-edge-publishes'],
    guilty: (world) => forge(world, {}),
    innocent: (world) => forge(world, { purpose: 'Git over SSH' }),
  },
  {
    name: 'a registry that takes images of anybody',
    story:
      'Its port was published for the other hosts. Somebody else pushed a "latest" with a miner in it, and the next deploy pulled that.',
    rules: ['password-asked'],
    guilty: (world) => pushed(world, {}),
    innocent: (world) => pushed(world, { REGISTRY_AUTH_TOKEN_REALM: 'https://auth.example.com/token' }),
  },
];
