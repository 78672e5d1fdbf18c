import type { MajorMethod } from '../../../src/model/major.ts';
import { takenInPlace } from '../../core/major.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * A server reads the files of its own release series and of the one before. Which one ran last stands in its diagnostic data, in a document that is not packed;
 * where somebody has turned these off, nobody knows, and the server itself refuses.
 * @see https://www.mongodb.com/docs/manual/release-notes/8.0-upgrade-replica-set/
 * @see https://www.mongodb.com/docs/manual/administration/full-time-diagnostic-data-capture/
 * @see https://github.com/mongodb/mongo/blob/master/src/mongo/db/ftdc/README.md, "Archive File Format"
 */
export const majorVersion: MajorMethod = {
  name: 'mongodb',
  script: ownFile(import.meta.url, './major.sh'),
  product: 'MongoDB',
  newer: 'refused',
  way: takenInPlace({
    en: 'First finish the step before: in the console of the running version, `featureCompatibilityVersion` is that version.',
    id: 'Selesaikan dulu langkah sebelumnya: di konsol versi yang berjalan, `featureCompatibilityVersion` adalah versi itu.',
  }),
};
