/**
 * The seconds that a first start has been seen to take on a busy host, while its volume is filled; undefined for an
 * image of which nobody wrote it down.
 */
export function firstStartOf(repository: string): number | undefined {
  return seen.get(repository);
}

const seen: ReadonlyMap<string, number> = new Map([
  // https://github.com/block/spirit/issues/962: more than 61 on a runner of GitHub
  ['mysql', 62],
  // https://github.com/frappe/frappe_docker/issues/1484
  ['mariadb', 14],
  // https://github.com/hypothesis/h/pull/8041
  ['elasticsearch', 25],
  ['docker.elastic.co/elasticsearch/elasticsearch', 25],
]);
