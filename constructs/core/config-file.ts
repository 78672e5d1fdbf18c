import { Construct } from 'constructs';
import type { ConfigContent, ConfigFileModel } from '../../src/model/config-file.ts';
import { StowageError } from '../../src/model/error.ts';
import { checkNew } from '../props/check.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';

export interface ConfigFileProps {
  /** Where it lies in the environment's folder: `nginx/site.conf`. */
  readonly file: string;
  /** The whole text, or what a construct such as {@link Caddy} describes. It holds no secret: it is committed. */
  readonly content: string | ConfigContent;
  /**
   * How a comment line starts in this format; the generated file then says where it comes from.
   * @default - no such line
   */
  readonly comment?: string;
}

/** A generated file that a service mounts, or that is copied into its image. When it changes, the service is recreated. */
export class ConfigFile extends Construct {
  /** Where it lies in the environment's folder. */
  readonly file: string;
  readonly #content: ConfigContent;

  /** @throws StowageError `bad-file-path` when the path leaves the environment's folder. */
  constructor(scope: Construct, id: Id, props: ConfigFileProps) {
    checkNew(ConfigFile, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    if (!/^[\w][\w.-]*(\/[\w][\w.-]*)*$/.test(props.file))
      throw new StowageError(
        'bad-file-path',
        `"${props.file}" cannot be the path of a generated file`,
        'use a relative path of letters, digits, dots, hyphens and underscores that stays in the folder',
      );
    this.file = props.file;
    this.#content =
      typeof props.content === 'string'
        ? {
            kind: 'text',
            text: props.content,
            ...(props.comment === undefined ? {} : { comment: props.comment }),
          }
        : props.content;
  }

  toModel(): ConfigFileModel {
    return { path: this.node.path, file: this.file, content: this.#content };
  }
}
