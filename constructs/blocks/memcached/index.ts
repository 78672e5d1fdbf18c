import type { Construct } from 'constructs';
import { StowageError } from '../../../src/model/error.ts';
import type { Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { checkNew } from '../../props/check.ts';
import { confined } from './facts.ts';

/** What is said of a Memcached, beside what is said of any service. */
export interface MemcachedProps extends ServiceOptions {
  /** The official image. */
  readonly image: Image;
  /**
   * Memory for what it holds. Beside that it needs some for its connections and its table of keys.
   * @default - three quarters of `memory`
   * @see https://docs.memcached.org/serverguide/configuring/
   */
  readonly maxMemory?: Size;
  /**
   * The largest thing that it takes; what is larger it refuses.
   * @range 1mb..1gb
   * @default '1mb'
   * @see https://docs.memcached.org/serverguide/configuring/
   */
  readonly maxItem?: Size;
  /**
   * Connections at once. Further ones wait.
   * @whole 1..65536
   * @default 1024
   * @see https://docs.memcached.org/serverguide/configuring/
   */
  readonly connections?: number;
}

/**
 * Memcached, by the official image: a cache in memory, empty after each start, without a volume and in no backup.
 *
 * Nobody logs in: its ASCII protocol, which most clients speak, knows no login that all of them can, and SASL wants the binary one, which is deprecated.
 * So whoever shares a network with it reads and writes everything in it: give it one of its own with those who use it (`networks: 'derived'` of the
 * stack does). It has no port on the host, and listens to no UDP, by which strangers once amplified their attacks.
 * @see https://docs.memcached.org/features/sasl/
 * @see https://github.com/memcached/memcached/wiki/ReleaseNotes156 for UDP
 */
export class Memcached extends Service {
  /** @throws StowageError `memcached-memory` when it may take more than its container. */
  constructor(scope: Construct, id: Id, props: MemcachedProps) {
    checkNew(Memcached, new.target, [scope, id, props]);
    const { maxMemory, maxItem, connections, ...others } = props;
    const memory = props.memory ?? '128mb';
    const limit = maxMemory ? mebibytes(maxMemory) : Math.floor(mebibytes(memory) * 0.75);
    if (limit >= mebibytes(memory))
      throw new StowageError(
        'memcached-memory',
        `maxMemory of "${id}" is ${limit} MiB, and its container is killed beyond ${mebibytes(memory)} MiB`,
        'leave maxMemory out, or give the container a third more memory',
      );
    super(scope, id, {
      description: {
        en: 'Memcached: a cache, empty after each start and in no backup',
        id: 'Memcached: cache, kosong setiap kali dijalankan dan tidak ada di backup',
      },
      ...others,
      ...confined,
      memory,
      port: 11_211,
      command: [
        'memcached',
        `--memory-limit=${limit}`,
        ...(maxItem === undefined ? [] : [`--max-item-size=${mebibytes(maxItem)}m`]),
        ...(connections === undefined ? [] : [`--conn-limit=${connections}`]),
        '--udp-port=0',
      ],
      // The image has bash or BusyBox's nc, by its kind, and no client. What answers `version` works.
      health: {
        shell:
          "if command -v nc >/dev/null; then printf 'version\\r\\nquit\\r\\n' | nc -w 3 127.0.0.1 11211; else exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/11211; printf \"version\\r\\nquit\\r\\n\" >&3; cat <&3'; fi | grep -q '^VERSION '",
      },
    });
    this.foresee({
      symptom: {
        en: `\`SERVER_ERROR object too large for cache\` from \`${id}\``,
        id: `\`SERVER_ERROR object too large for cache\` dari \`${id}\``,
      },
      mend: {
        en: 'The application stores something larger than `maxItem` of the source, 1 MiB unless it says otherwise: raise it there. Nothing is lost, for Memcached is a cache: the application makes it again each time, and is slow.',
        id: 'Aplikasi menyimpan sesuatu yang lebih besar daripada `maxItem` di sumbernya, 1 MiB jika tidak disebut: naikkan di sana. Tidak ada yang hilang, karena Memcached hanya cache: aplikasi membuatnya lagi setiap kali, dan menjadi lambat.',
      },
    });
  }
}
