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
      traits: { writes: 'always', oneWriter: true },
      runsAs: user,
      // https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/#linux-settings
      kernel: { 'vm.max_map_count': 262_144 },
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
