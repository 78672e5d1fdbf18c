import { Construct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { HostPathModel } from '../../src/model/host-path.ts';
import { isOfTheSystem, isPlainPath } from '../../src/model/host-path.ts';
import type { Sentence } from '../../src/model/words.ts';
import { checkNew } from '../props/check.ts';
import type { AnyBackup } from './backup-ways.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';
import { checkSaved } from './saved.ts';
import type { VariableBook } from './value.ts';
import type { Variable } from './variable.ts';

/**
 * A path on the host, from its root.
 * @form an absolute path of the host
 * @pattern /[^:$]*
 * @example '/srv/media'
 */
export type OnHost = `/${string}`;

/**
 * The numbers of a user and a group of the host.
 * @form `uid` or `uid:gid` in numbers
 * @pattern \d{1,10}(:\d{1,10})?
 * @example '1000:1000'
 */
export type Owner = string;

/** What lies at a path of the host, and to whom it belongs. */
export interface HostPathProps {
  /** Where it lies. A `Variable` is for what differs from host to host. */
  readonly path: OnHost | Variable;
  /** What it holds, for the runbook. */
  readonly holds: Sentence;
  /**
   * What must be there: `make doctor` looks for it, and without it Compose refuses to start what mounts it.
   * @default 'folder'
   */
  readonly kind?: 'folder' | 'file' | 'socket';
  /**
   * Whom it must belong to on the host: the user that the container runs as.
   * @default - `make doctor` does not look
   */
  readonly owner?: Owner;
  /**
   * No container can write to it, whatever `mount` says.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * How what lies there is saved with every backup, and brought back, by way of the first service that mounts it: of a folder alone. It goes
   * before what that service says of its mounts; `false` leaves it out of that. A restore puts a copy of what lies there aside before it writes.
   * @default - a service that writes there may say so (`stop`, `pause` or `sqlite`), or it is not saved
   * @example { stop: true }
   */
  readonly backup?: AnyBackup | false;
}

/**
 * A path of the host that containers use: a disk with media, the socket of a database, the sources of another system. It must exist; what lies there is
 * neither made nor removed with the project, and changed by a restore alone, where a backup holds it. State that only this system uses belongs into a `Volume`.
 */
export class HostPath extends Construct {
  readonly #props: HostPathProps;

  /**
   * @throws StowageError `bad-prop` for a path with `..` in it, and for a backup of what a restore must not empty; `method-functions` when the method of
   * its backup lacks a function
   */
  constructor(scope: Construct, id: Id, props: HostPathProps) {
    checkNew(HostPath, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    const { path } = props;
    if (typeof path === 'string' && path.split('/').includes('..'))
      throw new StowageError(
        'bad-prop',
        `path of "${id}" leads back with "..": ${path}`,
        'write where it ends: an absolute path without ".."',
      );
    this.#props = props;
    if (props.backup) checkBackup(id, props, props.backup);
  }

  /** How it is saved by itself; `false` where no service may say so. */
  get backup(): AnyBackup | false | undefined {
    return this.#props.backup;
  }

  /** Whether a service that writes there may say how it is saved. */
  get holdsState(): boolean {
    return this.kind === 'folder' && !this.readOnly && faultOf(this.#props.path) === undefined;
  }

  /** What must be there. */
  get kind(): 'folder' | 'file' | 'socket' {
    return this.#props.kind ?? 'folder';
  }

  /** Whether no container can write to it. */
  get readOnly(): boolean {
    return this.#props.readOnly ?? false;
  }

  /** @internal */
  toModel(book: VariableBook): HostPathModel {
    const { path, holds, owner } = this.#props;
    return {
      path: this.node.path,
      id: this.node.id,
      host: book.text(path),
      holds,
      kind: this.kind,
      ...(owner !== undefined && { owner }),
      readOnly: this.readOnly,
    };
  }
}

/** A restore empties the folder: nothing but what it holds may lie there. */
function checkBackup(id: string, { kind = 'folder', path }: HostPathProps, backup: AnyBackup): void {
  const fault = kind === 'folder' ? faultOf(path) : `it is a ${kind}, and a backup holds folders`;
  if (fault !== undefined)
    throw new StowageError(
      'bad-prop',
      `"${id}" cannot be saved: ${fault}`,
      'give what it holds a folder of its own, or leave backup out',
    );
  if ('method' in backup) checkSaved(id, backup);
}

/** Why a backup cannot hold it; what a variable says is looked at on the host. */
function faultOf(path: OnHost | Variable): string | undefined {
  if (typeof path !== 'string') return undefined;
  if (!isPlainPath(path))
    return `${path} has more in it than letters, digits and "_.@+-" between its slashes`;
  return isOfTheSystem(path)
    ? `${path} belongs to the system, and a restore empties what it brings back`
    : undefined;
}
