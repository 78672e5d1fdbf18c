import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../../api/built.ts';
import type { Round } from './watch.ts';

/** The variable that tells a process that it is a round: then it sends one line to who began it, and prints no result. */
export const roundVariable = 'STOWAGE_ROUND';

/** In the process of a round: what came of it, on one line. */
export function endRound(line = 'nothing is written'): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send({ line }, () => resolve());
  });
}

/**
 * Does a command once, in a process of its own: the author's modules are read anew, what they leave behind (memory, timers, another working
 * directory) is gone with it, and one that waits for ever can be ended.
 */
export function beginRound(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Round {
  const began = Date.now();
  const program = fileURLToPath(new URL('src/cli/stowage.cjs', root));
  const child = fork(program, argv, {
    env: { ...env, [roundVariable]: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let line = '';
  let stopped = false;
  child.on('message', (message) => {
    if (typeof message === 'object' && 'line' in message) line = String(message.line);
  });
  const done = new Promise<void>((resolve) => {
    const end = (how: string) => {
      say(
        `${new Date().toTimeString().slice(0, 8)}  ${line || how}  (${((Date.now() - began) / 1000).toFixed(1)} s)`,
      );
      resolve();
    };
    child.once('error', ({ message }) => end(`it cannot be started: ${message}`));
    child.once('close', (code, signal) =>
      stopped ? end('ended before it was done') : end(`it ended with ${signal ?? code}`),
    );
  });
  return {
    done,
    stop() {
      stopped = true;
      child.kill('SIGKILL'); // every file of the output folder is old or new at every moment, and the next round goes on
    },
  };
}
