import type { Repositories } from '../../images/facts.ts';

/**
 * The number of the user that its image starts as.
 * @see https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile
 */
export const user = '1000';

/**
 * The official image of OpenSearch. Its entrypoint writes certificates and settings beside its programs.
 * @see https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile
 */
export const opensearch: Repositories = [
  [
    'opensearchproject/opensearch',
    {
      product: 'OpenSearch',
      dataPaths: ['/usr/share/opensearch/data'],
      capabilities: [],
      firstStart: 25,
      reach: { ports: [9200] },
    },
  ],
];
