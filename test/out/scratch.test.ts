import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Scratch } from '../../src/out/scratch.ts';
import { write } from '../../src/out.ts';
import { folder, put, tree } from '../support/folder.ts';

/** What the kernel answers when it is asked for a process. */
function answering(code: string): void {
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(`kill ${code}`), { code });
  });
}

test('a run of another user is at work, though nobody may send it a signal', () => {
  answering('EPERM');
  const out = folder({ '.stowage-tmp/pid': '4242' });
  expect(() => Scratch.open(out)).toThrow(
    expect.objectContaining({ code: 'out-busy', message: 'another run, process 4242, is writing there' }),
  );
});

test('a run that is gone is none', () => {
  answering('ESRCH');
  const out = folder({ '.stowage-tmp/pid': '4242' });
  expect(() => Scratch.open(out).close()).not.toThrow();
});

const strange: Readonly<Record<string, readonly [string, (scratch: string) => void]>> = {
  'a file': ['', (scratch) => put(join(scratch, '..'), { '.stowage-tmp': 'mine' })],
  'a link to a folder': ['', (scratch) => symlinkSync(folder({ mine: 'mine' }), scratch)],
  'a folder with a file of another name': ['/notes.txt', (scratch) => put(scratch, { 'notes.txt': 'mine' })],
  'a folder with such a file beside ours': [
    '/1.bak',
    (scratch) => put(scratch, { pid: '4242', '0': 'half a fi', '1.bak': 'mine' }),
  ],
  'a folder with a folder in it': ['/0', (scratch) => put(scratch, { '0/mine': 'mine' })],
  'a folder with a link in it': [
    '/0',
    (scratch) => {
      mkdirSync(scratch);
      symlinkSync('/etc/hosts', join(scratch, '0'));
    },
  ],
  'a folder whose pid is no number': ['/pid', (scratch) => put(scratch, { pid: 'mine' })],
};

test.each(Object.entries(strange))('in place of the scratch folder, %s stays', (_, [below, make]) => {
  answering('ESRCH');
  const out = folder();
  const scratch = join(out, '.stowage-tmp');
  make(scratch);
  const before = tree(out);
  expect(() => write(out, [{ path: 'x', content: 'x\n', executable: false }])).toThrow(
    expect.objectContaining({
      code: 'out-blocked',
      message: `${scratch}${below} is there, and Stowage did not make it: it needs that folder for itself while it writes`,
      fix: 'move it away',
    }),
  );
  Scratch.sweep(out);
  expect(tree(out)).toEqual(before);
});

test('what somebody puts there meanwhile stays', () => {
  const out = folder();
  const scratch = Scratch.open(out);
  scratch.stage({ content: 'half', executable: false });
  put(out, { '.stowage-tmp/mine': 'mine' });
  scratch.close();
  expect(tree(out)).toEqual({ '.stowage-tmp/mine': 'mine' });
});
