import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { dotenvComment, dotenvValue } from '../../src/syntax/dotenv.ts';
import { scripts } from '../../src/targets/operations/scripts/scripts.ts';
import { stack } from '../support/model.ts';

test.each([
  ['', ''],
  ['587', '587'],
  ['ops@example.com', 'ops@example.com'],
  ['two words', `'two words'`],
  ['a#b $c', `'a#b $c'`],
  [`it's`, String.raw`'it\'s'`],
  ['back\\slash', `'back\\slash'`],
  ['ends in \\', String.raw`"ends in \\"`],
  [`\\' and $x`, String.raw`"\\' and \$x"`],
  ['two\nlines', String.raw`"two\nlines"`],
])('%j is written %s', (value, written) => {
  expect(dotenvValue(value)).toBe(written);
});

/** The values of V0, V1, … as the reader of the generated scripts finds them in a `.env`. */
function readBack(env: string, count: number): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dotenv-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const reader = scripts(stack()).find(({ path }) => path === 'scripts/env.sh')?.content ?? '';
  writeFileSync(join(folder, 'env.sh'), reader);
  writeFileSync(join(folder, '.env'), env);
  const line = `. ./env.sh; for ((n = 0; n < ${count}; n++)); do env_value "V$n"; printf '\\0'; done`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', line], { cwd: folder });
  expect(stderr.toString()).toBe('');
  return stdout.toString().split('\n\0').slice(0, -1);
}

const hostile = fc
  .array(fc.constantFrom(...`'"\\\${}# =a\u00e9\`;!*%&|<>~-:/\t`, 'n', 'export ', '$(id)'), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

test('what is written is what is read', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 20 }), (values) => {
      const env = values.map((value, n) => `V${n}=${dotenvValue(value)}\n`).join('');
      expect(readBack(env, values.length)).toEqual(values);
    }),
    { numRuns: 30 },
  );
});

// Seen with docker compose config, 2.26 and 2.40.
test.each([
  ['V0=a # comment', 'a'],
  ['V0=a#b', 'a#b'],
  ['V0= # c', '# c'],
  ['V0=""', ''],
  ['V0 = a', 'a'],
  ['export  V0=a', 'a'],
  ['V0: a', 'a'],
  ['V0=a\r', 'a'],
  ['V0="a" # c\r', 'a'],
  [String.raw`V0='a\'b'`, "a'b"],
  [String.raw`V0='a\\'`, 'a\\\\'],
  [String.raw`V0='a\nb'`, String.raw`a\nb`],
  [String.raw`V0="a\nb\$c\"d\\e"`, 'a\nb$c"d\\e'],
  [`V0='a\n\n# V0=3\nb' # x\nW=1`, 'a\n\n# V0=3\nb'],
  ['V0="a\nV0=b"', 'a\nV0=b'],
  ['V0=1\nV0=2', '2'],
  ['V0=1\nV0=', ''],
  ['\ufeffV0=1', '1'],
  ['V0=a"b', 'a"b'],
  ['XV0=1', ''],
  ['# V0=1', ''],
])('%j is read as %j', (env, value) => {
  expect(readBack(env, 1)).toEqual([value]);
  expect(readBack(`${env}\n`, 1)).toEqual([value]);
});

test('a comment is one line', () => {
  expect(dotenvComment(' a\n\nSECRET=b\r\0c ')).toBe('a SECRET=b c');
});

test('a NUL byte is refused', () => {
  expect(() => dotenvValue('a\0b')).toThrow(RangeError);
});
