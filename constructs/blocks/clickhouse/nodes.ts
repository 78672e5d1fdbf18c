import { inCapitals } from '../../core/in-capitals.ts';
import { Secret } from '../../core/variable.ts';

/** What its nodes in ZooKeeper are bound to. */
export function nodesPassword(id: string): Secret {
  return new Secret(`${inCapitals(id)}_ZOOKEEPER_PASSWORD`, {
    permanent: true,
    description: {
      en: 'Binds the nodes of ClickHouse in ZooKeeper. Never change it: the server would not start.',
      id: 'Mengikat node ClickHouse di ZooKeeper. Jangan pernah diubah: server tidak akan bisa berjalan.',
    },
  });
}
