import { fileURLToPath } from 'node:url';
import { StowageError } from '../../src/model/error.ts';
import { checkCall } from '../props/check.ts';
import { ownFile } from './own-file.ts';

/**
 * The text of a file that lies beside a module of your own, such as the shell functions of a backup method:
 * `fileBeside(import.meta.url, './notes.sh')`. It is read once, when the module is loaded.
 * @throws StowageError `no-file-beside` when there is none, or it cannot be read
 */
export function fileBeside(module: string, file: `./${string}`): string {
  checkCall('fileBeside', [module, file]);
  try {
    return ownFile(module, file);
  } catch (error) {
    throw new StowageError(
      'no-file-beside',
      `${file} cannot be read beside ${named(module)}`,
      'pass import.meta.url and the path of a file that is there, relative to the module',
      { cause: error },
    );
  }
}

/** A module as a message calls it. */
export function named(module: string): string {
  return module.startsWith('file:///') ? fileURLToPath(module).replace(/^.*\//, '') : JSON.stringify(module);
}
