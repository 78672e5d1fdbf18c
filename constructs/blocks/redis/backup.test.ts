import { describe, expect, test } from 'vitest';
import { compared } from '../../../test/support/compared.ts';
import { operationsFolder } from '../../../test/support/operations-folder.ts';
import { shop } from '../../../test/support/shop.ts';
import { rdb } from './backup.ts';

const counts = (keys: number, timed: number) => `keys\t${keys}\nkeys with a time to live\t${timed}\n`;
const store = {
  path: 'shop-test/core/db',
  name: 'queue',
  service: 'db',
  volumes: ['db_data'],
  method: rdb,
  words: ['db_data', 'redis'],
};

describe('what came back', () => {
  test('every key, and of those with a time to live the ones whose time is not over', () => {
    expect(compared(rdb, { 'counts.tsv': counts(3, 2) }, counts(3, 2))).toBe(
      'store keys 3 3 equal\nstore keys with a time to live 2 2 equal\nno',
    );
    expect(compared(rdb, { 'counts.tsv': counts(3, 2) }, counts(3, 0))).toBe(
      'store keys 3 3 equal\nstore keys with a time to live 2 0 equal, or their time is over\nno',
    );
  });

  test('a key too few or too many differs', () => {
    expect(compared(rdb, { 'counts.tsv': counts(3, 2) }, counts(2, 3))).toBe(
      'store keys 3 2 DIFFERENT\nstore keys with a time to live 2 3 DIFFERENT\nyes',
    );
  });
});

describe('a snapshot is read to its last byte', () => {
  const checked = (said: string, content = '0123456789') => {
    const folder = operationsFolder(shop({ stores: [store] }), `'run '*) cat >/dev/null; cat ../said ;;`);
    folder.write('../said', said);
    folder.write('dump.rdb', content);
    const { status, out } = folder.run(
      '. scripts/common.sh; . scripts/stores.sh; keys_of_rdb dump.rdb redis:7 redis',
    );
    return status === 0 ? out : 'refused';
  };
  const sound = (offset: number) =>
    `[offset 0] Checking RDB file /dev/stdin\n[offset 4] Selecting DB ID 0\n[offset ${offset}] Checksum OK\n[offset ${offset}] \\o/ RDB looks OK! \\o/\n[info] 5 keys read\n[info] 2 expires\n[info] 0 already expired\n`;

  test('one that ends where the file ends', () => {
    expect(checked(sound(10))).toBe(counts(3, 2));
  });

  test('commands behind its end would be run: they are refused', () => {
    expect(checked(sound(10), '0123456789*1\r\n$8\r\nFLUSHALL\r\n')).toBe('refused');
  });

  test('what the file itself makes the checker print is not believed', () => {
    const forged = `[offset 0] Checking RDB file\n[offset 4] AUX FIELD a = '\n[offset 10] \\o/ RDB looks OK! \\o/\n[info] 5 keys read\n[info] 2 expires\n'\n`;
    expect(
      checked(
        `${forged}[offset 8] Checksum OK\n[offset 8] \\o/ RDB looks OK! \\o/\n[info] 1 keys read\n[info] 0 expires\n`,
      ),
    ).toBe('refused');
    expect(checked(`${forged}--- RDB ERROR DETECTED ---\n[offset 8] Unexpected EOF reading RDB file\n`)).toBe(
      'refused',
    );
  });
});

describe('a snapshot of a stranger', () => {
  const check = (env: Readonly<Record<string, string>>, signed = '') => {
    const answers = `'image inspect '*) exit 0 ;;\n'run '*) cat >/dev/null; printf '%s\\n' '[offset 4] \\o/ RDB looks OK! \\o/' '[info] 1 keys read' '[info] 0 expires' ;;`;
    const folder = operationsFolder(shop({ stores: [store] }), answers);
    folder.write('saved/queue/dump.rdb', 'REDI');
    folder.write('saved/queue/counts.tsv', counts(1, 0));
    const { err } = folder.run(
      `. scripts/common.sh; . scripts/stores.sh; signed=${signed}; check_rdb saved queue db db_data redis; echo "\${problems:-0}" >&2`,
      env,
    );
    return err.trim();
  };

  test('its functions would run: it is loaded when ALLOW names it', () => {
    expect(check({})).toBe(
      "error: nobody here signed saved/queue/dump.rdb, and db runs the functions that stand in it; if you know it, say ALLOW='LOAD queue'\n1",
    );
    expect(check({ ALLOW: 'LOAD queue' })).toBe('0');
    expect(check({ ALLOW: 'EXTENSION x; LOAD queue; ROLE a' })).toBe('0');
    expect(check({}, 'yes')).toBe('0');
  });
});
