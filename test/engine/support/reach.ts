import { connect } from 'node:net';
import { images } from './posthog.ts';
import { must } from './tool.ts';

export interface Target {
  readonly service: string;
  readonly address: string;
  readonly port: number;
}

/** Those that accept a connection of this host, in words. */
export async function answersHost(targets: readonly Target[]): Promise<readonly string[]> {
  const asked = targets.map(
    ({ service, address, port }) =>
      new Promise<readonly string[]>((resolve) => {
        const socket = connect({ host: address, port, timeout: 2000 });
        const end = (said: readonly string[]) => {
          socket.destroy();
          resolve(said);
        };
        socket.on('connect', () => end([`${service} answers at ${address}:${port}`]));
        socket.on('timeout', () => end([]));
        socket.on('error', () => end([]));
      }),
  );
  return (await Promise.all(asked)).flat();
}

/**
 * Those that accept a connection from a container on another network. PostHog's image is the one with Python in it. Some gateways
 * answer for every address of the world: who answers at a port that nobody has, too, is not the container.
 */
export function answersStranger(targets: readonly Target[]): readonly string[] {
  const program = `
import socket, sys, threading
def answers(address, port):
    try:
        socket.create_connection((address, int(port)), timeout=3).close()
        return True
    except OSError:
        return False
def ask(service, address, port):
    if answers(address, port) and not answers(address, 9):
        print(f"{service} answers at {address}:{port}")
threads = [threading.Thread(target=ask, args=line.split()) for line in sys.stdin]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;
  const lines = targets.map(({ service, address, port }) => `${service} ${address} ${port}\n`).join('');
  return must(
    'docker',
    ['run', '--rm', '--interactive', '--entrypoint', 'python', images.posthog, '-c', program],
    {
      input: lines,
    },
  )
    .split('\n')
    .filter(Boolean);
}
