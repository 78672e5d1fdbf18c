import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';

/** Starts a ZooKeeper in a namespace, on what one there has left, and waits until it tells its mode. */
export async function startZooKeeper(inside: Namespace): Promise<ChildProcess> {
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
  const child = inside.start('java', ['-Xmx256m', '-cp', jars, main, join(folder, 'zoo.cfg')]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += String(text);
    });
  const ask =
    'exec 3<>/dev/tcp/127.0.0.1/2181 && printf srvr >&3 && timeout 2 cat <&3 | grep -q "^Mode: standalone"';
  for (let tries = 0; inside.run('bash', ['-c', ask]).code !== 0; tries++) {
    if (tries === 150 || child.exitCode !== null)
      throw new Error(`ZooKeeper does not serve:\n${said.slice(-4000)}`);
    await setTimeout(200);
  }
  return child;
}
