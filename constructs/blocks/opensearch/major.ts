import type { MajorMethod } from '../../../src/model/major.ts';
import { takenInPlace } from '../../core/major.ts';
import { ownFile } from '../../core/own-file.ts';

/** What tells the major version of OpenSearch and of Elasticsearch. */
export const searchParts = { 'search-major.sh': ownFile(import.meta.url, './search-major.sh') };

/** What an operator does for a newer one of either. */
export const searchWay = takenInPlace({
  en: 'First go to the last release of the old major version, and mend what it calls deprecated.',
  id: 'Naiklah dulu ke rilis terakhir versi mayor yang lama, dan perbaiki apa yang disebutnya usang.',
});

/**
 * A node reads what its own major version and the one before it have written. The number of its version stands in what Lucene writes with each state of the cluster.
 * @see https://docs.opensearch.org/latest/migrate-or-upgrade/
 * @see https://github.com/opensearch-project/OpenSearch/blob/main/server/src/main/java/org/opensearch/gateway/PersistedClusterStateService.java, `NODE_VERSION_KEY`
 * @see https://github.com/opensearch-project/OpenSearch/blob/main/libs/core/src/main/java/org/opensearch/Version.java, `MASK`
 */
export const majorVersion: MajorMethod = {
  name: 'opensearch',
  script: ownFile(import.meta.url, './major.sh'),
  parts: searchParts,
  product: 'OpenSearch',
  newer: 'refused',
  way: searchWay,
};
