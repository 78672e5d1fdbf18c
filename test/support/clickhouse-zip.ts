import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { clickhouseFolder } from './clickhouse-shop.ts';
import type { Member } from './zip.ts';
import { zipOf } from './zip.ts';

export const base = '20260101T000000Z';
export const table =
  "CREATE TABLE d.a UUID '5d1a404a-6988-46f1-8605-ac331ddaa9a1' (`id` UInt64) ENGINE = MergeTree ORDER BY id";
export const definition = (content: string, name = 'a'): Member => ({
  name: `metadata/d/${name}.sql`,
  content,
});
export const rows: Member = { name: 'data/d/a/all_1_1_0/data.bin', content: 'rows', stored: true };
const sum = (text: string) => createHash('md5').update(text).digest('hex');
export const fileOf = ({ name, content }: Member, more = '') =>
  `<file><name>${name}</name><size>${content.length}</size><checksum>${sum(content)}</checksum>${more}</file>`;

/** What ClickHouse writes of the files of a backup. */
export function list(files: string, head = ''): Member {
  const said = '<version>1</version><timestamp>2026-01-02 00:00:00</timestamp><uuid>2e0ebdec</uuid>';
  return { name: '.backup', content: `<config>${said}${head}<contents>${files}</contents></config>` };
}
export const whole = (...members: readonly Member[]) => [
  list(members.map((one) => fileOf(one)).join('')),
  ...members,
];
export const database: Member = { name: 'metadata/d.sql', content: 'CREATE DATABASE d ENGINE = Atomic' };

/** A folder with this zip as that of a backup which nobody here signed, on the zip of another one where there is one. */
export function zipIn(zip: Buffer | readonly Member[], on?: readonly Member[]) {
  const folder = clickhouseFolder();
  const write = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), bytes);
  };
  write('it.zip', Buffer.isBuffer(zip) ? zip : zipOf(zip));
  const under = on ? `backups/${base}/events/database.zip` : '';
  if (on) write(under, zipOf(on));
  return {
    /** What is said of it. */
    said(env: Readonly<Record<string, string>> = {}): string {
      const { status, out, err } = folder.run(
        `. scripts/common.sh; . scripts/stores.sh; wrong_zip it.zip d backups ${under}`,
        env,
      );
      expect({ status, err }).toEqual({ status: 0, err: '' });
      return out;
    },
  };
}

export const saidOf = (zip: Buffer | readonly Member[], on?: readonly Member[]) => zipIn(zip, on).said();
