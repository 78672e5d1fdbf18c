import { readFileSync } from 'node:fs';
import { root } from '../api/built.ts';

/** The version of Stowage. */
export function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  return String(version);
}
