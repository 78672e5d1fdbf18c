import { createHash } from 'node:crypto';
import type { OperationsFolder } from './operations-folder.ts';
import { operationsFolder } from './operations-folder.ts';
import { shop } from './shop.ts';

type Keys = Readonly<Record<string, unknown>>;

/** A container of the shop, as it runs on a host where nothing was changed. */
export interface LiveContainer {
  readonly service: string;
  readonly name?: string;
  readonly state?: string;
  readonly health?: string;
  readonly code?: number;
  readonly policy?: string;
  readonly hash?: string;
  readonly tagged?: string;
  readonly compose?: string;
  readonly oneoff?: 'True';
  readonly image?: string;
  /** The image that it runs. */
  readonly id?: string;
  readonly networks?: readonly (readonly [name: string, id: string])[];
  readonly mounts?: readonly (readonly [volume: string, target: string])[];
  readonly ports?: readonly string[];
  /** Memory, processors, processes, as Docker says them. */
  readonly limits?: string;
}

export interface LiveHost {
  readonly version?: string;
  readonly services?: Readonly<Record<string, Keys>>;
  readonly networks?: Readonly<Record<string, Keys>>;
  readonly volumes?: Readonly<Record<string, Keys>>;
  readonly containers?: readonly LiveContainer[];
  /** Name, project, id in the file, hash. */
  readonly hostNetworks?: readonly string[];
  readonly hostVolumes?: readonly string[];
  /** Which images are here, each with its id. */
  readonly images?: Readonly<Record<string, string>>;
  /** Name and project of each container on a network. */
  readonly strangers?: readonly string[];
  /** Cases of a shell, before all others. */
  readonly answers?: string;
}

/** What the file says of the shop. */
export const liveServices: Readonly<Record<string, Keys>> = {
  db: {
    image: 'postgres:12.13',
    networks: { default: null },
    volumes: [{ type: 'volume', source: 'db_data', target: '/data', volume: {} }],
  },
  web: {
    depends_on: { db: { condition: 'service_healthy', required: true } },
    image: 'example/shop:1.0',
    networks: { default: null },
    ports: [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }],
  },
};

/** Without what is no part of it. */
function liveHash({ depends_on: _, profiles: __, ...service }: Keys): string {
  return createHash('sha256').update(JSON.stringify(service)).digest('hex');
}

export const liveDb: LiveContainer = {
  service: 'db',
  image: 'postgres:12.13',
  tagged: 'sha256:db',
  mounts: [['shop-test_db_data', '/data']],
};
export const liveWeb: LiveContainer = {
  service: 'web',
  image: 'example/shop:1.0',
  tagged: 'sha256:web',
  ports: ['\t8080\t80/tcp'],
};

/** A host with the shop on it, as `scripts/plan` and `scripts/drift` ask for it. */
export function liveHost({
  version = '2.40.3',
  services = liveServices,
  networks = { default: { name: 'shop-test_default', ipam: {} } },
  volumes = { db_data: { name: 'shop-test_db_data' } },
  containers = [liveDb, liveWeb],
  hostNetworks = ['shop-test_default\tshop-test\tdefault\t\tn1'],
  hostVolumes = ['shop-test_db_data\tshop-test\tdb_data\t'],
  images = { 'postgres:12.13': 'sha256:db', 'example/shop:1.0': 'sha256:web' },
  strangers = [],
  answers = '',
}: LiveHost = {}): OperationsFolder {
  const config = JSON.stringify({ name: 'shop-test', networks, services, volumes }, null, 2);
  const hashes = Object.entries(services).map(([name, service]) => `${name} ${liveHash(service)}`);
  const ours = hostVolumes.filter((line) => line.split('\t')[1] === 'shop-test');
  const folder = operationsFolder(
    shop(),
    `${answers}
'compose version'*) echo v${version} ;;
*' config --hash '*) cat "$HOME/hashes" ;;
*' config '*) cat "$HOME/config.json" ;;
'network ls '*'net\t'*) cat "$HOME/networks" ;;
'volume ls --format vol'*) cat "$HOME/volumes" ;;
'volume ls '*) cat "$HOME/ours" ;;
'volume inspect '*) echo 2026-11-23T03:00:00Z ;;
'ps --all --filter network='*) cat "$HOME/on-network" ;;
'ps --all --quiet '*) cat "$HOME/ids" ;;
'inspect '*) cat "$HOME/containers" ;;
'image inspect '*) case "\${*: -1}" in ${Object.entries(images).map(([name, id]) => `'${name}') echo ${id} ;; `)}*) exit 1 ;; esac ;;`.replaceAll(
      ' ;; ,',
      ' ;; ',
    ),
  );
  const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');
  folder.write('../config.json', config);
  folder.write('../hashes', lines(hashes));
  folder.write('../networks', lines(hostNetworks.map((line) => `net\t${line}`)));
  folder.write('../volumes', lines(hostVolumes.map((line) => `vol\t${line}`)));
  folder.write('../ours', lines(ours.map((line) => line.split('\t').slice(0, 3).join(' '))));
  folder.write('../on-network', lines(strangers));
  folder.write('../ids', lines(containers.map((_, i) => `c${i}`)));
  folder.write('../containers', lines(containers.flatMap((one, i) => container(one, `c${i}`, services))));
  return folder;
}

function container(
  one: LiveContainer,
  id: string,
  services: Readonly<Record<string, Keys>>,
): readonly string[] {
  const { service, networks = [['shop-test_default', 'n1']], mounts = [], ports = [] } = one;
  const facts = [
    ...['container', id, one.name ?? `shop-test-${service}-1`, service, '1', one.oneoff ?? 'False'],
    ...[one.state ?? 'running', one.health ?? '', one.code ?? 0, one.policy ?? 'unless-stopped'],
    ...[one.hash ?? liveHash(services[service] ?? {}), one.tagged ?? '', one.compose ?? '2.40.3'],
    ...[one.image ?? '', one.id ?? one.tagged ?? ''],
  ];
  return [
    facts.join('\t'),
    ...networks.map(([name, network]) => `on\t${id}\t${name}\t${network}`),
    ...mounts.map(([volume, target]) => `mount\t${id}\tvolume\t${volume}\t${target}`),
    ...ports.map((port) => `binding\t${id}\t${port}`),
    `limits\t${id}\t${one.limits ?? '0\t0\t<nil>'}\t0`,
  ];
}
