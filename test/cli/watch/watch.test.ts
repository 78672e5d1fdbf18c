import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { watch } from '../../../src/cli/watch/watch.ts';

/** Somebody who saves, and rounds that take so long. */
function desk(took: number, patience = 60_000) {
  let version = 0;
  let running = 0;
  const rounds: string[] = [];
  const stops: (() => void)[] = [];
  const controller = new AbortController();
  const begin = vi.fn(() => {
    const at = version;
    const most = ++running;
    let stop: () => void = () => {};
    const stopped = new Promise<string>((resolve) => {
      stop = () => resolve('stopped');
      stops.push(stop);
    });
    const done = Promise.race([setTimeout(took, 'done'), stopped]).then((how) => {
      running -= 1;
      rounds.push(`${how} ${at}${most > 1 ? ', beside another' : ''}`);
    });
    return { done, stop };
  });
  const look = () => new Map([['a.ts', String(version)]]);
  const over = watch(
    { look, begin, over: controller.signal },
    { apart: 5, settled: 15, restless: 100, patience },
  );
  return {
    rounds,
    save: () => {
      version += 1;
    },
    rest: (count: number) =>
      vi.waitFor(() => expect(rounds.length).toBe(count), { timeout: 5_000, interval: 5 }),
    end: () => {
      controller.abort();
      return over;
    },
  };
}

test('one round at first, one after a change, and none without', async () => {
  const { rounds, save, rest, end } = desk(1);
  await rest(1);
  await setTimeout(60);
  expect(rounds).toEqual(['done 0']);
  save();
  await rest(2);
  await end();
  expect(rounds).toEqual(['done 0', 'done 1']);
});

test('many changes at once are one', async () => {
  const { rounds, save, rest, end } = desk(1);
  await rest(1);
  for (let i = 0; i < 5; i++) {
    save();
    await setTimeout(3);
  }
  await rest(2);
  await setTimeout(60);
  await end();
  expect(rounds).toEqual(['done 0', 'done 5']);
});

test('what changes during a round starts another after it, never beside it', async () => {
  const { rounds, save, rest, end } = desk(50);
  await setTimeout(10);
  save();
  await rest(2);
  await end();
  expect(rounds).toEqual(['done 0', 'done 1']);
});

test('what never comes to rest is not waited for', async () => {
  const { save, rest, end } = desk(1);
  await rest(1);
  const timer = setInterval(save, 4);
  await rest(3);
  clearInterval(timer);
  await end();
});

test('a round that has lasted too long is ended by a change, and by nothing else', async () => {
  const { rounds, save, rest, end } = desk(60_000, 20);
  await setTimeout(80);
  expect(rounds).toEqual([]);
  save();
  await rest(1);
  expect(rounds).toEqual(['stopped 0']);
  await end();
});

test('the end ends the round that is running', async () => {
  const { rounds, end } = desk(60_000);
  await setTimeout(10);
  await end();
  expect(rounds).toEqual(['stopped 0']);
});
