import { StowageError } from '../../../src/model/error.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Service } from '../../core/service.ts';
import type { ServiceProps } from '../../core/service-props.ts';
import { kept } from '../../core/store.ts';
import type { Value } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import type { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { snapshot } from './backup.ts';
import type { SearchProps } from './props.ts';
import { troublesOf } from './runbook.ts';

/** What OpenSearch and Elasticsearch differ in. */
export interface Product {
  readonly title: string;
  /** Where it is installed. */
  readonly home: `/${string}`;
  /** The variable that its Java reads its options from. */
  readonly javaOptions: string;
  /** The user that may do everything. */
  readonly user: string;
  /** An extended regular expression for names of what it makes itself, and makes anew. */
  readonly own: string;
}

/** A request with the login of the node, which comes in on standard input: in the arguments, `ps` would show it. */
const asking = (path: string, ...options: readonly string[]) =>
  [
    `printf 'user = "%s"\\n' "$(printf %s "$API_LOGIN" | sed 's/[\\\\"]/\\\\&/g')" |`,
    'curl -fsS -K -',
    ...options,
    `"http://127.0.0.1:9200/${path}"`,
  ].join(' ');

/**
 * One node that is its whole cluster.
 * @throws StowageError `search-heap` for a heap that its container has no room for
 */
export function nodeOf(
  { title, javaOptions, user, home }: Product,
  id: string,
  props: SearchProps,
  password: Secret,
  env: Readonly<Record<string, Value>>,
): ServiceProps {
  const { heap, volume: _, backup: __, ...others } = props;
  const memory = props.memory ?? '2gb';
  const half = Math.floor(mebibytes(memory) / 2);
  const own = heap ? mebibytes(heap) : half;
  if (own > mebibytes(memory) * 0.75)
    throw new StowageError(
      'search-heap',
      `heap of "${id}" is ${own} MiB, and a container of ${mebibytes(memory)} MiB has no room for what ${title} needs beside it`,
      'leave heap out, or give the container twice as much memory',
    );
  return {
    description: { en: `${title}: indices to search in`, id: `${title}: indeks pencarian` },
    processes: 4096,
    openFiles: 65_536,
    // It maps its indices into memory.
    // https://www.elastic.co/guide/en/elasticsearch/reference/8.19/vm-max-map-count.html
    ...(String(props.env?.['node.store.allow_mmap']) !== 'false' && {
      hostSettings: { 'vm.max_map_count': 262_144 },
    }),
    ...others,
    dropCapabilities: ['ALL'],
    memory,
    port: 9200,
    env: {
      'discovery.type': 'single-node',
      'path.repo': `${home}/snapshots`,
      // Nodes talk to each other there, and this one is alone.
      'transport.host': '127.0.0.1',
      [javaOptions]: `-Xms${own}m -Xmx${own}m`,
      API_LOGIN: text`${user}:${password}`,
      ...env,
      ...props.env,
    },
    // Yellow: a replica has no other node to be on. It answers later than it is asked while it reads its indices.
    health: {
      shell: asking('_cluster/health?wait_for_status=yellow&timeout=4s', '-o /dev/null'),
      timeout: '10s',
      startPeriod: '180s',
    },
    console: {
      target: `${id}-indices`,
      help: { en: 'List the indices', id: 'Menampilkan daftar indeks' },
      command: ['sh', '-c', asking('_cat/indices?v')],
    },
  };
}

/** Its volume, the one that snapshots pass through, how they are made, and what goes wrong. */
export function keep(node: Service, product: Product, props: SearchProps): Volume {
  const { title, home, own } = product;
  const { id } = node.node;
  const { backup = true } = props;
  const data = new Volume(node, props.volume ?? `${id}_data`, {
    holds: { en: `${title}: indices`, id: `${title}: indeks` },
    room: {
      en: `Delete indices that nobody searches any more, by ${title}'s own interface; \`make ${id}-indices\` lists them with their size. Never delete its files by hand.`,
      id: `Hapus indeks yang tidak lagi dicari siapa pun, lewat antarmuka ${title} sendiri; \`make ${id}-indices\` menampilkan daftarnya beserta ukurannya. Jangan pernah menghapus berkasnya secara manual.`,
    },
  });
  node.mount(data, `${home}/data`);
  for (const trouble of troublesOf(title, id)) node.foresee(trouble);
  if (backup === true) {
    const passing = new Volume(node, `${data.node.id}_snapshots`, {
      kind: 'staging',
      holds: {
        en: `${title}: the snapshot of a backup that is being made or read`,
        id: `${title}: snapshot dari backup yang sedang dibuat atau dibaca`,
      },
      room: {
        en: 'It is empty between two backups.',
        id: 'Kosong di antara dua backup.',
      },
    });
    const path = `${home}/snapshots` as const;
    node.mount(passing, path);
    node.store({ method: snapshot, volumes: [data], words: [passing.node.id, path, own] });
  } else if (backup !== false) node.store(kept(backup, data));
  return data;
}
