import { Construct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { HostPathModel } from '../../src/model/host-path.ts';
import type { Sentence } from '../../src/model/words.ts';
import { checkNew } from '../props/check.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';
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
}

/**
 * A path of the host that containers use: a disk with media, the socket of a database, the sources of another system. It must exist; what lies there is
 * neither made nor removed with the project. State that only this system uses belongs into a `Volume`.
 */
export class HostPath extends Construct {
  readonly #props: HostPathProps;

  /** @throws StowageError `bad-prop` for a path with `..` in it. */
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
  }

  /** Whether no container can write to it. */
  get readOnly(): boolean {
    return this.#props.readOnly ?? false;
  }

  /** @internal */
  toModel(book: VariableBook): HostPathModel {
    const { path, holds, kind, owner } = this.#props;
    return {
      path: this.node.path,
      id: this.node.id,
      host: book.text(path),
      holds,
      kind: kind ?? 'folder',
      ...(owner !== undefined && { owner }),
      readOnly: this.readOnly,
    };
  }
}
