import type { Repositories } from '../../images/facts.ts';

/**
 * The number of the user that its image starts as.
 * @see https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile
 */
export const user = '1000';

/**
 * It maps no files into memory then, and looks at no limit of the host.
 * @see https://docs.opensearch.org/latest/install-and-configure/configuring-opensearch/configuration-system/
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.18/bootstrap-checks-max-map-count.html
 */
export const unmapped = 'node.store.allow_mmap=false';

/**
 * The official image of OpenSearch. Its entrypoint writes certificates and settings beside its programs.
 * @see https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile
 */
export const opensearch: Repositories = [
  [
    'opensearchproject/opensearch',
    {
      product: 'OpenSearch',
      traits: {
        writes: 'always',
        oneWriter: true,
        // https://docs.opensearch.org/latest/install-and-configure/configuring-opensearch/index/
        dataVariable: 'path.data',
        dataFlags: ['-Epath.data', 'path.data'],
      },
      runsAs: user,
      // https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/#linux-settings
      kernel: { 'vm.max_map_count': 262_144 },
      kernelUnless: [unmapped],
      dataPaths: ['/usr/share/opensearch/data'],
      capabilities: [],
      firstStart: 25,
      reach: {
        ports: [9200, 9300, 9600, 9650],
        openedBy: [
          { variable: 'DISABLE_SECURITY_PLUGIN', values: ['true'] },
          // Its entrypoint gives each variable with a dot to the program as a setting.
          { variable: 'plugins.security.disabled', values: ['true'] },
        ],
      },
    },
  ],
];
