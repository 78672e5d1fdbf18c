import { cpus } from 'node:os';

/** On what it was measured. */
export function heading(): string {
  return `Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), ${process.platform}`;
}
