import { expect, test } from 'vitest';
import { patch } from '../../src/api/patch.ts';

const change = (was: string | Buffer, is: string) =>
  patch('out', {
    kind: 'write',
    path: 'x',
    before: { bytes: Buffer.from(was), executable: false },
    artifact: { path: 'x', content: is, executable: false },
  });

test('a change of a line', () => {
  expect(change('one\ntwo\n', 'one\n2\n')).toBe(`diff --git a/out/x b/out/x
--- a/out/x
+++ b/out/x
@@ -1,2 +1,2 @@
 one
-two
+2
`);
});

test('a missing last line end', () => {
  expect(change('one', 'one\n')).toBe(`diff --git a/out/x b/out/x
--- a/out/x
+++ b/out/x
@@ -1,1 +1,1 @@
-one
\\ No newline at end of file
+one
`);
});

test('what cannot be seen in the lines is said', () => {
  expect(change('one\r\n', 'one\n')).toMatch(/^# the file there has carriage returns \(CRLF\)\n$/m);
  expect(change(Buffer.from([0xff, 0x0a]), 'one\n')).toMatch(/^# the file there is not UTF-8\n$/m);
});

test('a folder that is written from the root', () => {
  const removed = patch('/srv/out', {
    kind: 'remove',
    path: 'x',
    before: { bytes: Buffer.from(''), executable: true },
  });
  expect(removed).toBe('diff --git a/srv/out/x b/srv/out/x\ndeleted file mode 100755\n');
});
