import { StowageError } from '../../src/model/error.ts';
import type { BuildModel } from '../../src/model/service.ts';
import type { ConfigFile } from './config-file.ts';
import type { FolderFile } from './folder-beside.ts';
import type { InContainer } from './forms.ts';
import type { VariableBook } from './value.ts';

/**
 * How an image of our own is made of the `image` of its service: of generated files alone, or by a Dockerfile of the author's. Its tag holds a
 * digest of all that it is made of, so that changed content is a new image.
 */
export type Build = {
  /**
   * Folder of the Dockerfile, in that of the environment.
   * @form a relative path that stays in the folder
   * @pattern [A-Za-z0-9][\w.-]*(?:/\w[\w.-]*)*
   * @example 'web'
   */
  readonly folder: string;
} & (
  | {
      /** The generated files that are copied into it (target path to file); the Dockerfile is written for you. */
      readonly copy: Readonly<Record<InContainer, ConfigFile>>;
      readonly context?: never;
      readonly dockerfile?: never;
      readonly args?: never;
      readonly target?: never;
    }
  | {
      /**
       * A Dockerfile of your own and what it copies: `folderBeside(import.meta.url, './web')`. It becomes a folder of the operations repository, so it
       * holds no secret, and what is large belongs into an image of a registry.
       * @least 1
       */
      readonly context: readonly FolderFile[];
      /**
       * Which of these files is the Dockerfile.
       * @default 'Dockerfile'
       */
      readonly dockerfile?: string;
      /**
       * Values of its `ARG`s. `docker history` shows them: none is a secret.
       * @default - those that the Dockerfile says
       */
      readonly args?: Readonly<Record<string, string>>;
      /**
       * The stage that is built.
       * @default - the last one
       */
      readonly target?: string;
      readonly copy?: never;
    }
);

/** @throws StowageError `no-dockerfile` when none of the files of the author's is the Dockerfile, as a text; `bad-prop` for what is no base64 */
export function checkBuild(id: string, build: Build | undefined): void {
  const { context, dockerfile = 'Dockerfile' } = build ?? {};
  for (const { path, text, encoding } of context ?? [])
    if (encoding !== undefined && Buffer.from(text, encoding).toString(encoding) !== text)
      throw new StowageError(
        'bad-prop',
        `"${path}" in the context of "${id}" is said to be base64, and is none`,
        "write text: bytes.toString('base64')",
      );
  if (
    context === undefined ||
    context.some(({ path, encoding }) => path === dockerfile && encoding === undefined)
  )
    return;
  throw new StowageError(
    'no-dockerfile',
    `"${id}" is built of a folder without a file "${dockerfile}"`,
    'put it there, or say which file it is: build: { dockerfile: … }',
  );
}

/** @throws StowageError `host-file-in-image` for a file whose values only a host has. */
function copied(source: ConfigFile, book: VariableBook): string {
  const { file, rendered } = source.toModel(book);
  if (rendered === undefined) return file;
  throw new StowageError(
    'host-file-in-image',
    `"${source.file}" has values that only the host knows, and is copied into an image: whoever has the image would read them`,
    'mount it: service.mount(file, …)',
  );
}

/** An image of our own as data. */
export function buildModel(build: Build, book: VariableBook): BuildModel {
  const { folder, copy, context, dockerfile = 'Dockerfile', args = {}, target } = build;
  if (context === undefined)
    return {
      folder,
      copies: Object.entries(copy).map(([path, source]) => ({ file: copied(source, book), target: path })),
    };
  const own = { files: context, dockerfile, args, ...(target !== undefined && { target }) };
  return { folder, copies: [], own };
}
