import { StowageError } from '../../src/model/error.ts';
import type { HostNeedsModel } from '../../src/model/host-needs.ts';
import type { InContainer } from './forms.ts';
import type { VariableBook } from './value.ts';
import type { Variable } from './variable.ts';

/**
 * A device of the host, or a folder of them. It may have colons in its name, but none of a short form: `:/dev/x`, `:rw`.
 * @form a path below /dev
 * @pattern /dev/(?!\S*:(/|[rwm]{1,3}$))[^\s$]+
 * @example '/dev/dri'
 */
export type DevicePath = `/dev/${string}`;

/** A device of the host that has another name in the container, or that differs from host to host. */
export interface Device {
  /** Where it is on the host; a `Variable` where that differs: `/dev/serial/by-id/…` stays what it is when another device is plugged in. */
  readonly host: DevicePath | Variable;
  /**
   * Where the container finds it.
   * @default - as on the host
   */
  readonly at?: InContainer;
  /**
   * What it may do with it: read, write, make nodes.
   * @form letters of "rwm"
   * @pattern (?=.)r?w?m?
   * @example 'rw'
   * @default 'rwm', as the engine's own
   */
  readonly access?: string;
}

/**
 * A setting of the kernel that each container has of its own.
 * @form a setting of net, fs.mqueue, or the messages, semaphores and shared memory of kernel
 * @pattern net\.[\w./-]+|fs\.mqueue\.\w+|kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)
 * @example 'net.core.somaxconn'
 * @see https://docs.docker.com/reference/cli/docker/container/run/#sysctl
 */
export type ContainerSetting = string;

/**
 * A setting of the kernel that the whole host has.
 * @form the name of a setting
 * @pattern [a-z]\w*(\.[\w-]+)+
 * @example 'vm.max_map_count'
 */
export type HostSetting = string;

/**
 * How many graphics cards.
 * @whole 1..64
 */
export type Cards = number;

/**
 * A setting of the kernel, or the least that it must be.
 * @whole 0..9007199254740991
 */
export type SettingNumber = number;

/**
 * A file with variables that lies beside `.env` on the host. Its name begins as those do that no repository takes.
 * @form the name of a file that begins with ".env.", and none that the scripts use
 * @pattern \.env\.(?!(example|rotating|old|new)\b)[A-Za-z0-9][A-Za-z0-9_.-]{0,99}
 * @example '.env.shop'
 */
export type EnvFileName = `.env.${string}`;

/** A limit that a service has. */
export type Limit = 'memory' | 'cpus' | 'processes';

/** What a service uses of its host beyond memory and processors. */
export interface HostNeedsProps {
  /**
   * Devices that it uses. The engine starts nothing where one is missing; `make doctor` looks for them before.
   * @default - none
   */
  readonly devices?: readonly (DevicePath | Device)[];
  /**
   * Graphics cards of NVIDIA, all or how many. The host needs NVIDIA's container toolkit, which `make doctor` looks for. Other makers' cards are `devices`.
   * @default - none
   * @see https://docs.docker.com/compose/how-tos/gpu-support/
   */
  readonly gpus?: 'all' | Cards;
  /**
   * Settings of the kernel that its container has of its own.
   * @default - the engine's
   */
  readonly sysctls?: Readonly<Record<ContainerSetting, SettingNumber | string>>;
  /**
   * Settings of the host's kernel that it needs, each with the least: no container can set them, and nothing here does. `make doctor` compares.
   * @default - none
   * @example { 'vm.max_map_count': 262144 }
   */
  readonly hostSettings?: Readonly<Record<HostSetting, SettingNumber>>;
  /**
   * Files with variables for its container that lie beside `.env` on the host: for a vendor's long list that nobody describes. `env` goes over what they say, and a
   * later one over one before it. Compose refuses to start where one is missing; `make doctor` looks for it and for its mode, and each backup holds it. No rule reads what
   * stands in it: what a service needs to work belongs into `env`.
   * @default - none
   * @see https://docs.docker.com/reference/compose-file/services/#env_file
   */
  readonly envFiles?: readonly EnvFileName[];
  /**
   * Limits that it shall not have, by choice. One without a limit of memory is a finding of `guards-kept` until the reason is signed.
   * @default - none: it has all three
   */
  readonly unlimited?: readonly Limit[];
}

/** The same as data. */
export function hostNeedsOf(
  { devices = [], gpus, sysctls = {}, hostSettings = {}, envFiles = [] }: HostNeedsProps,
  book: VariableBook,
): { readonly needs?: HostNeedsModel } {
  const needs: HostNeedsModel = {
    devices: devices.map((device) => {
      const { host, at, access = 'rwm' } = typeof device === 'string' ? { host: device } : device;
      return { source: book.text(host), ...(at !== undefined && { target: at }), access };
    }),
    ...(gpus !== undefined && { gpus }),
    sysctls: Object.entries(sysctls).map(([name, value]) => ({ name, value: String(value) })),
    settings: Object.entries(hostSettings).map(([name, least]) => ({ name, least })),
    ...(envFiles.length > 0 && { envFiles }),
  };
  const { devices: all, sysctls: own, settings } = needs;
  return all.length + own.length + settings.length + envFiles.length > 0 || gpus !== undefined
    ? { needs }
    : {};
}

/** @throws StowageError `bad-prop` for a limit that is said, and said to be none */
export function checkLimits(
  id: string,
  { unlimited = [], ...said }: HostNeedsProps & { readonly [limit in Limit]?: unknown },
): void {
  for (const limit of unlimited)
    if (said[limit] !== undefined)
      throw new StowageError(
        'bad-prop',
        `"${id}" says ${limit}, and that it is unlimited`,
        `leave one of the two out`,
      );
}
