import { operationsFolder, putBackup } from './operations-folder.ts';
import { shop } from './shop.ts';

export const name = '20261123T030000Z';
export const manifest = `stowage-backup 1
created ${name}
stack shop
environment test
project shop-test
version 1.0
mode online
image db postgres:12.13
image web example/shop:1.0
store db 9
store edge 10240`;
const emptyTar = '\0'.repeat(10240);
export const files = {
  'db/database.dump': 'PGDMP....',
  'db/roles.sql': 'CREATE ROLE owner;\n',
  'db/counts.tsv': 'public.orders\t3\n',
  'edge/volume.tar': emptyTar,
  'edge/counts.tsv': 'files\t0\nbytes\t0\n',
  'config/.env': 'GREETING=hello\n',
};
/** The images are there, and pg_restore reads every dump. */
export const images = `'image inspect '*) exit 0 ;;
'run --rm --interactive --network none --user postgres '*) cat >/dev/null; [[ $* != *' --list '* ]] || echo '9; 1262 1 DATABASE - shop owner' ;;`;
export const quiet = `${images}
'ps '* | 'volume ls '*) ;;`;

/** In the folder of a backup: what whoever can write there can do, too. */
export const sumsAgain =
  'find . -type f ! -path ./SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS';

/** A folder with one backup, whole unless the test says otherwise. */
export function withBackup(over: { manifest?: string; files?: object; answers?: string } = {}) {
  const folder = operationsFolder(shop(), over.answers ?? quiet);
  putBackup(folder, name, over.manifest ?? manifest, { ...files, ...over.files });
  return folder;
}
