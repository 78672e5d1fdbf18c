import type { Artifact } from '../model/artifact.ts';
import { unseen } from '../model/visible.ts';

/** Where files are made before they take their place: inside the output folder, so that a rename is enough. */
export const scratchName = '.stowage-tmp';

/** Bytes of what Linux takes for a name, with room for the folders above and for a name beside it while it is made. */
const longest = { path: 2000, name: 200 };

/** As much of a path as a message can bear. */
export function shortened(path: string): string {
  return path.length <= longest.path ? path : `${path.slice(0, 60)}…`;
}

/** Why this cannot be the path of a file in the output folder. */
function pathFault(path: string): string | undefined {
  // First of all: the folders of a longer one would fill the memory.
  const long = 'it is longer than a disk takes';
  if (Buffer.byteLength(path) > longest.path) return long;
  const segments = path.split('/');
  if (path === '') return 'it is empty';
  if (path.startsWith('/')) return 'it starts at the root';
  if (segments.includes('..')) return 'it leads out of the folder';
  if (segments.some((segment) => segment === '' || segment === '.'))
    return 'it has an empty part, or a dot for one';
  if (path.includes('\\')) return 'it has a backslash';
  if (/\p{Cc}/u.test(path)) return 'it has a control character';
  if (unseen(path)) return 'it has a character that nobody sees';
  if (segments.some((segment) => Buffer.byteLength(segment) > longest.name)) return long;
  if (segments[0] === scratchName) return 'Stowage needs that folder for itself';
  // A system may be called "backups": its folder is ours.
  return takenIn(segments[0] === 'backups' ? segments.slice(1) : segments);
}

/** Why what stands there cannot be ours, whoever says so. Only this keeps `backups/` itself: a backup has copies of our files in it. */
export function foreign(path: string): string | undefined {
  return pathFault(path) ?? takenIn(path.split('/'));
}

function takenIn(segments: readonly string[]): string | undefined {
  return segments.flatMap((name, i) => takenBy(name.toLowerCase(), i < segments.length - 1) ?? [])[0];
}

/** What is never ours beside what we make, also on a disk that tells no case: losing it loses data, secrets or a history. */
function takenBy(name: string, folder: boolean): string | undefined {
  if (name === '.git') return 'git keeps its history there';
  if (/^(\.git-credentials|\.netrc|\.pgpass)$/.test(name)) return 'somebody keeps log-ins there';
  if (!folder && /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/.test(name)) return 'a private key lies there';
  if (name.startsWith('.env') && name !== '.env.example') return 'an operator keeps secrets there';
  if (folder && name === 'backups') return 'backups lie there';
  if (folder && name === 'offsite-ssh') return 'the key to the off-site copies lies there';
  if (!folder && /^(docker-)?compose\.override\.ya?ml$/.test(name))
    return 'an operator keeps what one host changes there';
  if (!folder && (name === '.lock' || name === '.drill-lock')) return 'the scripts lock it';
  if (name === '.terraform.lock.hcl') return 'Terraform keeps there which versions it took';
  if (folder && name === '.terraform') return 'Terraform keeps what it fetched there';
  if (!folder && /\.tfstate(\.|$)/.test(name)) return 'Terraform keeps its state there';
  if (!folder && /\.tfvars(\.json)?$/.test(name)) return 'an operator keeps values there, secrets too';
  return undefined;
}

/** Names that a program looks for before that of ours beside it, or warns of: it would not do what the reviewer has read. */
const before: readonly (readonly [name: RegExp, ours: string, program: string])[] = [
  [/^(?:docker-)?compose\.ya?ml$/, 'docker-compose.yml', 'Compose'],
  [/^GNUmakefile$/, 'Makefile', 'make'],
];

/** Why no file of that name can lie where it does. */
function shadows(path: string, all: ReadonlySet<string>): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = path.slice(0, path.length - name.length);
  const [, ours, program] = before.find(([form, one]) => form.test(name) && name !== one) ?? [];
  return ours !== undefined && all.has(folder + ours)
    ? `${program} looks for that name, and ${ours} beside it is what it is to read`
    : undefined;
}

/** Every folder above a path: `a/b/c` is below `a` and `a/b`. */
export function parents(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

/** What keeps a file out of the output folder, or from standing there beside another one. */
export type Clash =
  | { readonly kind: 'misplaced'; readonly path: string; readonly why: string }
  | { readonly kind: 'twice'; readonly path: string; readonly other: string }
  | { readonly kind: 'above'; readonly path: string; readonly file: string };

/** What is wrong with the paths themselves, whatever is on the disk, also on one that tells no case; in their order. */
export function clashes(paths: readonly string[]): readonly Clash[] {
  const key = (path: string) => path.toLowerCase();
  const first = new Map<string, number>();
  for (const [i, path] of paths.entries()) if (!first.has(key(path))) first.set(key(path), i);
  const known = (path: string) => paths[first.get(key(path)) ?? -1];
  const all = new Set(paths);
  return paths.flatMap((path, i): readonly Clash[] => {
    const why = pathFault(path) ?? shadows(path, all);
    const other = first.get(key(path)) === i ? undefined : known(path);
    const folders = why === undefined ? parents(path) : [];
    const file = folders.map(known).find((above) => above !== undefined);
    return [
      ...(why === undefined ? [] : [{ kind: 'misplaced', path, why } as const]),
      ...(other === undefined ? [] : [{ kind: 'twice', path, other } as const]),
      ...(file === undefined ? [] : [{ kind: 'above', path, file } as const]),
    ];
  });
}

/** The same in words, each once. */
export function faults(artifacts: readonly Artifact[]): readonly string[] {
  const all = clashes(artifacts.map(({ path }) => path));
  return [...new Set(all.map(worded))];
}

function worded(clash: Clash): string {
  switch (clash.kind) {
    case 'misplaced':
      return `"${shortened(clash.path)}" cannot be written: ${clash.why}`;
    case 'twice':
      return clash.path === clash.other
        ? `"${clash.path}" is made twice`
        : `"${clash.path}" and "${clash.other}" are one file where a disk tells no case`;
    case 'above':
      return `"${clash.file}" is made as a file, and as a folder for "${clash.path}"`;
  }
}
