import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { compared } from '../../../test/support/compared.ts';
import { folder } from '../../../test/support/folder.ts';
import { snapshot } from './backup.ts';

const own = '^(\\.security|ilm-history-)';

/** What the check says of a backup with these names, and what a request would then ask for. */
function told(names: string, line = 'check_snapshot . . search volume /snapshots "$OWN"') {
  const cwd = folder({
    'indices.txt': names,
    'counts.tsv': '',
    'repository.tar': 'x',
    'scripts/archive-members.sh': 'tar_members() { :; }',
  });
  const script = `set -euo pipefail\nproblem() { printf '%s\\n' "$1"; }; not_empty() { :; }\n${snapshot.script}\n${line}`;
  const env = { PATH: process.env.PATH, HOME: cwd, OWN: own };
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
  return stdout;
}

test('names that products take are taken, and stand in one request', () => {
  const names = 'toots\naccounts-2026.11_v+1\nstraße\n.kibana_1\n';
  expect(told(names)).toBe('');
  expect(JSON.parse(told(names, 'chosen_snapshot indices.txt false'))).toEqual({
    indices: 'toots,accounts-2026.11_v+1,straße,.kibana_1',
    ignore_unavailable: false,
    include_global_state: false,
  });
});

test.each(['*', '-toots', 'a,b', 'a"b', 'a\\b', 'a b', 'Toots', 'a\tb', '<{now}>', 'a?', ''])(
  'a backup that names %j is refused',
  (name) => {
    expect(told(`${name}\n`)).toBe(`././indices.txt names what no index is called: ${name}\n`);
  },
);

test.each(['.security-7', 'ilm-history-5', '.ds-ilm-history-5-000001'])(
  'a backup may not bring %s, which the server makes itself',
  (name) => {
    expect(told(`${name}\n`)).toBe(`././indices.txt names ${name}, which the server makes itself\n`);
  },
);

test('each index is counted; what was written while it was saved may be there or not', () => {
  const saved = { 'counts.tsv': 'accounts\t3\t3\ntoots\t8\t10\n' };
  expect(compared(snapshot, saved, 'accounts\t3\ntoots\t9\n')).toBe(
    'store accounts 3 3 equal\nstore toots 10 9 equal, or written meanwhile\nno',
  );
  expect(compared(snapshot, saved, 'accounts\t4\ntoots\t9\n')).toContain('store accounts 3 4 DIFFERENT');
  expect(compared(snapshot, saved, 'accounts\t3\ntoots\t11\n')).toContain('store toots 10 11 DIFFERENT\nyes');
  expect(compared(snapshot, saved, 'toots\t10\n')).toContain('store accounts 3 - DIFFERENT');
});
