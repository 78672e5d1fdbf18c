import { readFileSync } from 'node:fs';

/**
 * The text of a file that lies beside a module, such as a template: `ownFile(import.meta.url, './site.conf.hbs')`. Read
 * once, when the module is loaded: what is made of it is the same every time.
 */
export function ownFile(module: string, file: `./${string}`): string {
  return readFileSync(new URL(file, module), 'utf8');
}
