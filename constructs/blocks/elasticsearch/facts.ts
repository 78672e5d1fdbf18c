import type { Repositories } from '../../images/facts.ts';
import { unmapped } from '../opensearch/facts.ts';

const known = {
  product: 'Elasticsearch',
  healthcheck: false,
  // https://www.elastic.co/docs/deploy-manage/upgrade/deployment-or-cluster/upgrade-717
  traits: { writes: 'always', oneWriter: true, stops: ['7.17', '8.18'] },
  // https://www.elastic.co/guide/en/elasticsearch/reference/8.19/vm-max-map-count.html
  kernel: { 'vm.max_map_count': 262_144 },
  kernelUnless: [unmapped],
  dataPaths: ['/usr/share/elasticsearch/data'],
  firstStart: 25,
  reach: { ports: [9200, 9300], openedBy: [{ variable: 'xpack.security.enabled', values: ['false'] }] },
} as const;

/**
 * The images of Elasticsearch. The entrypoint writes a keystore beside the programs.
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/docker.html
 * @see https://github.com/hypothesis/h/pull/8041 for the seconds of its first start
 */
export const elasticsearch: Repositories = [
  ['elasticsearch', known],
  ['docker.elastic.co/elasticsearch/elasticsearch', known],
];
