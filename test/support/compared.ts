import { expect } from 'vitest';
import type { BackupMethod } from '../../src/model/backup.ts';
import { operationsFolder } from './operations-folder.ts';
import { shop } from './shop.ts';

/** What a method's comparison prints when this was saved and that came back, and whether they differ. */
export function compared(
  method: BackupMethod,
  saved: Readonly<Record<string, string>>,
  restored: string,
): string {
  const store = { path: 'shop-test/core/db', name: 'store', service: 'db', volumes: [], method, words: [] };
  const folder = operationsFolder(shop({ stores: [store] }));
  for (const [file, content] of Object.entries(saved)) folder.write(`saved/store/${file}`, content);
  folder.write('now/store.tsv', restored);
  const { status, out, err } = folder.run(
    `. scripts/common.sh; . scripts/stores.sh; counted=now different=no; compare_${method.name} saved store; echo "$different"`,
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out.replaceAll(/ +/g, ' ').trim();
}
