import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';
import { Server } from './server.ts';

/** Starts a ZooKeeper in a namespace, on what one there has left, and waits until it tells its mode. */
export function startZooKeeper(inside: Namespace): Promise<ChildProcess> {
  const folder = join(inside.folder, 'zookeeper');
  mkdirSync(folder, { recursive: true });
  const lines = [
    `dataDir=${folder}`,
    'tickTime=2000',
    'clientPort=2181',
    'admin.enableServer=false',
    '4lw.commands.whitelist=ruok,srvr,mntr',
  ];
  writeFileSync(join(folder, 'zoo.cfg'), `${lines.join('\n')}\n`);
  const jars = join(fetched('STOWAGE_ZOOKEEPER'), '*');
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
  const ask =
    'exec 3<>/dev/tcp/127.0.0.1/2181 && printf srvr >&3 && timeout 2 cat <&3 | grep -q "^Mode: standalone"';
  return new Server('ZooKeeper', inside).start({
    program: 'java',
    args: ['-Xmx256m', '-cp', jars, main, join(folder, 'zoo.cfg')],
    serves: () => inside.run('bash', ['-c', ask]).code === 0,
    seconds: 30,
  });
}
