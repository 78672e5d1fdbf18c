import { describe, expect, test } from 'vitest';
import { compared } from '../../../test/support/compared.ts';
import { nativeBackup } from './backup.ts';

describe('what came back', () => {
  const clickhouse = (before: string, after: string, restored: string) =>
    compared(nativeBackup, { 'counts-before.tsv': before, 'counts-after.tsv': after }, restored)
      .split('\n')
      .at(-1);

  test.each([
    ['equal', 'a\tMergeTree\t5\n', 'a\tMergeTree\t5\n', 'a\tMergeTree\t5\n', 'no'],
    ['written to meanwhile', 'a\tMergeTree\t5\n', 'a\tMergeTree\t9\n', 'a\tMergeTree\t7\n', 'no'],
    ['a row lost', 'a\tMergeTree\t5\n', 'a\tMergeTree\t9\n', 'a\tMergeTree\t4\n', 'yes'],
    ['a row too many', 'a\tMergeTree\t5\n', 'a\tMergeTree\t9\n', 'a\tMergeTree\t10\n', 'yes'],
    [
      'folded by a merge',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t2\n',
      'no',
    ],
    [
      'replicated, folded',
      'a\tReplicatedReplacingMergeTree\t5\n',
      'a\tReplicatedReplacingMergeTree\t5\n',
      'a\tReplicatedReplacingMergeTree\t2\n',
      'no',
    ],
    [
      'folded to nothing',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t0\n',
      'yes',
    ],
    [
      'folded to more',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t6\n',
      'yes',
    ],
    [
      'inside a view, lost',
      'a\tMaterializedView\t5\n',
      'a\tMaterializedView\t5\n',
      'a\tMaterializedView\t0\n',
      'yes',
    ],
    ['expired', 'a\tMergeTree TTL\t5\n', 'a\tMergeTree TTL\t5\n', 'a\tMergeTree TTL\t0\n', 'no'],
    ['a table missing', 'a\tKafka\t0\nb\tView\t0\n', 'a\tKafka\t0\nb\tView\t0\n', 'a\tKafka\t0\n', 'yes'],
    ['a table dropped meanwhile', 'a\tView\t0\nb\tView\t0\n', 'a\tView\t0\n', 'a\tView\t0\n', 'no'],
    ['a table made meanwhile', 'a\tView\t0\n', 'a\tView\t0\nb\tMergeTree\t3\n', 'a\tView\t0\n', 'no'],
    ['a table from nowhere', 'a\tView\t0\n', 'a\tView\t0\n', 'a\tView\t0\nb\tView\t0\n', 'yes'],
    ['another engine', 'a\tMergeTree\t1\n', 'a\tMergeTree\t1\n', 'a\tMemory\t1\n', 'yes'],
  ])('%s', (_, before, after, restored, different) => {
    expect(clickhouse(before, after, restored)).toBe(different);
  });
});
