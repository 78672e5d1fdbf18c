import { createHash } from 'node:crypto';
import { nativeBackup } from '../../constructs/blocks/clickhouse/backup.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { service } from './model.ts';
import type { OperationsFolder } from './operations-folder.ts';
import { operationsFolder, putBackup } from './operations-folder.ts';
import { shop } from './shop.ts';

/** A shop whose only store is a ClickHouse, with a full backup every seven days. */
export function clickhouseShop(fullEvery?: number): StackModel {
  return shop({
    services: [service({ id: 'events', phase: 'core', image: 'clickhouse:22.8' }), ...shop().services],
    stores: [
      {
        ...{ method: nativeBackup, path: 'shop-test/core/events', name: 'events', service: 'events' },
        ...{ volumes: [], words: ['d', 'backups', '/backups/', String(fullEvery ?? 0)] },
        ...(fullEvery === undefined ? {} : { fullEvery }),
      },
    ],
  });
}

/** The smallest file that ends as a zip does. */
export const zip = (note: string): string => `PK${note}PK${'\0'.repeat(20)}`;
export const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

const began = Date.now();
/** Days ago, as a backup of that time is named; `seconds` later. */
export const ago = (days: number, seconds = 0): string =>
  `${new Date(began - days * 86_400_000 + seconds * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** What the folder is asked before it saves or loads: what runs, and that nothing is in the way. */
const running = `'ps '*) echo 1 ;;
'inspect '*) echo 'events clickhouse:22.8' ;;`;

export function clickhouseFolder(fullEvery?: number, answers = running): OperationsFolder {
  return operationsFolder(clickhouseShop(fullEvery), answers);
}

/** A backup as `scripts/backup` writes it, full or made on the zip of another one. */
export function put(
  folder: OperationsFolder,
  name: string,
  over: {
    readonly base?: string;
    readonly sum?: string;
    readonly image?: string;
    readonly project?: string;
  } = {},
): void {
  const base = over.base === undefined ? '' : `\nbase events ${over.base} ${over.sum ?? sum(zip(over.base))}`;
  const manifest = `stowage-backup 1
created ${name}
stack shop
environment test
project ${over.project ?? 'shop-test'}
version 1.0
mode online
image events ${over.image ?? 'clickhouse:22.8'}
store events 9${base}`;
  putBackup(folder, name, manifest, {
    'events/database.zip': zip(name),
    'events/database.sql': 'CREATE DATABASE d\nENGINE = Atomic\n',
    'events/tables.tsv': 'a\tMergeTree\trows\tCREATE TABLE d.a (`id` UInt64)\n',
    'events/counts-before.tsv': 'a\tMergeTree\t3\n',
    'events/counts-after.tsv': 'a\tMergeTree\t3\n',
  });
}
