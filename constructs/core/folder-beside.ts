import { StowageError } from '../../src/model/error.ts';
import { checkCall } from '../props/check.ts';
import { named } from './file-beside.ts';
import type { DiskFile } from './own-file.ts';
import { ownFolder } from './own-file.ts';

/** A file of a folder that an image is built of. */
export interface FolderFile {
  /**
   * Relative to the folder, with forward slashes.
   * @form a relative path that stays in the folder
   * @pattern (?!/)(?!(?:[^]{0,}/)?\.{1,2}(?:/|$))[^\\]+
   * @example 'src/main.py'
   */
  readonly path: string;
  /** The whole file. */
  readonly text: string;
  /**
   * `text` is the base64 of a file that is no text, such as a picture or an archive.
   * @default - a text of UTF-8
   */
  readonly encoding?: 'base64';
  /**
   * Its owner may run it.
   * @default false
   */
  readonly executable?: boolean;
}

/** What a folder of the operations repository may take: it is committed, reviewed, and sent to the builder whole. */
const most = { files: 500, bytes: 2 ** 20 };

/**
 * The files of a folder that lies beside a module of your own, such as a Dockerfile and what it copies:
 * `folderBeside(import.meta.url, './web')`. They are read once, when the module is loaded: at most 500 files and one mebibyte.
 * @throws StowageError `no-folder-beside` when it cannot be read; `bad-build-file` for a link, a file of secrets (`.env`)
 * or what no image needs (`.git`, `node_modules`); `large-build-folder`
 */
export function folderBeside(module: string, folder: `./${string}`): readonly FolderFile[] {
  checkCall('folderBeside', [module, folder]);
  const files = read(module, folder);
  for (const file of files) check(folder, file);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > most.files || bytes > most.bytes)
    throw new StowageError(
      'large-build-folder',
      `${folder} holds ${files.length} files of ${Math.ceil(bytes / 1024)} KiB: more than ${most.files}, or than ${most.bytes / 1024} KiB, is too much for a folder that is committed and reviewed`,
      'keep in it what the image needs, or build the image elsewhere and name that of a registry',
    );
  return files.map(({ path, text = '', encoding, executable }) => ({
    path,
    text,
    ...(encoding && { encoding }),
    executable,
  }));
}

function read(module: string, folder: string): readonly DiskFile[] {
  try {
    // Twice as many as may be there are enough to say that there are too many.
    return ownFolder(module, folder, { files: 2 * most.files, bytes: 2 * most.bytes });
  } catch (error) {
    throw new StowageError(
      'no-folder-beside',
      `${folder} cannot be read beside ${named(module)}`,
      'pass import.meta.url and the path of a folder that is there, relative to the module',
      { cause: error },
    );
  }
}

function check(folder: string, { path, text }: DiskFile): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [what, mend] = fault(name, text) ?? [];
  if (what !== undefined) throw new StowageError('bad-build-file', `${folder}/${path} ${what}`, mend ?? '');
}

function fault(name: string, text: string | undefined): readonly [what: string, mend: string] | undefined {
  if (name === '.git' || name === 'node_modules')
    return ['is in a folder that an image is built of, and no image needs it', 'take it out of the folder'];
  if (/^\.env(?!\.(?:example|sample|template)$)/.test(name))
    return [
      'would be committed with the operations repository, and such a file holds secrets',
      'take it out of the folder: a container gets secrets by `env`, a step of a build by a build secret',
    ];
  if (text === undefined)
    return [
      'is no file (a link, a socket), or too large: it cannot be written beside the compose file',
      'let the Dockerfile fetch or make it, or build the image elsewhere and name that of a registry',
    ];
  return undefined;
}
