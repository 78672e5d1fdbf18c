import { literal } from '../../../compose/text.ts';
import { configOf } from '../../../lower.ts';
import type { StackModel } from '../../../model/stack.ts';

/** A file of the host with variables for containers. */
export interface EnvFile {
  /** As Compose reads it, from the folder of the environment. */
  readonly path: string;
  readonly services: readonly string[];
  readonly who: string;
  /** It lies beside `.env`, and so a backup holds it. */
  readonly beside: boolean;
}

/** Those that must be there, by props and raw keys. What `.env` itself says is looked at elsewhere. */
export function envFilesOf({ services }: StackModel): readonly EnvFile[] {
  const readers = new Map<string, string[]>();
  for (const service of services)
    for (const { path, required } of configOf(service).envFile ?? []) {
      const plain = literal(path)?.replace(/^(\.\/)+/, '');
      if (plain === undefined || plain === '' || plain === '.env' || required === false) continue;
      const of = readers.get(plain) ?? [];
      if (!of.includes(service.id)) of.push(service.id);
      readers.set(plain, of);
    }
  return [...readers].map(([path, ids]) => ({
    ...{ path, services: ids, who: ids.join(', ') },
    beside: !path.includes('/'),
  }));
}
