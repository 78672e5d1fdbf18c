import { expect, test, vi } from 'vitest';
import { Scratch } from '../../src/out/scratch.ts';
import { folder } from '../support/folder.ts';

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
