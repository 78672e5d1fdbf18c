import { StowageError } from '../../../src/model/error.ts';

/** What is about replicated tables says nothing where there can be none. */
export function checkAlone(
  id: string,
  {
    zookeeper,
    cluster,
    macros,
    ownNodes,
  }: {
    readonly zookeeper?: object;
    readonly cluster?: string;
    readonly macros?: object;
    readonly ownNodes?: boolean;
  },
): void {
  const [prop] = Object.entries({ cluster, macros, ownNodes: ownNodes || undefined }).flatMap(
    ([name, value]) => (value === undefined ? [] : [name]),
  );
  if (zookeeper === undefined && prop !== undefined)
    throw new StowageError(
      'clickhouse-alone',
      `${prop} of "${id}" says nothing: the server has no ZooKeeper, so it has no cluster and no replicated tables`,
      `give it zookeeper, or leave ${prop} out`,
    );
}
