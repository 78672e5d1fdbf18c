import { StowageError } from '../../../src/model/error.ts';

/** What is about replicated tables says nothing where there can be none. */
export function checkAlone(
  id: string,
  {
    zookeeper,
    cluster,
    macros,
  }: { readonly zookeeper?: object; readonly cluster?: string; readonly macros?: object },
): void {
  const prop = cluster !== undefined ? 'cluster' : macros !== undefined ? 'macros' : undefined;
  if (zookeeper === undefined && prop !== undefined)
    throw new StowageError(
      'clickhouse-alone',
      `${prop} of "${id}" says nothing: the server has no ZooKeeper, so it has no cluster and no replicated tables`,
      `give it zookeeper, or leave ${prop} out`,
    );
}
