import { readFileSync } from 'node:fs';

/**
 * The text of a file that lies beside a product's module, read once when the module is: `ownText('backup.sh', import.meta.url)`.
 * The only place where constructs read the disk.
 */
export function ownText(file: string, module: string): string {
  return readFileSync(new URL(file, module), 'utf8').replaceAll('\r\n', '\n');
}
