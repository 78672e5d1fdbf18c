import { Construct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { OperationsFileModel, StackModel } from '../../src/model/stack.ts';
import { checkNew } from '../props/check.ts';
import { staysInFolder } from './config-file.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';

/** What a file for the operators holds, and where it lies. */
export interface OperationsFileProps {
  /** Where it lies in the environment's folder: `systemd/shop.service`. */
  readonly file: string;
  /**
   * The whole text, or a function that makes it of the stack as data: of what every other file is made of, too. The same stack gives the
   * same text. It holds no secret: it is committed.
   */
  readonly content: string | ((stack: StackModel) => string);
  /**
   * It can be run. Its first line says by what: `#!/usr/bin/env bash`.
   * @default false
   */
  readonly executable?: boolean;
  /**
   * How a comment line starts in this format; the file then says where it comes from, below its `#!` line if it has one.
   * @default - no such line
   */
  readonly comment?: string;
}

/**
 * A file for the operators, in the folder of its environment, beside the Makefile: a unit of systemd, a page, a script. No service reads it; one that a service reads
 * is a {@link ConfigFile}. Two files that want one path are refused when the files are made (`artifact-twice`).
 * @throws StowageError when the files are made: `bad-content` for a function that answers no text, `content-throws` for one that throws
 */
export class OperationsFile extends Construct {
  readonly #props: OperationsFileProps;

  /**
   * @throws StowageError `bad-file-path` when the path leaves the environment's folder, or is one that Compose reads by itself.
   */
  constructor(scope: Construct, id: Id, props: OperationsFileProps) {
    checkNew(OperationsFile, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    const { file } = props;
    if (!staysInFolder(file) || /^(docker-)?compose(\.override)?\.ya?ml$/i.test(file))
      throw new StowageError(
        'bad-file-path',
        `"${file}" cannot be the path of a file for operators`,
        'use a relative path of letters, digits, dots, hyphens and underscores that stays in the folder, and no name that Compose reads',
      );
    this.#props = props;
  }

  /**
   * It as data.
   * @internal
   */
  toModel(): OperationsFileModel {
    const { file, content, executable = false, comment } = this.#props;
    return { path: this.node.path, file, content, executable, ...(comment !== undefined && { comment }) };
  }
}
