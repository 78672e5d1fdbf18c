import type { MajorMethod } from '../../../src/model/major.ts';
import { ownFile } from '../../core/own-file.ts';
import { searchParts, searchWay } from '../opensearch/major.ts';

/**
 * A node reads what its own major version and the one before it have written.
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/setup-upgrade.html
 * @see https://github.com/elastic/elasticsearch/blob/main/server/src/main/java/org/elasticsearch/gateway/PersistedClusterStateService.java, `NODE_VERSION_KEY`
 */
export const majorVersion: MajorMethod = {
  name: 'elasticsearch',
  script: ownFile(import.meta.url, './major.sh'),
  parts: searchParts,
  product: 'Elasticsearch',
  newer: 'refused',
  way: searchWay,
};
